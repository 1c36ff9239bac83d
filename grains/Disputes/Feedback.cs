using Suyuan.Agencies;
using Suyuan.Deadlines;

namespace Suyuan.Disputes;

/// <summary>
/// 处置反馈: what becomes of a dispute goes back to the one who referred it, and to a unit that passed it on. Read off the two states of each
/// step, in its own transaction, so no rule can forget it. Pure.
/// </summary>
internal static class Feedback
{
    private static readonly Sentence TakenUpAgain = new("重新启动办理", "it is taken up again");

    /// <summary>At the registration: whom it goes back to, and the limit within which it does.</summary>
    public static DisputeState Referred(this DisputeState registered, AgencyId? referrer, Scene scene) => referrer is not { } who
        ? registered
        : Awaited(registered with { Referrers = [who] }, "登记", scene);

    public static DisputeState WithFeedback(this DisputeState after, DisputeState before, Scene scene)
    {
        // Whoever passed it on by a transfer that was taken hears what became of it.
        if (before.Transfer is { } transfer && after.Transfer is null && after.Lead == transfer.To && before.Lead != after.Lead && !after.Referrers.Contains(before.Lead))
            after = after with { Referrers = after.Referrers.Add(before.Lead) };
        if (after.Referrers.IsEmpty)
            return after;
        if (after.Reopened > before.Reopened)
            return Awaited(Told(after, "referral-progress", TakenUpAgain, scene), "重开", scene);
        if (after.Stage == before.Stage || scene.Law.Referrers.Feedback(after.Stage) is not { } row)
            return after;
        var told = Told(after, row.Notice, row.Words, scene);
        return row.Ends ? told.Meet(scene, ClockKeys.Feedback) : told;
    }

    private static DisputeState Awaited(DisputeState dispute, string trigger, Scene scene) =>
        scene.Law.Referrers.Find(dispute.Source)?.Limit is { } limit && dispute.OpenClock(ClockKeys.Feedback) is null
            ? dispute.Start(scene, ClockKeys.Feedback, limit, dispute.Lead.ToString(), trigger)
            : dispute;

    /// <summary>Who leads now knows it anyway.</summary>
    private static DisputeState Told(DisputeState dispute, string kind, Sentence words, Scene scene) => dispute.Referrers
        .Where(referrer => referrer != dispute.Lead)
        .Aggregate(dispute, (state, referrer) => state.Notify(scene, referrer, kind, new OutcomeSaid(words, dispute.MergedInto)));

    private sealed record OutcomeSaid(Sentence Words, DisputeNumber? Into);
}
