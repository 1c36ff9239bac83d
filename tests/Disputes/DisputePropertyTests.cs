using System.Collections;
using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using CsCheck;
using Suyuan.Agencies;
using Suyuan.Areas;
using Suyuan.Deadlines;
using Suyuan.Disputes;
using Suyuan.Identity;
using Suyuan.Ledger;
using Suyuan.Mediators;
using Suyuan.Projection;
using Suyuan.Storage;
using Suyuan.Tests.Support;
using Xunit;

namespace Suyuan.Tests.Disputes;

/// <summary>Lives that nobody planned: whatever is tried, by whomever and whenever, what must always hold holds.</summary>
public sealed class DisputePropertyTests
{
    private static readonly LawBook Law = Given.Law;

    private static readonly string[] Agencies =
    [
        "510304104-committee", "510304104-centre", "510304-housing", "510304-coordinator", "510300-housing", "510321-coordinator", "510304-court",
    ];

    private static readonly string[] Areas = ["510304104218", "510304104", "510304", "510300"];

    private static readonly string[] Suspensions = ["agreed", "appraisal", "force-majeure", "hearing", "holiday"];

    private static readonly Gen<Step> Steps = Gen.Select(
        Gen.Int[0, Law.Acts.Rows.Length - 1], Gen.Int[0, 9], Gen.Int[0, 1_000_000], Gen.Int[0, 11], (act, who, seed, jump) => new Step(act, who, seed, jump));

    private static readonly Gen<(string Area, int Category, Stage Start, Step[] Steps)> Lives =
        Gen.Select(Gen.Int[0, 3].Select(area => Areas[area]), Gen.Int[0, Law.Routing.Categories.Length], Gen.Int[-13, 15].Select(stage => (Stage)Math.Max(1, stage)), Steps.Array[1, 24]);

    [Fact]
    public void Whatever_is_tried_the_invariants_of_a_dispute_hold()
    {
        var reached = new ConcurrentDictionary<Stage, bool>();
        Lives.Sample(planned => Lived(planned, reached), iter: 2_000);

        Assert.Equal(Enum.GetValues<Stage>().Skip(1), reached.Keys.Order());
    }

    private static void Lived((string Area, int Category, Stage Start, Step[] Steps) planned, ConcurrentDictionary<Stage, bool> reached)
    {
        var registration = Given.Registration with
        {
            AreaCode = planned.Area,
            Category = planned.Category < Law.Routing.Categories.Length ? Law.Routing.Categories[planned.Category].Code : null,
            OccurredOn = planned.Category % 2 == 0 ? new DateOnly(1990, 1, 1) : null,
        };
        // Half begin at the door, half somewhere on the way, so that the far end of a life is tried as often as its beginning.
        var life = planned.Start is Stage.Registered ? Given.ARegisteredDispute(registration: registration) : Given.ADisputeIn(planned.Start);
        life.Candidates = Given.ThreeCandidates;
        Holds(life);
        foreach (var step in planned.Steps)
        {
            life.After(Jump(step));
            if (step.Jump % 2 == 0)
                Woken(life);
            Tried(life, step);
            reached[life.State.Stage] = true;
        }

        Woken(life);
        Ended(life);
    }

    /// <summary>An act of a dispute and who does it, when and how: everything that chance decides.</summary>
    private sealed record Step(int Act, int Who, int Seed, int Jump)
    {
        public override string ToString() => $"({Act}, {Who}, {Seed}, {Jump})";
    }

    private static void Woken(Life life)
    {
        var version = life.State.Version;
        var changed = life.Wake(WakeCause.Sweep);
        Assert.Equal(changed ? version + 1 : version, life.State.Version);
        if (changed)
            Holds(life);
        CarriedOut(life, version);
        Assert.True(life.State.TellSurvivorAt is not null || life.State.NextWakeAt is not { } next || next > life.Now.At, "time left something undone");
    }

    private static void Tried(Life life, Step step)
    {
        var before = life.State;
        var by = Somebody(step, before);
        var elapsed = Elapsing.Elapse(before.Blank(), life.SceneOf(Actor.Clockwork), WakeCause.Command);
        var possible = Law.Acts.Possible(elapsed, by, life.Now, Law);
        var command = Something(Named(step, before, life), step, before, life.Now);
        var name = DisputeActs.NameOf(command);
        var id = step.Seed % 7 == 0 ? $"key-{step.Seed % 3}" : null;
        var retried = id is not null && elapsed.Remembered.Any(known => known.Id == id);

        var done = life.Do(command, by, id, step.Seed % 11 == 0 ? before.Version - step.Seed % 2 : null, step.Seed % 5 == 0 ? null : Given.EarlierFacts);

        if (done.Succeeded && !retried && !IsKnown(command, elapsed))
        {
            Assert.Contains(name, possible);
            Assert.Equal(before.Version + 1, life.State.Version);
            // What the act did may have put the case on the special-watch list, with a step of its own.
            Assert.Equal(name, life.Steps.Last(step => step.Act is not "watch-rule").Act);
            Assert.True(life.State.Remembered.Length <= 32);
        }
        else if (ReferenceEquals(elapsed.Written, Written.Nothing))
        {
            Assert.Same(before, life.State);
        }
        else
        {
            Assert.Equal(before.Version + 1, life.State.Version);
            Assert.Equal(elapsed.LastHash, life.State.LastHash);
        }

        if (done.Refusal is { Code: RefusalCode.NotInThisStage or RefusalCode.NotYourCase, Field: null })
            Assert.DoesNotContain(name, possible);
        Holds(life);
        CarriedOut(life, step.Seed);
    }

    /// <summary>The mediators' lists answer: mostly there is room, now and then not, and now and then one leaves with the case in hand.</summary>
    private static void CarriedOut(Life life, int seed)
    {
        if (!life.State.Errands.IsEmpty)
            Holds(life.CarryOut(errand => (seed + errand.Ticket) % 3 == 0 ? Unfit.Full : Unfit.None));
        Assert.Empty(life.State.Errands);
        if (seed % 17 == 0 && life.State.Assignment?.Seated is { } seated)
            Holds(life.Gone(seated.Ticket).CarryOut());
    }

    /// <summary>The same event at the same instant, or the same risk from the same source, changes nothing.</summary>
    private static bool IsKnown(DisputeCommand command, DisputeState dispute) =>
        (command is RecordEvent { Event: { } what, At: { } at } && dispute.Events.Contains(new RecordedEvent(what, new Moment(at).At)))
        || (command is PreserveRecords preserve && dispute.Holds.Any(hold => hold.Ground == preserve.Ground))
        || (command is RecordRisk { Reference: { } reference } risk && dispute.Risks.Any(known => known.Factor == risk.Factor && known.Reference == reference));

    private static void Holds(Life life)
    {
        var dispute = life.State;
        Assert.True(DisputeNumber.TryParse(dispute.Number, null, out _));
        Assert.True(Law.Routing.Exists(dispute.Lead, Law.Areas), $"the lead {dispute.Lead} does not exist");
        Assert.DoesNotContain(dispute.Lead, dispute.CoHandlers);
        var open = dispute.Clocks.Where(clock => clock.IsOpen).ToArray();
        if (dispute.IsOpen)
            Assert.Contains(open, clock => clock.Key is not ClockKeys.ErasureAnswer && clock.Status is not ClockStatus.Armed && (clock.Duty is not Duty.Party || clock.Key.StartsWith(ClockKeys.Instalment, StringComparison.Ordinal)));
        else
            Assert.DoesNotContain(open, clock => clock.Key is not ClockKeys.ErasureAnswer);
        Assert.Equal(dispute.IsOpen, dispute.Retention is null);
        Assert.Equal(open.Length, open.DistinctBy(clock => clock.Key).Count());
        Assert.Equal(dispute.Clocks.Length, dispute.Clocks.DistinctBy(clock => clock.Id).Count());
        foreach (var clock in dispute.Clocks)
        {
            Assert.Contains(Law.Rules.Versions(clock.RuleId), rule => rule.Version == clock.RuleVersion);
            Assert.True(clock.Counted is not null || clock.Status is ClockStatus.Armed or ClockStatus.Cancelled, $"{clock.Id} has no end");
            Assert.True(clock.Status is not ClockStatus.Armed || clock.Counted is null, $"{clock.Id} waits and has an end");
            Assert.Equal(clock.Status is ClockStatus.Suspended, clock.SuspendedSince is not null);
            Assert.Equal(clock.IsOpen, clock.EndedAt is null);
        }

        if (dispute.Stage is Stage.Closed or Stage.Watched or Stage.Settled or Stage.Exited or Stage.Merged)
            Assert.NotNull(dispute.Answer);
        Assert.Equal(
            dispute.Stage switch { Stage.Exited => Standing.Exited, Stage.Merged => Standing.Merged, _ => Standing.Open },
            dispute.Standing);
        Assert.True(
            dispute.Lead.Area.Level <= (AreaLevel)Math.Max((int)(dispute.Escalation?.Level ?? 0), (int)Routing.Registrar(dispute.Area).Area.Level),
            $"{dispute.Lead} leads above what was escalated");
        Assert.True(dispute.Transfer is null || dispute.Stage is Stage.Assigned or Stage.Accepted or Stage.Handling, "a transfer is pending in an ended stage");
        Assert.Equal(dispute.Transfer is null, dispute.OpenClock(ClockKeys.Transfer) is null);
        Assert.Equal(dispute.Suspension is null, dispute.OpenClock(ClockKeys.SuspensionReview) is null);
        Assert.True(dispute.Suspension is null || dispute.Stage is Stage.Accepted or Stage.Handling, "an ended stage stands still");
        Assert.True(dispute.Suspension is not null || open.All(clock => clock.Status is ClockStatus.Running or ClockStatus.Armed), "a clock stands still for no reason");
        Assert.Equal(open.Any(clock => clock.Status is ClockStatus.Armed), dispute.OpenClock(ClockKeys.ArmedReview) is not null);
        Assert.Equal(dispute.Watch is null, dispute.OpenClock(ClockKeys.WatchVisit) is null);
        Assert.Equal(dispute.Watch is { IsLeaderNamed: false }, dispute.OpenClock(ClockKeys.NameLeader) is not null);
        foreach (var rule in dispute.IsOpen ? Law.WatchRules.Rows : [])
            Assert.True(rule.LevelOf(dispute, new Moment(dispute.UpdatedAt)) <= dispute.WatchSpoken.GetValueOrDefault(rule.Id), $"{rule.Id} holds and has not spoken");
        Assert.True(
            dispute.OpenClock(ClockKeys.Limitation) is null || dispute.Stage is not (Stage.Accepted or Stage.Handling) || !Law.Routing.Channel(dispute.Channel!)!.InterruptsLimitation,
            "limitation runs while the procedure that interrupts it does");
        Assert.True(dispute.Stage is not (Stage.Agreed or Stage.Performing) || dispute.Agreement is not null, "nothing was agreed");
        Mediated(dispute);
        foreach (var key in (string[])[ClockKeys.Conclude, ClockKeys.WatchVisit])
            Assert.True(dispute.OpenClock(key) is not { } duty || duty.Holder == dispute.Lead.ToString(), $"{key} is not the lead's");
        Projected(life);
    }

    /// <summary>One mediator, one offer, or a waiting state with its clock; and every place that is claimed has a ticket of its own.</summary>
    private static void Mediated(DisputeState dispute)
    {
        var phase = dispute.Assignment?.Phase;
        Assert.Equal(phase is AssignmentPhase.Choosing, dispute.OpenClock(ClockKeys.MediatorChoice) is not null);
        Assert.Equal(phase is AssignmentPhase.Appointing, dispute.OpenClock(ClockKeys.MediatorAppoint) is not null);
        Assert.Equal(phase is AssignmentPhase.Offered, dispute.OpenClock(ClockKeys.MediatorAnswer) is not null);
        Assert.Equal(phase is AssignmentPhase.Offered or AssignmentPhase.Held, dispute.Assignment?.Seated is not null);
        Assert.True(phase is null or AssignmentPhase.Held || dispute.Stage is Stage.Accepted or Stage.Handling, "somebody is sought for what is over");
        if (phase is AssignmentPhase.Held)
            Assert.Equal(dispute.Assignment!.Seated!.Mediator, dispute.Mediator);
        else
            Assert.True(dispute.Mediator is null || dispute.Stage is not (Stage.Accepted or Stage.Handling), "a mediator has the case and nobody accepted it");
        Assert.Equal(dispute.Errands.Length, dispute.Errands.DistinctBy(errand => errand.Ticket).Count());
        Assert.All(dispute.Errands.Where(errand => errand.Reserve), errand => Assert.True(dispute.Claims(errand.Ticket)));
    }

    /// <summary>Rows upserted write by write are what the state says.</summary>
    private static void Projected(Life life)
    {
        var (dispute, rows) = (life.State, life.ClockRows);
        var projected = dispute.Project();
        foreach (var clock in dispute.Clocks)
        {
            var row = rows[clock.Id];
            Assert.True(
                (Kebab.Of(clock.Status), clock.Counted?.DueAt, clock.Holder, clock.EndedAt) == (row.Status, row.DueAt, row.Holder, row.EndedAt),
                $"the row of {clock.Id} is not what the state says");
        }

        Assert.Equal(rows.Values.Count(row => row.Status is "armed" or "running" or "suspended"), dispute.Clocks.Count(clock => clock.IsOpen));
        var search = projected.Dispute!;
        Assert.Equal(
            (dispute.Number, Kebab.Of(dispute.Stage), dispute.Lead.ToString(), dispute.LastStep, dispute.LastHash, dispute.Version, dispute.NextWakeAt),
            (search.Number, search.Stage, search.Lead, search.Steps, search.LastHash, search.Version, search.NextWakeAt));
        Assert.Equal(dispute.NextWakeAt, projected.Wake!.At);
        Assert.Equal(dispute.Version == 1, projected.Receipt is not null);
    }

    private static void Ended(Life life)
    {
        var dispute = life.State;
        Assert.NotNull(DisputeViews.Of(dispute, Law, Given.Clerk, life.Now));
        Assert.NotNull(DisputeViews.Progress(dispute, Law, life.Now));
        Assert.Equal(Enumerable.Range(1, dispute.LastStep), life.Steps.Select(step => step.Sequence));
        Assert.Null(ChainRules.Check(new ChainEnd(dispute.Number, dispute.Receipt!.Hash, dispute.LastStep, dispute.LastHash), life.Steps));
        Assert.Equal(life.Rungs.Length, life.Rungs.DistinctBy(rung => (rung.ClockId, rung.Rung)).Count());
        Assert.Equal(life.Notices.Length, life.Notices.DistinctBy(notice => notice.Id).Count());
        var silences = life.Steps.Where(step => step.Act is "window-closed" or "transfer-deemed-accepted" || step.Act.StartsWith("silence-", StringComparison.Ordinal)).Select(Spoken).ToArray();
        Assert.Equal(silences.Length, silences.Distinct().Count());
        Assert.All(life.Rungs, rung => Assert.True(rung.DueAt <= rung.FiredAt, "a rung fired before it was due"));
        var written = JsonSerializer.SerializeToUtf8Bytes(dispute, StateSerializer.Options);
        var read = JsonSerializer.Deserialize<DisputeState>(written, StateSerializer.Options)!;
        Same(dispute, read, "state");
    }

    /// <summary>The clock by whose end a step was written.</summary>
    private static string Spoken(EventRow step)
    {
        using var data = JsonDocument.Parse(step.Data);
        return data.RootElement.GetProperty("said").GetProperty("clock").GetString()!;
    }

    /// <summary>Member by member, so that nothing a serializer forgets goes unseen.</summary>
    internal static void Same(object? one, object? other, string path)
    {
        if (one is null || other is null || one is string || one.GetType().IsPrimitive || one.GetType().IsEnum
            || one is decimal or DateTimeOffset or DateOnly or AreaCode or AgencyId or DisputeNumber)
        {
            Assert.True(Equals(one, other), $"{path}: {one} was read back as {other}");
        }
        else if (one is IDictionary dictionary)
        {
            Assert.Equal(dictionary.Count, ((IDictionary)other).Count);
            foreach (DictionaryEntry entry in dictionary)
                Same(entry.Value, ((IDictionary)other)[entry.Key], $"{path}.{entry.Key}");
        }
        else if (one is IList list)
        {
            Assert.True(list.Count == ((IList)other).Count, $"{path} has another length");
            for (var i = 0; i < list.Count; i++)
                Same(list[i], ((IList)other)[i], $"{path}[{i}]");
        }
        else
        {
            foreach (var property in one.GetType().GetProperties().Where(property => property.GetIndexParameters().Length == 0 && property.GetCustomAttribute<JsonIgnoreAttribute>() is null))
                Same(property.GetValue(one), property.GetValue(other), $"{path}.{property.Name}");
        }
    }

    private static TimeSpan Jump(Step step) => step.Jump switch
    {
        < 7 => TimeSpan.FromMinutes(1 + step.Seed % 90),
        < 9 => TimeSpan.FromHours(step.Seed % 72),
        9 => TimeSpan.FromDays(step.Seed % 15),
        10 => TimeSpan.FromDays(step.Seed % 70),
        _ => TimeSpan.FromDays(step.Seed % 100),
    };

    /// <summary>Mostly somebody who belongs to the case; now and then anybody.</summary>
    private static Actor Somebody(Step step, DisputeState dispute) => step.Who switch
    {
        4 when dispute.Assignment?.Seated is { } seated => new Actor(seated.Mediator, Role.Mediator, AgencyId.Parse("510304104-committee")),
        < 5 => new Actor("lead", Role.Leader, dispute.Lead),
        5 => Given.Coordinator,
        6 => new Actor("clerk", Role.Clerk, Routing.Registrar(dispute.Area)),
        7 => new Actor("asked", Role.Leader, dispute.Transfer?.To ?? dispute.Lead),
        8 => new Actor("court", Role.Court, AgencyId.Parse("510304-court")),
        _ => new Actor("anybody", (Role)(step.Seed % 12), step.Seed % 4 == 0 ? null : AgencyId.Parse(Agencies[step.Seed % Agencies.Length])),
    };

    /// <summary>Half of all tries follow what is possible, so that lives get somewhere; the other half anything.</summary>
    private static string Named(Step step, DisputeState dispute, Life life)
    {
        var possible = Law.Acts.Possible(dispute, Somebody(step, dispute), life.Now, Law);
        return step.Seed % 4 != 0 && possible.Length > 0 ? possible[step.Act % possible.Length] : Law.Acts.Rows[step.Act].Name;
    }

    private static DisputeCommand Something(string act, Step step, DisputeState dispute, Moment now)
    {
        var seed = step.Seed / 12;
        var agency = Agencies[seed % Agencies.Length];
        return act switch
        {
            _ when seed % 13 == 0 => Malformed(act, dispute),
            "triage" => new Triage
            {
                Category = Law.Routing.Categories[seed % Law.Routing.Categories.Length].Code,
                Channel = seed % 3 == 0 ? Law.Routing.Channels[seed % Law.Routing.Channels.Length].Id : null,
            },
            "assign" => new Assign { Lead = seed % 3 == 0 ? null : agency, Mediator = "mediator-1", CoHandlers = ["510304-housing", "510304104-centre"] },
            "transfer" => new Transfer { To = agency, Reason = "职责所在" },
            "contact" => Given.Reached with { Outcome = (ContactOutcome)(1 + seed % 3) },
            "sessions" => new HoldSession { HeldAt = now.At.AddMinutes(-(seed % 3)) },
            "suspend" => Given.Suspended(Suspensions[seed % Suspensions.Length]),
            "extend" => Given.ExtendedByConsent(dispute, dispute.Clocks[seed % dispute.Clocks.Length].Id, 1 + seed % 40),
            "agreements" => Given.AgreementDue() with
            {
                ConcernsStatus = seed % 5 == 0,
                Instalments = [.. Enumerable.Range(0, seed % 3).Select(i => new InstalmentTerm { What = "付款", DueOn = now.Day.AddDays(i * 20) })],
            },
            "events" => Happened(seed, now),
            "performance" => new RecordPerformance { Instalment = 1 + seed % 2 },
            "fail" => Given.NotAgreed([.. Ways(dispute).Skip(seed % 2).Take(1 + seed % 4)]) with { Outcome = (FailureKind)(1 + seed % 2) },
            "confirmation" => new Confirm { Step = (ConfirmationStep)(1 + seed % 4) },
            "escalate" => new Escalate { Level = (AreaLevel)(2 + seed % 3), Reason = "久拖未决" },
            "watch" => Given.Watched((WatchGrade)(1 + seed % 3)),
            "watch-grade" => new RegradeWatch { Grade = (WatchGrade)(1 + seed % 3), Reason = "情况变化", NamedLeader = seed % 2 == 0 ? "副镇长" : null },
            "risks" => Given.Risk((RiskFactor)(1 + seed % 5), $"w-{seed % 4}", seed % 5 == 2 ? 1 + seed % 40 : null),
            "watch-visits" => new VisitWatched { Finding = (WatchFinding)(1 + seed % 3) },
            "followups" => new FollowUp { Finding = seed % 2 == 0 ? FollowUpFinding.Settled : (FollowUpFinding)(1 + seed % 4) },
            "merge" => Given.MergeInto(seed % 5 == 0 ? DisputeNumber.Parse(dispute.Number) : Given.Earlier),
            "seek-mediator" => new SeekMediator { Strategy = (SearchStrategy)(1 + seed % 2) },
            "recusal-decision" => new DecideRecusal { Upheld = seed % 2 == 0, Reason = "经审查" },
            "invitation-answers" => new AnswerInvitation { Invitation = 1 + seed % 3, Accepted = seed % 2 == 0 },
            "services" => new RequestService { Kind = (ServiceKind)(1 + seed % 9), Owner = "510304-legal-aid" },
            "service-results" => new CompleteService { Service = 1 + seed % 3, Outcome = (ServiceOutcome)(1 + seed % 3) },
            _ => Acts.Command(act, dispute),
        };
    }

    /// <summary>Any event of any procedure, now or a while ago; sometimes one that no dispute can have.</summary>
    private static RecordEvent Happened(int seed, Moment now)
    {
        var what = Law.Events.All[seed % Law.Events.All.Length];
        var days = seed / 7 % 40;
        return new RecordEvent
        {
            Event = what.Id,
            At = what.IsScheduled ? now.At.AddDays(days) : seed % 2 == 0 ? now.At : now.At.AddDays(-days),
            Holder = seed % 3 == 0 ? Agencies[seed % Agencies.Length] : null,
        };
    }

    private static IEnumerable<string> Ways(DisputeState dispute) => dispute is { Category: { } category, Channel: { } channel }
        ? Law.Routing.NextRoutes(category, channel).Select(route => route.Id)
        : ["lawsuit"];

    private static DisputeCommand Malformed(string act, DisputeState dispute) => act switch
    {
        "triage" => new Triage { Category = "?" },
        "assign" => new Assign { Lead = "510304" },
        "transfer" => new Transfer { To = dispute.Lead.ToString(), Reason = "\u0007" },
        "fail" => new Fail(),
        "answer" => new GiveAnswer(),
        "extend" => Given.Extended("no-clock", 1),
        "merge" => new Merge { Into = "5103042026000001X" },
        _ => Acts.Command(act, dispute),
    };
}
