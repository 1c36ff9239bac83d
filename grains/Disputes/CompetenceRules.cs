using Suyuan.Agencies;
using Suyuan.Areas;
using Suyuan.Deadlines;

namespace Suyuan.Disputes;

/// <summary>
/// Whose case it is (属地管理、分级负责；谁主管谁负责): triage, assignment, the lead's answer, transfer, escalation, merging.
/// Exactly one lead at any instant; each hand-over is accepted or returned.
/// </summary>
internal static class CompetenceRules
{
    /// <summary>What a dispute remembers of its duplicates; a thousand people with one claim are a group and not a thousand links.</summary>
    private const int MostLinked = 500;

    public static Result<DisputeState> Triage(DisputeState dispute, Triage command, Scene scene)
    {
        var routing = scene.Law.Routing;
        var channel = command.Channel ?? routing.Category(command.Category!)!.DefaultChannel;
        // A channel from which no lawful way leads on could never tell the parties where to go next.
        if (!routing.NextRoutes(command.Category!, channel).Any())
            return Refusal.Of("channel", RefusalCode.UnknownValue, new Fact("value", channel), new Fact("allowed", Fitting(command.Category!, routing)));
        var triaged = (dispute with
        {
            Stage = Stage.Triaged,
            Category = command.Category,
            Channel = channel,
        }).Meet(scene, ClockKeys.Triage).WithOwnClocks(scene);
        return triaged.OpenClock(ClockKeys.Assignment) is null && triaged.OpenClock(ClockKeys.CoordinatorDecision) is null
            ? triaged.Start(scene, ClockKeys.Assignment, "policy-assign", dispute.Lead.ToString(), "分流")
            : triaged;
    }

    public static Result<DisputeState> Assign(DisputeState dispute, Assign command, Scene scene)
    {
        var lead = command.Lead is { } named ? AgencyId.Parse(named) : OnDuty(dispute, scene);
        var assigned = (WithLead(dispute, lead, "交办", scene) with
        {
            Stage = Stage.Assigned,
            ProposedMediator = command.Mediator,
            CoHandlers = [.. command.CoHandlers.Select(AgencyId.Parse).Where(helper => helper != lead).Distinct()],
            Returns = scene.By.Role is Identity.Role.Coordinator || dispute.OpenClock(ClockKeys.CoordinatorDecision) is not null ? 0 : dispute.Returns,
        })
            .Meet(scene, ClockKeys.Assignment, ClockKeys.CoordinatorDecision)
            .Cancel(scene, ClockKeys.Acceptance, ClockKeys.Transfer) with
        {
            // Naming another lead answers a transfer that was still waiting.
            Transfer = null,
        };
        return assigned
            .Start(scene, ClockKeys.Acceptance, "policy-lead-acceptance", lead.ToString(), "交办")
            .Notify(scene, lead, "new-duty", new DutySaid("accept"));
    }

    /// <summary>The unit on duty for the field, as area or table has it; the first mediation body where neither names one.</summary>
    private static AgencyId OnDuty(DisputeState dispute, Scene scene) =>
        scene.Law.Duties.Of(dispute.Area, AreaDuty.Handling, dispute.Category, scene.Own, scene.Law).Unit
        ?? scene.Law.Routing.Route(dispute.Area, dispute.Category!, scene.Law.Areas)!.MediationBody;

    public static Result<DisputeState> Accept(DisputeState dispute, Scene scene) =>
        Taken(dispute.Meet(scene, ClockKeys.Acceptance).Happen(scene, EventNames.HandlingAccepted), scene);

    /// <summary>The lead said nothing within the limit that the law sets for a refusal: it has accepted.</summary>
    public static DisputeState AcceptedBySilence(DisputeState dispute, Scene scene) =>
        Taken(dispute.Meet(scene, ClockKeys.Acceptance), scene);

    /// <summary>The lead did not confirm that it takes the case: another is to be named, and nothing is held against anybody.</summary>
    public static DisputeState Reassigned(DisputeState dispute, Scene scene) => GivenBack(
        dispute.Cancel(scene, ClockKeys.Acceptance, ClockKeys.Transfer) with { Transfer = null }, "逾期未确认接受指派", scene);

    public static Result<DisputeState> Decline(DisputeState dispute, Decline command, Scene scene)
    {
        var declined = dispute.Meet(scene, ClockKeys.Acceptance) with { Returns = dispute.Returns + 1 };
        return declined.Returns >= scene.Law.Policy.ReturnLimit
            ? ToCoordinator(declined, scene)
            : GivenBack(declined, command.Reason!, scene);
    }

    public static Result<DisputeState> Transfer(DisputeState dispute, Transfer command, Scene scene)
    {
        var to = AgencyId.Parse(command.To!);
        return to == dispute.Lead
            ? Refusal.Of("to", RefusalCode.TransferToSelf, new Fact("lead", to.ToString()))
            : Ask(dispute, new PendingTransfer(to, command.Reason!, scene.Now.At), "移送", scene);
    }

    /// <summary>分级负责: up or down one level at a time. The unit there is asked like any other, with a reason and within its limit.</summary>
    public static Result<DisputeState> HandOver(DisputeState dispute, int levels, string reason, Scene scene)
    {
        var level = dispute.Lead.Area.Level;
        return LevelResponsibility.UnitOn(level + levels, dispute.Area, dispute.Category, dispute.Lead.Kind, scene.Law) is { } to
            ? Ask(dispute, new PendingTransfer(to, reason, scene.Now.At, OneLevel: true), levels > 0 ? "逐级上交" : "逐级下交", scene)
            : Refusal.Because(RefusalCode.NoLevelThere, new Fact("level", Kebab.Of(level)));
    }

    /// <summary>The asked agency takes over, by its word or by its silence.</summary>
    public static DisputeState TakeOver(DisputeState dispute, Scene scene)
    {
        var from = dispute.Lead;
        var (to, reason) = (dispute.Transfer!.To, dispute.Transfer.Reason);
        var taken = WithLead(dispute, to, reason, scene) with { Transfer = null, ProposedMediator = null };
        // A case that was handed down is the lower level's again: going up once more is a new escalation.
        if (dispute.Transfer.OneLevel && to.Area.Level < from.Area.Level)
            taken = taken with
            {
                Escalation = to.Area.Level > Routing.Registrar(dispute.Area).Area.Level ? new Escalation(to.Area.Level, reason, scene.Now.At) : null,
            };
        taken = taken
            .Meet(scene, ClockKeys.Transfer, ClockKeys.Acceptance)
            .Cancel(scene, ClockKeys.FirstContact)
            .Notify(scene, from, "transfer-accepted", new DutySaid("none"));
        return dispute.Stage is Stage.Assigned
            ? Taken(taken, scene)
            : taken.Start(scene, ClockKeys.FirstContact, "policy-first-contact", taken.Lead.ToString(), "接收移送");
    }

    public static Result<DisputeState> Return(DisputeState dispute, ReturnTransfer command, Scene scene)
    {
        var returned = (dispute with { Transfer = null, Returns = dispute.Returns + 1 }).Meet(scene, ClockKeys.Transfer);
        return returned.Returns >= scene.Law.Policy.ReturnLimit
            ? ToCoordinator(returned.Meet(scene, ClockKeys.Acceptance), scene)
            : returned.Notify(scene, returned.Lead, "transfer-returned", new ReasonSaid(command.Reason!));
    }

    public static Result<DisputeState> Escalate(DisputeState dispute, Escalate command, Scene scene)
    {
        var present = dispute.Escalation?.Level ?? dispute.Lead.Area.Level;
        var level = command.Level!.Value;
        if (level <= present)
            return Refusal.Of("level", RefusalCode.EscalationNotUpward, new Fact("level", Kebab.Of(present)));
        var called = Hierarchy.AttentionAt(dispute.Area, level);
        return (dispute with { Escalation = new Escalation(level, command.Reason!, scene.Now.At) })
            .Cancel(scene, ClockKeys.Escalation)
            .Start(scene, ClockKeys.Escalation, "policy-escalation-response", called.ToString(), "提级")
            .Notify(scene, called, "escalated-to-you", new ReasonSaid(command.Reason!));
    }

    /// <summary>The earlier registration survives; so two disputes can never merge into each other.</summary>
    public static Result<DisputeState> Merge(DisputeState dispute, Merge command, Scene scene)
    {
        var into = DisputeNumber.Parse(command.Into!);
        if (into.ToString() == dispute.Number)
            return Refusal.Of("into", RefusalCode.MergeIntoItself);
        if (scene.Survivor is not { } survivor)
            return Refusal.Of("into", RefusalCode.UnknownDispute, new Fact("number", into.ToString()));
        if (survivor.Stage is Stage.Merged or Stage.Exited)
            return Refusal.Of("into", RefusalCode.MergeIntoEnded, new Fact("into", into.ToString()));
        if ((survivor.RegisteredAt, into.ToString()).CompareTo((dispute.RegisteredAt, dispute.Number)) >= 0)
            return Refusal.Of("into", RefusalCode.MergeIntoLater, new Fact("into", into.ToString()));
        return (dispute with
        {
            Stage = Stage.Merged,
            MergedInto = into,
            Suspension = null,
            Watch = null,
            Answer = new Answer(scene.Now.At, command.Told!.Value, $"并入 {into}", Delivered: true),
            // Told right after this write; should that fail, again when the system would call a reminder late.
            TellSurvivorAt = scene.Now.At + scene.Law.Policy.LateAfter,
        })
            .CancelAll(scene, clock => clock.Key is not ClockKeys.ErasureAnswer)
            .Notify(scene, dispute.Lead, "merged", new MergedSaid(into));
    }

    private static DisputeState Ask(DisputeState dispute, PendingTransfer transfer, string trigger, Scene scene) =>
        (dispute with { Transfer = transfer })
            .Start(scene, ClockKeys.Transfer, scene.Law.Routing.Channel(dispute.Channel!)!.TransferResponseRule, transfer.To.ToString(), trigger)
            .Notify(scene, transfer.To, "transfer-asked", new DutySaid("accept-transfer"));

    /// <summary>
    /// 最多访一次: the same claim was brought a second time. It is linked to this one and counts: once for each number, however
    /// often it is told.
    /// </summary>
    public static DisputeState Linked(DisputeState dispute, DisputeNumber duplicate, Scene scene)
    {
        if (dispute.Linked.Contains(duplicate.ToString()) || dispute.Linked.Length >= MostLinked)
            return dispute;
        var linked = AfterCareRules.Stirred(dispute with { Linked = dispute.Linked.Add(duplicate.ToString()) }, scene)
            .Notify(scene, dispute.Lead, "claimed-again", new LinkedSaid(duplicate, dispute.Linked.Length + 1));
        return WatchEntry.Look(Chronicle.Record(dispute, linked, scene, "linked", "决定（十）最多访一次", new LinkedSaid(duplicate, dispute.Linked.Length + 1)), scene);
    }

    /// <summary>
    /// Names the lead, whose the duties of the one before now are. A lead of a higher level than any so far is itself an
    /// escalation, recorded with its reason.
    /// </summary>
    private static DisputeState WithLead(DisputeState dispute, AgencyId lead, string reason, Scene scene)
    {
        var highest = dispute.Escalation?.Level ?? Routing.Registrar(dispute.Area).Area.Level;
        var former = dispute.Lead.ToString();
        var named = dispute with
        {
            LeadSince = lead == dispute.Lead ? dispute.LeadSince : scene.Now.At,
            Lead = lead,
            CoHandlers = dispute.CoHandlers.Remove(lead),
            Escalation = lead.Area.Level > highest ? new Escalation(lead.Area.Level, reason, scene.Now.At) : dispute.Escalation,
        };
        return named.Clocks
            .Where(clock => clock.IsOpen && GoesWithTheLead(clock) && clock.Holder == former && lead != dispute.Lead)
            .Aggregate(named, (state, clock) => state.Replace(clock with { Holder = lead.ToString() }));
    }

    private static bool GoesWithTheLead(Clock clock) =>
        clock.Key is (ClockKeys.Conclude or ClockKeys.ArmedReview or ClockKeys.WatchVisit or ClockKeys.Feedback) || clock.Key.StartsWith(ClockKeys.Event, StringComparison.Ordinal);

    /// <summary>
    /// 受理: the channel's time limit starts, once: a case that changes hands keeps the clock it has, unless it was given
    /// another channel meanwhile.
    /// </summary>
    private static DisputeState Taken(DisputeState dispute, Scene scene)
    {
        var channel = scene.Law.Routing.Channel(dispute.Channel!)!;
        var accepted = dispute.Requested(channel, scene) with { Stage = Stage.Accepted };
        if (accepted.OpenClock(ClockKeys.Conclude) is { } running && running.RuleId != channel.ConclusionRule)
            accepted = accepted.Cancel(scene, ClockKeys.Conclude, ClockKeys.ArmedReview);
        if (accepted.OpenClock(ClockKeys.Conclude) is null)
            accepted = accepted.BeginConclusion(channel, scene);
        return MediatorRules.AskProposed(accepted.Start(scene, ClockKeys.FirstContact, "policy-first-contact", accepted.Lead.ToString(), "受理"), scene);
    }

    /// <summary>Back to the unit that registered it, to be assigned again.</summary>
    private static DisputeState GivenBack(DisputeState dispute, string reason, Scene scene)
    {
        var registrar = Routing.Registrar(dispute.Area);
        return (WithLead(dispute, registrar, reason, scene) with { Stage = Stage.Triaged })
            .Start(scene, ClockKeys.Assignment, "policy-assign", registrar.ToString(), "不予受理")
            .Notify(scene, registrar, "declined", new ReasonSaid(reason));
    }

    /// <summary>二次退回: the coordinator decides; the channel's own clock, if it runs, goes on running.</summary>
    private static DisputeState ToCoordinator(DisputeState dispute, Scene scene)
    {
        var coordinator = Routing.Coordinator(dispute.Area);
        return (WithLead(dispute, coordinator, "二次退回", scene) with { Stage = Stage.Triaged })
            .Cancel(scene, ClockKeys.FirstContact)
            .Start(scene, ClockKeys.CoordinatorDecision, "policy-coordinator-decision", coordinator.ToString(), "二次退回")
            .Notify(scene, coordinator, "decide-competence", new DutySaid("assign"));
    }

    /// <summary>Channels that suit a category, <c>|</c> separated: what a refusal offers instead.</summary>
    private static string Fitting(string category, Routing routing) =>
        string.Join('|', routing.Channels.Where(channel => routing.NextRoutes(category, channel.Id).Any()).Select(channel => channel.Id));

    private sealed record DutySaid(string Act);

    private sealed record ReasonSaid(string Reason);

    private sealed record MergedSaid(DisputeNumber Into);

    private sealed record LinkedSaid(DisputeNumber From, int Times);
}
