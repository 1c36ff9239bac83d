using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;

namespace Suyuan.Agencies;

/// <summary>Opening hours that many share: <c>Agencies/opening-hours.csv</c>.</summary>
internal sealed record Schedule(string Id, ImmutableArray<OpeningHours> Hours)
{
    public const string File = "Agencies/opening-hours.csv";

    /// <summary>The end of a day, which no clock shows.</summary>
    private const string EndOfDay = "24:00";

    public static FrozenDictionary<string, Schedule> Load(Func<string, TextReader> open) =>
        DataFile.Read(File, open(File), "schedule", "on", "opens", "closes").Rows
            .GroupBy(row => row.Text("schedule"), HoursOf)
            .ToFrozenDictionary(group => group.Key, group => new Schedule(group.Key, [.. group]));

    /// <summary>True for <c>HH:mm</c>; times so written sort as texts.</summary>
    public static bool IsTime(string? text) => TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    /// <summary>True for a time, and for the end of the day.</summary>
    public static bool IsClosingTime(string? text) => text is EndOfDay || IsTime(text);

    private static OpeningHours HoursOf(DataRow row)
    {
        if (!Kebab.TryParse<OpenOn>(row.Text("on"), out var on) || on is OpenOn.None)
            throw row.Wrong("on", $"\"{row.Text("on")}\" is none of {string.Join(", ", Enum.GetValues<OpenOn>().Skip(1).Select(word => Kebab.Of(word)))}");
        if (!IsTime(row.Text("opens")))
            throw row.Wrong("opens", $"\"{row.Text("opens")}\" is not a time of day (HH:mm)");
        if (!IsClosingTime(row.Text("closes")) || string.CompareOrdinal(row.Text("opens"), row.Text("closes")) >= 0)
            throw row.Wrong("closes", $"\"{row.Text("closes")}\" is not a time of day (HH:mm) after {row.Text("opens")}");
        return new OpeningHours(on, row.Text("opens"), row.Text("closes"));
    }
}
