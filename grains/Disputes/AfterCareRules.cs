using Suyuan.Deadlines;

namespace Suyuan.Disputes;

/// <summary>After closing: follow-up visits, smooth exit, coming back.</summary>
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
        (dispute.Meet(scene, ClockKeys.Exit) with { Stage = Stage.Exited }).CancelAll(scene, clock => clock.Key is not ClockKeys.ErasureAnswer);

    /// <summary>
    /// Same number, same lead, a new beginning of handling; the history stays. What was taken back before anybody chose a
    /// channel begins where it stood: with triage.
    /// </summary>
    public static Result<DisputeState> Reopen(DisputeState dispute, Scene scene)
    {
        var reopened = dispute.TakenUpAgain(dispute.Closure?.At ?? scene.Now.At, scene).CancelAll(scene, clock => clock.Key is not (ClockKeys.WatchVisit or ClockKeys.NameLeader or ClockKeys.ErasureAnswer)
            && !clock.IsOwn()
            && !clock.Key.StartsWith(ClockKeys.Service, StringComparison.Ordinal)
            && !clock.Key.StartsWith(ClockKeys.Event, StringComparison.Ordinal)) with
        {
            Stage = dispute.Channel is null ? Stage.Registered : Stage.Assigned,
            Agreement = null,
            Routes = [],
            Answer = null,
            Closure = null,
            ExplainedAt = null,
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

    /// <summary>A sign that it stirs again: the days of quiet count anew, and with them the limit for leaving.</summary>
    public static DisputeState Stirred(DisputeState dispute, Scene scene)
    {
        var stirred = dispute with { StirredAt = scene.Now.At };
        return stirred.OpenClock(ClockKeys.Exit) is null ? stirred : ReadyToExit(stirred.Cancel(scene, ClockKeys.Exit), scene);
    }

    /// <summary>First day on which a closed case may leave: no relapse and no new sign came in the days of watching.</summary>
    public static DateOnly EndOfWindow(DisputeState dispute, LawBook law)
    {
        var quietSince = dispute.StirredAt is { } stirred && stirred > dispute.Closure!.At ? stirred : dispute.Closure!.At;
        return new Moment(quietSince).Day.AddDays(law.Policy.FollowUpWindowDays);
    }

    /// <summary>
    /// What was agreed is performed, or no way is still under way: every fixed window of the party has closed, no procedure
    /// runs. Limitation, and what is counted in years like it, does not hold a settled case here.
    /// </summary>
    public static bool AreRoutesEnded(DisputeState dispute, LawBook law) =>
        dispute.Agreement is { IsPerformed: true } || !dispute.Clocks.Any(clock => KeepsOpen(clock, law));

    private static bool KeepsOpen(Clock clock, LawBook law) =>
        clock.IsOpen && !law.Routing.IsLimitation(clock.RuleId) && clock.Counted is not { Unit: PeriodUnit.Year }
        && (clock.Duty is Duty.Party || clock.Key.StartsWith(ClockKeys.Event, StringComparison.Ordinal));

    /// <summary>It must leave within its limit, counted from when it may, as far as that is known.</summary>
    private static DisputeState ReadyToExit(DisputeState dispute, Scene scene)
    {
        var from = EndOfWindow(dispute, scene.Law);
        if (!AreRoutesEnded(dispute, scene.Law))
        {
            var last = dispute.Clocks.Where(clock => KeepsOpen(clock, scene.Law)).Max(clock => clock.Counted?.End.AddDays(1));
            from = last > from ? last.Value : from;
        }

        return from <= scene.Now.Day
            ? dispute.Start(scene, ClockKeys.Exit, "policy-exit", dispute.Lead.ToString(), "末次回访")
            : dispute.Start(scene, ClockKeys.Exit, "policy-exit", dispute.Lead.ToString(), "关注期满", Moment.StartOf(from));
    }

    private sealed record ReopenedSaid(int Times);
}
