using Suyuan.Deadlines;

namespace Suyuan.Disputes;

/// <summary>What the fields of a recorded event may hold: a known event, and an instant that suits it.</summary>
internal static class EventBounds
{
    /// <summary>More than all limits of the catalogue would need.</summary>
    private const int MostEvents = 200;

    private const int MostDaysAhead = 730;

    public static void Check(FieldChecks field, RecordEvent happened, DisputeState dispute, LawBook law, Moment now)
    {
        field.Text("note", happened.Note, 1, 2_000);
        if (dispute.Events.Length >= MostEvents)
            field.Fault("event", RefusalCode.TooMany, new Fact("max", $"{MostEvents}"));
        if (!field.Required("event", happened.Event))
            return;
        if (law.Events.Find(happened.Event!) is not { } known)
            field.Fault("event", RefusalCode.UnknownEvent, new Fact("value", FieldChecks.Shown(happened.Event)));
        else if (known.IsScheduled && field.Required("at", happened.At))
            field.Day("at", new Moment(happened.At!.Value).Day, now.Day, now.Day.AddDays(MostDaysAhead));
        else if (!known.IsScheduled && happened.At is { } at && (at < Moment.StartOf(DueDates.EarliestTrigger) || at > now.At))
            field.Fault("at", RefusalCode.DateOutOfRange, FieldChecks.Range(DueDates.EarliestTrigger, now.Day));
    }
}
