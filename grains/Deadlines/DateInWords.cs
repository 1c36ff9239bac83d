using System.Globalization;

namespace Suyuan.Deadlines;

/// <summary>Days, intervals and instants as people write them, in China's time.</summary>
internal static class DateInWords
{
    public static string Zh(DateOnly day) => string.Create(CultureInfo.InvariantCulture, $"{day.Year}年{day.Month}月{day.Day}日");

    /// <summary>Both days are inside: 2026年10月1日至7日, 2026年12月30日至2027年1月2日, or the one day.</summary>
    public static string Zh(DateOnly from, DateOnly to) => (from, to) switch
    {
        _ when from == to => Zh(from),
        _ when from.Year != to.Year => $"{Zh(from)}至{Zh(to)}",
        _ when from.Month != to.Month => string.Create(CultureInfo.InvariantCulture, $"{Zh(from)}至{to.Month}月{to.Day}日"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{Zh(from)}至{to.Day}日"),
    };

    public static string Zh(DateTimeOffset at) =>
        $"{Zh(new Moment(at).Day)}{new Moment(at).At.ToString("H时mm分", CultureInfo.InvariantCulture)}";

    public static string En(DateOnly day) => day.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);

    /// <summary>Both days are inside: 1 to 7 October 2026, 30 December 2026 to 2 January 2027, or the one day.</summary>
    public static string En(DateOnly from, DateOnly to) => (from, to) switch
    {
        _ when from == to => En(from),
        _ when from.Year != to.Year => $"{En(from)} to {En(to)}",
        _ when from.Month != to.Month => $"{from.ToString("d MMMM", CultureInfo.InvariantCulture)} to {En(to)}",
        _ => string.Create(CultureInfo.InvariantCulture, $"{from.Day} to {En(to)}"),
    };

    public static string En(DateTimeOffset at) => $"{En(new Moment(at).Day)} at {new Moment(at).At.ToString("HH:mm", CultureInfo.InvariantCulture)}";
}
