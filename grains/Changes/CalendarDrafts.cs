using System.Collections.Immutable;
using System.Globalization;
using Suyuan.Calendar;
using Suyuan.Disputes;

namespace Suyuan.Changes;

/// <summary>Makes a calendar year of what an operator sent, or says everything that is wrong with it by the field's path.</summary>
internal static class CalendarDrafts
{
    public static Result<CalendarYear> Read(int year, CalendarDraft draft)
    {
        var field = new FieldChecks();
        field.Required("version", draft.Version);
        field.RequiredText("source", draft.Source, 1, CalendarCheck.LongestSource);
        field.Required("provisional", draft.Provisional);
        var days = ImmutableArray.CreateBuilder<CalendarDay>();
        var places = new List<int>();
        // A year of days and one more: that there are too many is said once, by the calendar itself.
        foreach (var (index, day) in (draft.Days.IsDefault ? [] : draft.Days).Index())
            if (Day(field, $"days[{index}]", day) is { } read)
            {
                places.Add(index);
                days.Add(read);
            }

        var created = CalendarYear.TryCreate(year, draft.Version ?? "", draft.Source ?? "", draft.Provisional ?? true, days.ToImmutable(), out var faults);
        foreach (var fault in faults)
            Say(field, fault, fault.Day is { } index ? $"days[{places[index]}].{fault.Field}" : fault.Field, year, draft);
        return field.Refusal is { } refusal ? refusal : created!;
    }

    /// <summary>Null when the row cannot be looked at any further.</summary>
    private static CalendarDay? Day(FieldChecks field, string path, CalendarDraftDay day)
    {
        var hasDate = field.Required($"{path}.date", day.Date);
        field.RequiredText($"{path}.name", day.Name, 1, CalendarCheck.LongestName);
        field.RequiredText($"{path}.nameEn", day.NameEn, 1, CalendarCheck.LongestEnglishName);
        if (!field.Required($"{path}.kind", day.Kind))
            return null;
        if (!CalendarYear.Kinds.TryGetValue(day.Kind!, out var isOff))
        {
            field.Fault($"{path}.kind", RefusalCode.UnknownValue, new Fact("value", FieldChecks.Shown(day.Kind)), new Fact("allowed", string.Join('|', CalendarYear.Kinds.Keys.Order(StringComparer.Ordinal))));
            return null;
        }

        return hasDate ? new CalendarDay(day.Date!.Value, isOff, day.Name ?? "", day.NameEn ?? "") : null;
    }

    private static void Say(FieldChecks field, CalendarFault fault, string path, int year, CalendarDraft draft)
    {
        switch (fault.Kind)
        {
            case CalendarFaultKind.YearOutOfRange:
                field.Fault(path, RefusalCode.NumberOutOfRange, Number("min", CalendarCheck.EarliestYear), Number("max", CalendarCheck.LatestYear));
                break;
            case CalendarFaultKind.VersionMalformed when !string.IsNullOrEmpty(draft.Version):
                field.Fault(path, RefusalCode.Malformed, new Fact("example", string.Create(CultureInfo.InvariantCulture, $"cn-{year}.1")));
                break;
            case CalendarFaultKind.TooManyDays:
                field.Fault(path, RefusalCode.TooMany, Number("max", 366));
                break;
            case CalendarFaultKind.ImplausibleDaysOff:
                field.Fault(path, RefusalCode.ImplausibleDaysOff, Number("max", CalendarCheck.MostDaysOff));
                break;
            case CalendarFaultKind.DayInAnotherYear:
                field.Fault(path, RefusalCode.DayInAnotherYear, Number("year", year));
                break;
            case CalendarFaultKind.DayTwice:
                field.Fault(path, RefusalCode.DayTwice);
                break;
            case CalendarFaultKind.OffAndWorked:
                field.Fault(path, RefusalCode.DayOffAndWorked);
                break;
            case CalendarFaultKind.MakeUpOnWeekday:
                field.Fault(path, RefusalCode.MakeUpOnWeekday);
                break;
            default:
                // Lengths of texts and missing ones have been said by the checks of the fields.
                break;
        }
    }

    private static Fact Number(string name, int number) => new(name, number.ToString(CultureInfo.InvariantCulture));
}
