namespace Suyuan.Disputes;

/// <summary>After closing: follow-up visits, smooth exit, coming back; and special watch, which may stand beside any stage.</summary>
internal static class AfterCareRules
{
    /// <summary>
    /// The visit that is due next. Found settled, the case moves on; not performed or nobody there, it is visited again;
    /// a relapse brings the case back to its lead.
    /// </summary>
    public static Result<DisputeState> FollowUp(DisputeState dispute, FollowUp command, Scene scene)
    {
        var first = dispute.Stage is Stage.Closed;
        var visited = dispute.Meet(scene, first ? ClockKeys.FollowUpFirst : ClockKeys.FollowUpLast);
        return command.Finding switch
        {
            FollowUpFinding.Relapsed => Reopen(visited, scene),
            FollowUpFinding.Settled when first => visited with { Stage = Stage.Watched },
            FollowUpFinding.Settled => (visited with { Stage = Stage.Settled })
                .Start(scene, ClockKeys.Exit, "policy-exit", dispute.Lead.ToString(), "末次回访"),
            _ => visited.Start(
                scene, first ? ClockKeys.FollowUpFirst : ClockKeys.FollowUpLast, "policy-follow-up-first", dispute.Lead.ToString(), "回访未了"),
        };
    }

    public static Result<DisputeState> Exit(DisputeState dispute, Scene scene) =>
        (dispute.Meet(scene, ClockKeys.Exit) with { Stage = Stage.Exited }).CancelAll(scene, _ => true);

    /// <summary>Same number, same lead, a new beginning of handling; the history stays.</summary>
    public static Result<DisputeState> Reopen(DisputeState dispute, Scene scene) =>
        (dispute.CancelAll(scene, clock => clock.Key is not ClockKeys.WatchVisit
            && !clock.Key.StartsWith(ClockKeys.Service, StringComparison.Ordinal)) with
        {
            Stage = Stage.Assigned,
            Agreement = null,
            Routes = [],
            Answer = null,
            Closure = null,
            Rating = null,
            Reopened = dispute.Reopened + 1,
        })
        .Start(scene, ClockKeys.Acceptance, "policy-reacceptance", dispute.Lead.ToString(), "重开")
        .Notify(scene, dispute.Lead, "reopened", "warning", new ReopenedSaid(dispute.Reopened + 1));

    public static Result<DisputeState> Watch(DisputeState dispute, Watch command, Scene scene)
    {
        var grade = command.Grade!.Value;
        return NextVisit(dispute with { Watch = new WatchState(grade, command.Reason!, command.NamedLeader!, scene.Now.At, 0, WatchFinding.None) }, "列入重点关注", scene)
            .Notify(scene, dispute.Lead, "special-watch", grade is WatchGrade.Red ? "urgent" : "warning", new WatchSaid(grade));
    }

    public static Result<DisputeState> Visit(DisputeState dispute, VisitWatched command, Scene scene)
    {
        var watch = dispute.Watch!;
        return NextVisit(
            (dispute with { Watch = watch with { Visits = watch.Visits + 1, LastFinding = command.Finding!.Value } }).Meet(scene, ClockKeys.WatchVisit),
            "走访",
            scene);
    }

    public static Result<DisputeState> Unwatch(DisputeState dispute, Scene scene) =>
        (dispute with { Watch = null }).Cancel(scene, ClockKeys.WatchVisit);

    private static DisputeState NextVisit(DisputeState dispute, string trigger, Scene scene) =>
        dispute.Start(scene, ClockKeys.WatchVisit, $"policy-watch-visit-{Kebab.Of(dispute.Watch!.Grade)}", dispute.Lead.ToString(), trigger);

    private sealed record ReopenedSaid(int Times);

    private sealed record WatchSaid(WatchGrade Grade);
}
