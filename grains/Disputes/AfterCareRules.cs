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
            FollowUpFinding.Settled => ReadyToExit(visited with { Stage = Stage.Settled }, scene),
            _ => visited.Start(
                scene, first ? ClockKeys.FollowUpFirst : ClockKeys.FollowUpLast, "policy-follow-up-first", dispute.Lead.ToString(), "回访未了"),
        };
    }

    public static Result<DisputeState> Exit(DisputeState dispute, Scene scene) =>
        (dispute.Meet(scene, ClockKeys.Exit) with { Stage = Stage.Exited }).CancelAll(scene, _ => true);

    /// <summary>
    /// Same number, same lead, a new beginning of handling; the history stays. What was taken back before anybody chose a
    /// channel begins where it stood: with triage.
    /// </summary>
    public static Result<DisputeState> Reopen(DisputeState dispute, Scene scene)
    {
        var reopened = dispute.TakenUpAgain(dispute.Closure?.At ?? scene.Now.At, scene).CancelAll(scene, clock => clock.Key is not ClockKeys.WatchVisit
            && !clock.IsOwn()
            && !clock.Key.StartsWith(ClockKeys.Service, StringComparison.Ordinal)
            && !clock.Key.StartsWith(ClockKeys.Event, StringComparison.Ordinal)) with
        {
            Stage = dispute.Channel is null ? Stage.Registered : Stage.Assigned,
            Agreement = null,
            Routes = [],
            Answer = null,
            Closure = null,
            Rating = null,
            Returns = 0,
            Reopened = dispute.Reopened + 1,
            RequestedAgainAt = scene.Now.At,
        };
        var (key, rule) = dispute.Channel is null ? (ClockKeys.Triage, "policy-triage") : (ClockKeys.Acceptance, "policy-reacceptance");
        return reopened
            .Start(scene, key, rule, dispute.Lead.ToString(), "重开")
            .Notify(scene, dispute.Lead, "reopened", new ReopenedSaid(reopened.Reopened));
    }

    public static Result<DisputeState> Watch(DisputeState dispute, Watch command, Scene scene)
    {
        var grade = command.Grade!.Value;
        return NextVisit(dispute with { Watch = new WatchState(grade, command.Reason!, command.NamedLeader!, scene.Now.At, 0, WatchFinding.None) }, "列入重点关注", scene)
            .Notify(scene, dispute.Lead, grade is WatchGrade.Red ? "special-watch-red" : "special-watch", new WatchSaid(grade));
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

    /// <summary>First day on which a closed case may leave: no relapse came in the days of watching.</summary>
    public static DateOnly EndOfWindow(Closure closure, LawBook law) => new Moment(closure.At).Day.AddDays(law.Policy.FollowUpWindowDays);

    /// <summary>It must leave within its limit, counted from when it may.</summary>
    private static DisputeState ReadyToExit(DisputeState dispute, Scene scene)
    {
        var from = EndOfWindow(dispute.Closure!, scene.Law);
        return from <= scene.Now.Day
            ? dispute.Start(scene, ClockKeys.Exit, "policy-exit", dispute.Lead.ToString(), "末次回访")
            : dispute.Start(scene, ClockKeys.Exit, "policy-exit", dispute.Lead.ToString(), "关注期满", Moment.StartOf(from));
    }

    private static DisputeState NextVisit(DisputeState dispute, string trigger, Scene scene) =>
        dispute.Start(scene, ClockKeys.WatchVisit, $"policy-watch-visit-{Kebab.Of(dispute.Watch!.Grade)}", dispute.Lead.ToString(), trigger);

    private sealed record ReopenedSaid(int Times);

    private sealed record WatchSaid(WatchGrade Grade);
}
