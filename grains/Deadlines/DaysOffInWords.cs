using System.Collections.Immutable;
using Suyuan.Calendar;

namespace Suyuan.Deadlines;

/// <summary>Says which days a count of working days left out, so that it can be counted again on a wall calendar.</summary>
internal static class DaysOffInWords
{
    /// <summary>More than these would be a list and no sentence.</summary>
    private const int MostNamed = 4;

    /// <summary>To follow the length; empty unless working days were counted.</summary>
    public static Sentence Of(DueDate due, WorkingCalendar calendar)
    {
        if (due.Unit is not PeriodUnit.WorkingDay)
            return new Sentence("", "");
        var trigger = new Moment(due.Trigger.At).Day;
        var (from, to) = due.End < trigger ? (due.End, trigger.AddDays(-1)) : (trigger.AddDays(1), due.End);
        var exceptional = calendar.Between(from, to);
        var blocks = BlocksOf(exceptional);
        var worked = exceptional.Where(day => !day.IsOff).Select(day => day.Date).ToImmutableArray();
        return blocks.Length > MostNamed || worked.Length > MostNamed
            ? new Sentence("（周末和放假不算，调休上班照算）", ", not counting weekends and holidays but counting make-up working days")
            : new Sentence($"（周末和放假不算{OffZh(blocks)}{WorkedZh(worked)}）", $", not counting weekends and holidays{OffEn(blocks)}{WorkedEn(worked)}");
    }

    /// <summary>Days off in a row under one name.</summary>
    private static ImmutableArray<(CalendarDay First, CalendarDay Last)> BlocksOf(ImmutableArray<CalendarDay> exceptional)
    {
        var blocks = ImmutableArray.CreateBuilder<(CalendarDay First, CalendarDay Last)>();
        foreach (var day in exceptional.Where(day => day.IsOff))
        {
            if (blocks.Count > 0 && blocks[^1].Last.Date.AddDays(1) == day.Date && blocks[^1].Last.Name == day.Name)
                blocks[^1] = (blocks[^1].First, day);
            else
                blocks.Add((day, day));
        }

        return blocks.ToImmutable();
    }

    private static string OffZh(ImmutableArray<(CalendarDay First, CalendarDay Last)> blocks) => blocks.IsEmpty
        ? ""
        : $"，其间{string.Join("、", blocks.Select(block => $"{block.First.Name}{DateInWords.Zh(block.First.Date, block.Last.Date)}"))}放假";

    private static string OffEn(ImmutableArray<(CalendarDay First, CalendarDay Last)> blocks) => blocks.IsEmpty
        ? ""
        : $" ({string.Join("; ", blocks.Select(block => $"{block.First.NameEn}, {DateInWords.En(block.First.Date, block.Last.Date)}"))})";

    private static string WorkedZh(ImmutableArray<DateOnly> worked) => worked.IsEmpty
        ? ""
        : $"，{string.Join("、", worked.Select(DateInWords.Zh))}调休上班照算";

    private static string WorkedEn(ImmutableArray<DateOnly> worked) => worked switch
    {
        [] => "",
        [var only] => $" but counting the make-up working day {DateInWords.En(only)}",
        [.. var others, var last] => $" but counting the make-up working days {string.Join(", ", others.Select(DateInWords.En))} and {DateInWords.En(last)}",
    };
}
