using System.Collections.Immutable;
using Suyuan.Agencies;
using Suyuan.Areas;
using Suyuan.Disputes;
using Suyuan.Identity;
using Suyuan.Storage;

namespace Suyuan.Load.Bench;

/// <summary>
/// Disputes on their way, made by the product's own rules and written by its own storage, each in one write: registered,
/// triaged, assigned, accepted and with a service asked for, so that three clocks and more are open.
/// </summary>
internal static class SeededDisputes
{
    private const int AtOnce = 512;

    private static readonly LawBook Law = LawBook.Load();

    private static readonly Actor Clerk = new("clerk", Role.Clerk);

    /// <returns>Clocks that are open afterwards.</returns>
    public static async Task<int> Write(IStateWriter writer, string village, int clocks, Moment now, CancellationToken cancellation)
    {
        var open = 0;
        for (var sequence = 1; open < clocks;)
        {
            cancellation.ThrowIfCancellationRequested();
            var writes = new List<Task<bool>>(AtOnce);
            for (; writes.Count < AtOnce && open < clocks; sequence++)
            {
                var dispute = Lived(village, sequence, now);
                open += dispute.Clocks.Count(clock => clock.IsOpen);
                writes.Add(writer.Write(Row(dispute)));
            }

            if ((await Task.WhenAll(writes)).Contains(false))
                throw new InvalidOperationException("A number of the bench was taken.");
        }

        return open;
    }

    /// <summary>Disputes in handling whose next limit is weeks away, so that their own reminders do not join in.</summary>
    /// <returns>Their numbers, so many.</returns>
    public static async Task<DisputeNumber[]> Cases(IStateWriter writer, string village, int count, Moment now, CancellationToken cancellation)
    {
        var cases = Enumerable.Range(1, count).Select(sequence => Handled(village, sequence, now)).ToArray();
        foreach (var few in cases.Chunk(AtOnce))
        {
            cancellation.ThrowIfCancellationRequested();
            if ((await Task.WhenAll(few.Select(dispute => writer.Write(Row(dispute))))).Contains(false))
                throw new InvalidOperationException("A number of the bench was taken.");
        }

        return [.. cases.Select(dispute => DisputeNumber.Parse(dispute.Number))];
    }

    private static DisputeState Lived(string village, int sequence, Moment now) => Act(
        Accepted(village, sequence, now),
        new RequestService { Kind = ServiceKind.HardshipHelp, Owner = AgencyId.Of(AreaCode.Parse(village).County, "justice").ToString() },
        SceneAt(now));

    /// <summary>A dispute in handling whose next limit is weeks away.</summary>
    public static DisputeState Handled(string village, int sequence, Moment now) => Act(
        Accepted(village, sequence, now), new RecordContact { Method = DeliveryMethod.Telephone, Outcome = ContactOutcome.Reached }, SceneAt(now));

    private static DisputeState Accepted(string village, int sequence, Moment now)
    {
        var scene = SceneAt(now);
        var dispute = Registered(village, sequence, now);
        dispute = Act(dispute, new Triage { Category = "NEI" }, scene);
        dispute = Act(dispute, new Assign(), scene);
        return Act(dispute, new Accept(), scene with { By = new Actor("leader", Role.Leader, dispute.Lead) });
    }

    public static Scene SceneAt(Moment now) => new(Law, Clerk, now);

    /// <summary>As it stands after its first write.</summary>
    public static DisputeState Registered(string area, int sequence, Moment now)
    {
        var registration = new RegisterDispute
        {
            AreaCode = area,
            Category = "NEI",
            Narrative = new string('诉', 300),
            Source = Source.Visit,
            Parties = [new Party { Role = PartyRole.Applicant, Kind = PartyKind.Person, Name = "王某" }],
        };
        var number = DisputeNumber.Of(AreaCode.Parse(area).County, now.Day.Year, sequence);
        return IntakeRules.Register(number, new Admission(registration, "fingerprint", "ABCD2345", null), SceneAt(now));
    }

    private static DisputeState Act(DisputeState dispute, DisputeCommand command, Scene scene)
    {
        var done = DisputeRules.Act(dispute, command, new ActContext(scene.By), scene);
        return done.Succeeded ? done.Value : throw new InvalidOperationException($"The bench was refused: {done.Refusal.Code} {string.Join(' ', done.Refusal.Errors.Select(fault => $"{fault.Field} {fault.Code}"))}.");
    }

    /// <summary>The first write of a dispute.</summary>
    public static StateWrite Row(DisputeState dispute)
    {
        var first = dispute with { Version = 1 };
        var grain = GrainId.Create("dispute", GrainKeys.Of(DisputeNumber.Parse(dispute.Number)));
        return new StateWrite(
            StateIdentity.Of(StorageNames.DisputeState, grain), grain, 0, new StateSerializer().Serialize(first).ToArray(), first.Project());
    }
}
