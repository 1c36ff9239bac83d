using Suyuan.Calendar;
using Suyuan.Projection;

namespace Suyuan.Warnings;

/// <summary>
/// How the days of the past differ: by day of the week and holiday, and by season for each series. Taken from the whole city, since
/// a village alone is too small to show it. Each weight is 1 on average.
/// </summary>
internal sealed class DayProfile
{
    private const int Holiday = 7;

    private readonly WorkingCalendar _calendar;
    private readonly DateOnly _from;
    private readonly int _days;
    private readonly double[] _ofClass = [1, 1, 1, 1, 1, 1, 1, 1];
    private readonly double[,] _season;
    private readonly double[,] _seen;
    private readonly double[,] _steep;

    /// <param name="city">Counts of the whole city; areas do not matter.</param>
    /// <param name="from">First of the days of the past.</param>
    /// <param name="days">How many there are.</param>
    public DayProfile(Watched watched, IEnumerable<DayCount> city, DateOnly from, int days, WorkingCalendar calendar, WarningPolicy policy)
    {
        (_calendar, _from, _days) = (calendar, from, days);
        var (series, strength) = (watched.SeriesPerArea, (double)policy.SeasonStrength);
        var counts = new double[series, days];
        foreach (var row in city)
        {
            var day = row.Day.DayNumber - from.DayNumber;
            if (day < 0 || day >= days)
                continue;
            counts[watched.Total, day] += row.Count;
            if (watched.PlaceOf(row.Category) is { } category)
                counts[category, day] += row.Count;
        }

        OfClasses(counts, watched.Total, strength);
        _season = new double[series, days];
        _seen = new double[series, days];
        _steep = new double[series, days];
        for (var one = 0; one < series; one++)
            Smooth(counts, one, policy.SeasonDays, strength, isWhole: days >= policy.BaselineDays);
    }

    /// <summary>Weight of a day for a series. A day after the past is like the one 52 weeks before it.</summary>
    public double Of(int series, DateOnly day) => OfDay(day) * _season[series, Place(day)];

    /// <summary>Weight of a day by its place in the week and its holiday alone.</summary>
    public double OfDay(DateOnly day) => _ofClass[ClassOf(day)];

    /// <summary>How many disputes the season of this day was judged by: how far it is to be believed.</summary>
    public double SeenAround(int series, DateOnly day) => _seen[series, Place(day)];

    /// <summary>
    /// How far the season before this day differed from the season after it, beyond chance, as relative variance: where last year
    /// jumped from one day to the next, nobody knows on which day this year will.
    /// </summary>
    public double SteepAround(int series, DateOnly day) => _steep[series, Place(day)];

    private int ClassOf(DateOnly day) =>
        _calendar.IsHoliday(day) ? Holiday
        // A Saturday that is worked instead of a holiday is a day like a Monday.
        : day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday && _calendar.IsWorkday(day) ? (int)DayOfWeek.Monday
        : (int)day.DayOfWeek;

    private int Place(DateOnly day)
    {
        var place = day.DayNumber - _from.DayNumber;
        while (place >= _days)
            place -= _days % 7 == 0 ? _days : Math.Max(7, _days / 7 * 7);
        return Math.Max(0, place);
    }

    private void OfClasses(double[,] counts, int total, double strength)
    {
        var (seen, days) = (new double[_ofClass.Length], new int[_ofClass.Length]);
        for (var day = 0; day < _days; day++)
        {
            seen[ClassOf(_from.AddDays(day))] += counts[total, day];
            days[ClassOf(_from.AddDays(day))]++;
        }

        var mean = seen.Sum() / _days;
        for (var one = 0; one < _ofClass.Length; one++)
            _ofClass[one] = mean > 0 ? (seen[one] + strength) / ((days[one] * mean) + strength) : 1;
    }

    private void Smooth(double[,] counts, int series, int half, double strength, bool isWhole)
    {
        var weighted = 0.0;
        for (var day = 0; day < _days; day++)
            weighted += counts[series, day];
        var mean = weighted / _days;
        for (var day = 0; day < _days; day++)
        {
            var before = Around(counts, series, Math.Max(0, day - half), day - 1);
            var after = Around(counts, series, day, Math.Min(_days - 1, day + half));
            var (seen, around) = (before.Seen + after.Seen, before.Weight + after.Weight);

            // Less than a year shows no season.
            _season[series, day] = isWhole ? (seen + strength) / ((mean * around) + strength) : 1;
            _seen[series, day] = isWhole ? seen + strength : double.PositiveInfinity;
            _steep[series, day] = isWhole && mean > 0 && before.Weight > 0 && after.Weight > 0 ? Steepness(before, after, mean, _season[series, day], strength) : 0;
        }
    }

    private (double Seen, double Weight) Around(double[,] counts, int series, int first, int last)
    {
        var (seen, weight) = (0.0, 0.0);
        for (var day = first; day <= last; day++)
        {
            seen += counts[series, day];
            weight += OfDay(_from.AddDays(day));
        }

        return (seen, weight);
    }

    /// <summary>Half the difference of the two sides, squared, without what chance alone would make of it.</summary>
    private static double Steepness((double Seen, double Weight) before, (double Seen, double Weight) after, double mean, double season, double strength)
    {
        double Of((double Seen, double Weight) side) => (side.Seen + strength) / ((mean * side.Weight) + strength);
        double Chance((double Seen, double Weight) side) => (side.Seen + strength) / Math.Pow((mean * side.Weight) + strength, 2);
        var half = (Of(before) - Of(after)) / 2;
        return Math.Max(0, (half * half) - ((Chance(before) + Chance(after)) / 4)) / (season * season);
    }
}
