using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;

namespace Suyuan.Calendar;

/// <summary>One year's exceptional days, as the State Council General Office announced them, or provisionally.</summary>
/// <param name="Version">Names the content: a corrected or newly announced year has another version.</param>
/// <param name="Provisional">True until the notice is loaded: only the days that the statute itself fixes are known.</param>
/// <param name="Days">In date order; every other day is off on weekends and worked otherwise.</param>
internal sealed record CalendarYear(int Year, string Version, string Source, bool Provisional, ImmutableArray<CalendarDay> Days)
{
    /// <summary>What a day of the list is (<c>off</c>, <c>makeup-workday</c>), and whether it is off.</summary>
    public static readonly FrozenDictionary<string, bool> Kinds =
        new Dictionary<string, bool> { ["off"] = true, ["makeup-workday"] = false }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, bool> Flags =
        new Dictionary<string, bool> { ["true"] = true, ["false"] = false }.ToFrozenDictionary();

    /// <summary>The year, or null and everything that is wrong with it. The days may come in any order.</summary>
    public static CalendarYear? TryCreate(
        int year, string version, string source, bool provisional, ImmutableArray<CalendarDay> days, out ImmutableArray<CalendarFault> faults)
    {
        faults = CalendarCheck.Faults(year, version, source, days);
        return faults.IsEmpty ? new CalendarYear(year, version, source, provisional, [.. days.OrderBy(day => day.Date)]) : null;
    }

    /// <exception cref="DataFileException">The file is wrong; the message has a line for every fault.</exception>
    public static CalendarYear Read(string name, TextReader reader)
    {
        var file = DataFile.Read(name, reader, "date", "kind", "name", "nameEn");
        var problems = new List<string>();
        var year = Gather(problems, () => YearOf(file));
        var provisional = Gather(problems, () => ProvisionalOf(file));
        var rows = new List<DataRow>();
        var days = ImmutableArray.CreateBuilder<CalendarDay>();
        foreach (var row in file.Rows)
        {
            var date = Gather(problems, () => row.Date("date"));
            var isOff = Gather(problems, () => row.Word("kind", Kinds));
            if (date is null || isOff is null)
                continue;
            rows.Add(row);
            days.Add(new CalendarDay(date.Value, isOff.Value, row.Optional("name"), row.Optional("nameEn")));
        }

        var created = TryCreate(year.GetValueOrDefault(), file.Version, file.Source, provisional.GetValueOrDefault(), days.ToImmutable(), out var faults);
        if (year is not null)
            problems.AddRange(faults.Select(fault => (fault.Day is { } index ? rows[index].Wrong(fault.Field, fault.Problem) : file.Wrong(fault.Field, fault.Problem)).Message));
        return problems.Count == 0 ? created! : throw new DataFileException(string.Join('\n', problems));
    }

    /// <summary>What was read, or null and the complaint in the list.</summary>
    private static T? Gather<T>(List<string> problems, Func<T> read)
        where T : struct
    {
        try
        {
            return read();
        }
        catch (DataFileException e)
        {
            problems.Add(e.Message);
            return null;
        }
    }

    private static int YearOf(DataFile file) =>
        int.TryParse(file.Preamble("year"), NumberStyles.None, CultureInfo.InvariantCulture, out var year)
            ? year
            : throw file.Wrong("year", $"\"{file.Preamble("year")}\" is not a year");

    private static bool ProvisionalOf(DataFile file) =>
        Flags.TryGetValue(file.Preamble("provisional"), out var provisional)
            ? provisional
            : throw file.Wrong("provisional", $"\"{file.Preamble("provisional")}\" is neither true nor false");
}

/// <summary>A day off (放假) or a weekend day that is worked instead (调休上班).</summary>
/// <param name="Name">The holiday it belongs to, in Chinese.</param>
internal sealed record CalendarDay(DateOnly Date, bool IsOff, string Name, string NameEn);
