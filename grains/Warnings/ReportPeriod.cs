using Suyuan.Areas;
using Suyuan.Disputes;

namespace Suyuan.Warnings;

/// <summary>The area and the days that a report is about.</summary>
/// <param name="From">First day, as <paramref name="To"/> included.</param>
internal sealed record ReportPeriod(AreaCode Area, DateOnly From, DateOnly To)
{
    private const int MostDays = 366;

    /// <summary>Without an area the city, without days the last year.</summary>
    public static Result<ReportPeriod> Of(AreaCode? asked, DateOnly? first, DateOnly? last, LawBook law, Moment now)
    {
        var (area, to) = (asked ?? law.Areas.City.Code, last ?? now.Day);
        var from = first ?? to.AddDays(1 - MostDays);
        var field = new FieldChecks();
        if (!law.Areas.Exists(area))
            field.Fault("area", RefusalCode.UnknownArea, new Fact("area", area.ToString()));
        if (from > to)
            field.Fault("from", RefusalCode.DateOutOfRange, FieldChecks.Range(to.AddDays(1 - MostDays), to));
        else if (to.DayNumber - from.DayNumber >= MostDays)
            field.Fault("to", RefusalCode.PeriodTooLong, new Fact("max", $"{MostDays}"));
        return field.Refusal is { } malformed ? malformed : new ReportPeriod(area, from, to);
    }
}
