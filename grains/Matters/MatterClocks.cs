using System.Collections.Immutable;
using Suyuan.Deadlines;
using Suyuan.Disputes;

namespace Suyuan.Matters;

/// <summary>A matter's clocks as callers see them, each with its explained due date.</summary>
internal static class MatterClocks
{
    public static ImmutableArray<ClockView> ClockViews<T>(this T matter, LawBook law, Moment now)
        where T : MatterState<T> =>
    [
        .. matter.Clocks.Select(clock => new ClockView
        {
            Id = clock.Id,
            Status = clock.Status,
            Duty = clock.Duty,
            Holder = clock.Holder,
            Overdue = clock.IsOverdue(now.At),
            Due = clock.Counted,
            EndedAt = clock.EndedAt,
            NextRungAt = clock.Next?.At,
            DutyInWords = law.ClockWords[clock.Duty],
            DaysLeft = clock.Status is ClockStatus.Running ? clock.Due.End.DayNumber - now.Day.DayNumber : null,
        }),
    ];
}
