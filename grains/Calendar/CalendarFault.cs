namespace Suyuan.Calendar;

/// <summary>One thing that is wrong with a calendar year; a year is used without any or not at all.</summary>
/// <param name="Day">Index of the day at fault as it was given, or null where it is the year itself.</param>
/// <param name="Field">Name of the field, as in the file and in the API.</param>
/// <param name="Problem">In English, to follow the name of the field.</param>
internal sealed record CalendarFault(CalendarFaultKind Kind, int? Day, string Field, string Problem)
{
    /// <summary>JSON path of the field: <c>days[3].date</c>, <c>version</c>.</summary>
    public string Path => Day is { } index ? $"days[{index}].{Field}" : Field;
}

/// <summary>What can be wrong with a calendar year.</summary>
internal enum CalendarFaultKind
{
    YearOutOfRange,
    VersionMalformed,
    TextLength,

    /// <summary>So many days cannot be one year's exceptions; the days themselves were not looked at.</summary>
    TooManyDays,

    /// <summary>A year without any holiday, or one that is mostly holidays, is a mistake and no notice.</summary>
    ImplausibleDaysOff,
    DayInAnotherYear,
    DayTwice,

    /// <summary>The same day is off in one row and worked in another.</summary>
    OffAndWorked,
    MakeUpOnWeekday,
}
