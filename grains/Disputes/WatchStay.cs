using Suyuan.Agencies;
using Suyuan.Matters;

namespace Suyuan.Disputes;

/// <summary>重点关注: a stay on the special-watch list, from its beginning over the visits and grades to its end. Entry by rule: <see cref="WatchEntry"/>.</summary>
internal static class WatchStay
{
    /// <summary>By hand. What a rule put there keeps its reasons and the higher grade, and now has its named leader.</summary>
    public static Result<DisputeState> Watch(DisputeState dispute, Watch command, Scene scene)
    {
        var grade = command.Grade!.Value;
        var reason = new WatchReason(WatchReason.ByHand, scene.Now.At);
        if (dispute.Watch is not { } watch)
            return Begun(dispute, new WatchState(grade, command.Reason!, command.NamedLeader!, scene.Now.At, 0, WatchFinding.None) { Reasons = [reason] }, scene);
        var named = dispute with { Watch = watch with { Reason = command.Reason!, NamedLeader = command.NamedLeader!, Reasons = watch.Reasons.Add(reason) } };
        return Raised(named.Meet(scene, ClockKeys.NameLeader), grade, scene);
    }

    /// <summary>Begins a stay: visits come due, and where nobody answers for it by name yet, somebody has to be named.</summary>
    public static DisputeState Begun(DisputeState dispute, WatchState watch, Scene scene)
    {
        var begun = NextVisit(dispute with { Watch = watch, WatchEntries = dispute.WatchEntries + 1 }, "列入重点关注", scene);
        begun = begun.Notify(scene, dispute.Lead, KindOf(watch.Grade), new WatchSaid(watch.Grade));
        if (watch.IsLeaderNamed)
            return begun;
        var coordinator = Routing.Coordinator(dispute.Area);
        return begun
            .Start(scene, ClockKeys.NameLeader, "policy-watch-leader", coordinator.ToString(), "列入重点关注")
            .Notify(scene, coordinator, "name-leader", new WatchSaid(watch.Grade));
    }

    /// <summary>At least this grade. A higher one than before counts its visits anew, from now.</summary>
    public static DisputeState Raised(DisputeState dispute, WatchGrade grade, Scene scene)
    {
        if (grade <= dispute.Watch!.Grade)
            return dispute;
        var raised = (dispute with { Watch = dispute.Watch with { Grade = grade, Visits = 0, LastFinding = WatchFinding.None } }).Cancel(scene, ClockKeys.WatchVisit);
        return NextVisit(raised, "提高关注等级", scene).Notify(scene, dispute.Lead, KindOf(grade), new WatchSaid(grade));
    }

    public static Result<DisputeState> Regrade(DisputeState dispute, RegradeWatch command, Scene scene)
    {
        var watch = dispute.Watch!;
        var grade = command.Grade!.Value;
        if (grade == watch.Grade && (command.NamedLeader is null || command.NamedLeader == watch.NamedLeader))
            return Refusal.Of("grade", RefusalCode.GradeUnchanged, new Fact("grade", Kebab.Of(grade)));
        if (grade < watch.Grade && watch.LastFinding is not WatchFinding.Calm)
            return Refusal.Of("grade", RefusalCode.WatchNotCalm, new Fact("grade", Kebab.Of(watch.Grade)));
        var named = command.NamedLeader is { } leader ? (dispute with { Watch = watch with { NamedLeader = leader } }).Meet(scene, ClockKeys.NameLeader) : dispute;
        if (grade >= watch.Grade)
            return Raised(named, grade, scene);
        var lowered = (named with { Watch = named.Watch! with { Grade = grade } }).Cancel(scene, ClockKeys.WatchVisit);
        return NextVisit(lowered, "降低关注等级", scene);
    }

    public static Result<DisputeState> Visit(DisputeState dispute, VisitWatched command, Scene scene)
    {
        var watch = dispute.Watch!;
        var visited = dispute with
        {
            Watch = watch with { Visits = watch.Visits + 1, LastFinding = command.Finding!.Value },
            Escalating = command.Finding is WatchFinding.Escalating ? dispute.Escalating + 1 : dispute.Escalating,
        };
        return NextVisit(visited.Meet(scene, ClockKeys.WatchVisit), "走访", scene);
    }

    public static Result<DisputeState> Unwatch(DisputeState dispute, Scene scene) =>
        (dispute with { Watch = null }).Cancel(scene, ClockKeys.WatchVisit, ClockKeys.NameLeader);

    /// <summary>风险情形: one that is known from the same source already changes nothing.</summary>
    public static Result<DisputeState> Risk(DisputeState dispute, RecordRisk command, Scene scene)
    {
        var factor = command.Factor!.Value;
        if (command.Reference is { } reference && dispute.Risks.Any(known => known.Factor == factor && known.Reference == reference))
            return dispute;
        return AfterCareRules.Stirred(
            dispute with
            {
                Risks = dispute.Risks.Add(new KnownRisk(factor, scene.Now.At, command.Reference)),
                PeopleInvolved = command.PeopleInvolved ?? dispute.PeopleInvolved,
            },
            scene);
    }

    /// <summary>研判预警: what the watch over the counts tells of this dispute is recorded as an official would, once for each warning.</summary>
    public static DisputeState Warned(DisputeState dispute, MatterNumber warning, Scene scene)
    {
        var command = new RecordRisk { Factor = RiskFactor.RedWarning, Reason = "红色预警涉及本件", Reference = warning.ToString() };
        if (!dispute.IsOpen || Risk(dispute, command, scene) is not { Succeeded: true } warned || ReferenceEquals(warned.Value, dispute))
            return dispute;
        var act = scene.Law.Acts[DisputeActs.NameOf(command)];
        return WatchEntry.Look(Chronicle.Record(dispute, warned.Value, scene, act.Name, act.Basis, command), scene);
    }

    /// <summary>A reason is over when there is an outcome, or when it does not ask for one.</summary>
    public static bool IsCauseOver(DisputeState dispute, LawBook law) =>
        dispute.Stage is not (Stage.Registered or Stage.Triaged or Stage.Assigned or Stage.Accepted or Stage.Handling)
        || dispute.Watch!.Reasons.All(reason => law.WatchRules.Find(reason.Rule) is not { UntilConcluded: true });

    private static DisputeState NextVisit(DisputeState dispute, string trigger, Scene scene) =>
        dispute.Start(scene, ClockKeys.WatchVisit, $"policy-watch-visit-{Kebab.Of(dispute.Watch!.Grade)}", dispute.Lead.ToString(), trigger);

    private static string KindOf(WatchGrade grade) => grade is WatchGrade.Red ? "special-watch-red" : "special-watch";

    private sealed record WatchSaid(WatchGrade Grade);
}
