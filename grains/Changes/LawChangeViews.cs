using Suyuan.Deadlines;
using Suyuan.Projection;

namespace Suyuan.Changes;

/// <summary>Changes and moves as callers see them.</summary>
internal static class LawChangeViews
{
    public static LawChangeView Of(LawChangeRow row) =>
        new(row.Edition, new Moment(row.At).At, row.By, row.Kind, row.Key, row.Version, row.Note);

    public static ClockMoveView Of(ClockMoveRow row) =>
        Move(row.Number, row.ClockId, row.RuleId, row.OldDueAt, row.NewDueAt, null, new Moment(row.At).At);

    public static ClockMoveView Move(
        string number, string clockId, string ruleId, DateTimeOffset from, DateTimeOffset to, MovedBy? movedBy, DateTimeOffset? at)
    {
        var (first, last) = (LastDay(from), LastDay(to));
        return new ClockMoveView(
            number, clockId, ruleId, first, last, last.DayNumber - first.DayNumber, new Moment(from).At, new Moment(to).At, movedBy, at);
    }

    /// <summary>24:00 of a day is 00:00 of the next, and still belongs to the day before.</summary>
    public static DateOnly LastDay(DateTimeOffset dueAt) => new Moment(dueAt.AddMilliseconds(-1)).Day;
}
