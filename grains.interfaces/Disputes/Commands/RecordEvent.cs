namespace Suyuan.Disputes;

/// <summary>
/// 程序事件: something happened in a procedure that starts, fulfils, counts anew or makes void time limits, as
/// <c>grains/Deadlines/events.csv</c> says. The same event at the same instant again changes nothing.
/// </summary>
[GenerateSerializer, Immutable, Alias("record-event")]
public sealed record RecordEvent : DisputeCommand
{
    /// <summary>Event id, of those that <c>/v1/rules/events</c> lists with scope <c>case</c>.</summary>
    [Id(0)] public string? Event { get; init; }

    /// <summary>When it happened; now, if absent. Not before 2000 and not in the future, except for an event that lies ahead, which names its day.</summary>
    [Id(1)] public DateTimeOffset? At { get; init; }

    /// <summary>Agency that the started duties are on; without one the lead, or the county's court for duties of a court.</summary>
    [Id(2)] public string? Holder { get; init; }

    /// <summary>At most 2,000 characters.</summary>
    [Id(3)] public string? Note { get; init; }
}
