using Suyuan.Agencies;
using Suyuan.Deadlines;
using Suyuan.Identity;

namespace Suyuan.Disputes;

/// <summary>
/// 程序事件: what happens in the procedures around a dispute moves time limits, as the table of events says. No event has
/// code of its own.
/// </summary>
internal static class Procedure
{
    /// <summary>
    /// Records an event. The same one at the same instant again changes nothing; one whose limits all run already is
    /// refused, so that nobody gets more time by saying a thing twice. The coordinator may, to correct a wrong day.
    /// </summary>
    public static Result<DisputeState> Record(DisputeState dispute, RecordEvent command, Scene scene)
    {
        var what = scene.Law.Events[command.Event!];
        if (what.Scope is EventScope.Agency)
            return Refusal.Of("event", RefusalCode.EventOfAgency, new Fact("event", what.Name.Zh));
        if (what.Scope is EventScope.Act)
            return Refusal.Of("event", RefusalCode.EventHasAct, new Fact("event", what.Name.Zh), new Fact("act", what.Act));
        var at = new Moment(command.At ?? scene.Now.At).At;
        if (dispute.Events.Contains(new RecordedEvent(what.Id, at)))
            return dispute;
        var corrects = scene.By.Role is Role.Coordinator && ActTable.IsOver(scene.By, dispute);
        if (!corrects && what.Restarts.IsEmpty && what.Starts.Length > 0 && what.Starts.All(rule => IsRunning(dispute, rule) && !what.Meets.Contains(rule)))
            return Refusal.Of("event", RefusalCode.EventCountedAlready, new Fact("clock", Counting(dispute, what.Starts[0])!.Id));
        return dispute.Happen(scene, what, at, command.Holder, corrects);
    }

    /// <summary>Does to the limits what the event's row says: fulfils, makes void, counts anew, starts.</summary>
    /// <param name="holder">Agency that the started duties are on, where they are an agency's, a mediator's or a court's.</param>
    /// <param name="anew">Counts every limit of the event anew, as if it had not run.</param>
    public static DisputeState Happen(
        this DisputeState dispute, Scene scene, ProceduralEvent what, DateTimeOffset at, string? holder = null, bool anew = false)
    {
        // What is fixed for a day ahead fulfils other duties now.
        var done = at < scene.Now.At ? at : scene.Now.At;
        var happened = dispute
            .Meet(done, [.. what.Meets.Select(ClockKeys.OfEvent)])
            .Cancel(scene, [.. what.Cancels.Select(ClockKeys.OfEvent)]);
        if (what.Scope is EventScope.Case)
            happened = happened with { Events = happened.Events.Add(new RecordedEvent(what.Id, at)) };
        foreach (var rule in what.Starts)
        {
            happened = Counting(happened, rule) switch
            {
                null when AwaitsAcceptance(happened, what, scene) => happened,
                // A duty that comes round again does so only where it was.
                null when what.Meets.Contains(rule) && dispute.OpenClock(ClockKeys.OfEvent(rule)) is null => happened,
                null => happened.Start(scene, ClockKeys.OfEvent(rule), rule, HolderOf(happened, rule, at, holder, scene), what.Name.Zh, at),
                { Status: ClockStatus.Armed } armed => happened.Begin(scene, armed, what.Name.Zh, at).Meet(scene, ClockKeys.ArmedReview),
                { } running when anew || what.Restarts.Contains(rule) => Resumed(happened, running, scene).Restart(scene, running, what, at),
                _ => happened,
            };
        }

        return happened;
    }

    /// <summary>The same by the event's name: for events that happen by an act.</summary>
    public static DisputeState Happen(this DisputeState dispute, Scene scene, string what, DateTimeOffset? at = null) =>
        dispute.Happen(scene, scene.Law.Events[what], at ?? scene.Now.At);

    /// <summary>
    /// The limit for concluding the case begins: with acceptance, or armed until the event has come that the law lets it
    /// begin with. While it waits, the lead has to ask whether that has happened.
    /// </summary>
    public static DisputeState BeginConclusion(this DisputeState dispute, Channel channel, Scene scene)
    {
        var lead = dispute.Lead.ToString();
        return channel.StartsOn.IsEmpty || dispute.Events.Any(happened => channel.StartsOn.Contains(happened.Event))
            ? dispute.Start(scene, ClockKeys.Conclude, channel.ConclusionRule, lead, "受理")
            : dispute.Arm(scene, ClockKeys.Conclude, channel.ConclusionRule, lead, channel.StartsOn)
                .Start(scene, ClockKeys.ArmedReview, "policy-armed-review", lead, "受理");
    }

    /// <summary>The open clock that counts a limit already: an event's own, or the one for concluding the case.</summary>
    private static Clock? Counting(DisputeState dispute, string rule) => dispute.Clocks.FirstOrDefault(clock =>
        clock.IsOpen && clock.RuleId == rule && (clock.Key is ClockKeys.Conclude || clock.Key == ClockKeys.OfEvent(rule)));

    /// <summary>The event that the case's own limit begins with: without acceptance, or after the outcome, there is nothing to begin.</summary>
    private static bool AwaitsAcceptance(DisputeState dispute, ProceduralEvent what, Scene scene) =>
        dispute.Channel is { } channel && scene.Law.Routing.Channel(channel)!.StartsOn.Contains(what.Id);

    private static bool IsRunning(DisputeState dispute, string rule) => Counting(dispute, rule) is { Status: not ClockStatus.Armed };

    /// <summary>A procedure that moves on does not stand still.</summary>
    private static DisputeState Resumed(DisputeState dispute, Clock clock, Scene scene) =>
        clock.Status is ClockStatus.Suspended ? HandlingRules.Resumed(dispute, scene) : dispute;

    private static string HolderOf(DisputeState dispute, string rule, DateTimeOffset at, string? named, Scene scene) =>
        scene.Law.Rules.FindOrOldest(rule, new Moment(at).Day).Duty switch
        {
            Duty.Party => ClockKeys.Parties,
            Duty.Court => named ?? Hierarchy.CourtOf(dispute.Area).ToString(),
            _ => named ?? dispute.Lead.ToString(),
        };
}
