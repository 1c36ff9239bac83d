using System.Collections.Immutable;
using Suyuan.Agencies;
using Suyuan.Deadlines;
using Suyuan.Disputes;
using Suyuan.Identity;
using Suyuan.Ledger;
using Suyuan.Projection;

namespace Suyuan.Privacy;

/// <summary>
/// Erasure, on request or because the time is over. It cannot be undone: what identified people gives way to a mark, in the state, in
/// the rows, and in the earlier steps of the history; the hashes stay, so the chain can be checked as before.
/// </summary>
internal static class ErasureRules
{
    /// <summary>Stands where a name or a text was.</summary>
    public const string Mark = "（已依法删除）";

    public static Result<DisputeState> Request(DisputeState dispute, RequestErasure command, Scene scene)
    {
        if (dispute.ErasureRequest is { Granted: null })
            return Refusal.Because(RefusalCode.ErasurePending);
        var asked = (dispute with { ErasureRequest = new ErasureRequest(command.Party!.Value, scene.Now.At) })
            .Start(scene, ClockKeys.ErasureAnswer, "policy-erasure-answer", Routing.Coordinator(dispute.Area).ToString(), "申请删除个人信息");
        return asked.Notify(scene, Routing.Coordinator(dispute.Area), "erasure-requested", new Asked(asked.OpenClock(ClockKeys.ErasureAnswer)!.Due.End));
    }

    /// <summary>Granted only where nothing requires keeping; carried out by <see cref="Erase"/> with the same write.</summary>
    public static Result<DisputeState> Decide(DisputeState dispute, DecideErasure command, Scene scene)
    {
        if (dispute.ErasureRequest is not { Granted: null } request)
            return Refusal.Because(RefusalCode.NoErasurePending);
        if (command.Granted is true && RequiresKeeping(dispute, scene) is { } required)
            return required;
        return (dispute with { ErasureRequest = request with { Granted = command.Granted, DecidedAt = scene.Now.At } })
            .Meet(scene, ClockKeys.ErasureAnswer)
            .Notify(scene, dispute.Lead, "erasure-decided", new Decided(command.Granted!.Value));
    }

    /// <summary>What is to be erased with this write: everything, what one party asked for, or nothing.</summary>
    public static bool IsDue(DisputeState dispute, Moment now) => RetentionRules.IsEnding(dispute, now) || IsGranted(dispute);

    /// <param name="history">Every step that is stored.</param>
    /// <param name="before">After <see cref="Elapsing"/>: nothing holds it back.</param>
    public static DisputeState Erase(DisputeState before, ImmutableArray<EventRow> history, Scene scene)
    {
        var ending = RetentionRules.IsEnding(before, scene.Now);
        var party = ending ? null : before.ErasureRequest?.Party;
        var rule = scene.Law.Retention.RuleOf(before, before.Retention!.Rule);
        var rows = rule.Erases.HasFlag(ErasedParts.Words) ? Redaction.Of(history) : [];
        var firstForm = rows.Where(row => history[row.Sequence - 1] is var step && Chain.OfStep(step) != step.Hash).Select(row => row.Sequence);
        var after = Blanked(before, rule.Erases, party) with
        {
            Erased = new Erasure(scene.Now.At, rule.Id, party),
            Written = before.Written with { Erasing = new ErasureRow(before.Number, rows) },
        };
        return Chronicle.Append(before, after, scene with { By = Actor.Clockwork }, ErasedSteps.Act, ending ? rule.Basis : "个人信息保护法第47条", new Told(new Said(
            rule.Id,
            scene.Law.Retention.Version,
            party,
            [.. Enum.GetValues<ErasedParts>().Where(part => part is not ErasedParts.None && rule.Erases.HasFlag(part)).Select(part => Kebab.Of(part))],
            [.. rows.Select(row => row.Sequence)],
            [.. firstForm],
            ErasedSteps.HashOfWhatIsLeft([.. rows.Select(row => row.Data)]))));
    }

    private static bool IsGranted(DisputeState dispute) =>
        dispute.ErasureRequest is { Granted: true, DecidedAt: { } decided } && (dispute.Erased is null || dispute.Erased.At < decided);

    /// <summary>Null when a party's request can be granted; otherwise until when, and why, the law requires keeping.</summary>
    private static Refusal? RequiresKeeping(DisputeState dispute, Scene scene)
    {
        if (dispute.Retention is not { } retention)
            return Refusal.Because(RefusalCode.KeepingRequired, new Fact("basis", "个人信息保护法第19条"));
        var rule = scene.Law.Retention.RuleOf(dispute, retention.Rule);
        var holds = scene.Law.Retention.HoldsOn(dispute.Meet(scene, ClockKeys.ErasureAnswer), scene.Law);
        var until = RetentionRule.After(retention.From, rule.OnRequest);
        return until <= scene.Now.At && holds.IsEmpty ? null : Refusal.Because(
            RefusalCode.KeepingRequired,
            new Fact("basis", holds is [var hold, ..] ? hold.Basis : rule.Basis),
            new Fact("until", $"{new Moment(until).Day.AddDays(-1):yyyy-MM-dd}"),
            new Fact("holds", string.Join('|', holds.Select(held => held.Id))));
    }

    /// <param name="party">Whose identity goes, from 1; null: everybody's.</param>
    private static DisputeState Blanked(DisputeState dispute, ErasedParts parts, int? party)
    {
        if (parts.HasFlag(ErasedParts.Identity))
        {
            dispute = dispute with
            {
                Parties = [.. dispute.Parties.Select((known, index) => party is { } one && one != index + 1 ? known : new Party { Role = known.Role, Kind = known.Kind, Name = Mark })],
                AccessCode = party is null ? "" : dispute.AccessCode,
            };
        }

        if (parts.HasFlag(ErasedParts.Words))
            dispute = Silenced(dispute);
        return !parts.HasFlag(ErasedParts.Traces) ? dispute : dispute with
        {
            IdempotencyKey = null,
            Fingerprint = "",
            // The decision itself may be repeated by a retry.
            Remembered = dispute.Remembered.IsEmpty || party is null ? [] : [dispute.Remembered[^1]],
            Languages = [],
            Later = null,
        };
    }

    private static DisputeState Silenced(DisputeState dispute) => dispute with
    {
        Title = Mark,
        Narrative = Mark,
        Transfer = dispute.Transfer is { } transfer ? transfer with { Reason = Mark } : null,
        Suspension = dispute.Suspension is { } suspension ? suspension with { Reason = Mark } : null,
        Escalation = dispute.Escalation is { } escalation ? escalation with { Reason = Mark } : null,
        Watch = dispute.Watch is { } watch ? watch with { Reason = Mark, NamedLeader = watch.IsLeaderNamed ? Mark : "" } : null,
        Agreement = dispute.Agreement is { } agreement
            ? agreement with { Terms = Mark, Instalments = [.. agreement.Instalments.Select(term => term with { What = Mark })] }
            : null,
        Answer = dispute.Answer is { } answer ? answer with { Text = Mark } : null,
        Risks = [.. dispute.Risks.Select(risk => risk with { Reference = null })],
        Clocks = [.. dispute.Clocks.Select(Silenced)],
    };

    /// <summary>Who approved an extension stays; why does not, nor in the sentence that explains the end.</summary>
    private static Clock Silenced(Clock clock) => clock.Counted is { Extensions.IsEmpty: false } due
        ? clock with
        {
            Counted = due with
            {
                Extensions = [.. due.Extensions.Select(extension => extension with { Reason = Mark })],
                Sentence = due.Extensions.Where(extension => extension.Reason.Length > 0).Aggregate(due.Sentence, (sentence, extension) =>
                    new Sentence(sentence.Zh.Replace(extension.Reason, Mark, StringComparison.Ordinal), sentence.En.Replace(extension.Reason, Mark, StringComparison.Ordinal))),
            },
        }
        : clock;

    private sealed record Asked(DateOnly End);

    private sealed record Decided(bool Granted);

    private sealed record Told(Said Said);

    /// <param name="Parts">What was erased; <paramref name="Steps"/>, <paramref name="FirstForm"/>, <paramref name="Left"/>: see <see cref="ErasedSteps"/>.</param>
    private sealed record Said(
        string Rule, string Version, int? Party, ImmutableArray<string> Parts, ImmutableArray<int> Steps, ImmutableArray<int> FirstForm, string Left);
}
