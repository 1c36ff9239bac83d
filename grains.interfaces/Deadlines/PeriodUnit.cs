using System.Text.Json.Serialization;

namespace Suyuan.Deadlines;

/// <summary>Unit a time limit (期限) is counted in; it belongs to the rule, never to the channel.</summary>
public enum PeriodUnit
{
    /// <summary>No length: a gate, an event, or a duty "at once".</summary>
    None = 0,

    /// <summary>Hours, run through days off.</summary>
    Hour = 1,

    /// <summary>Calendar days (日).</summary>
    Day = 2,

    /// <summary>Working days (工作日): weekends and State Council days off are skipped, make-up working days count.</summary>
    [JsonStringEnumMemberName("workday")]
    WorkingDay = 3,

    Month = 4,

    Year = 5,
}
