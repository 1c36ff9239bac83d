using System.Collections.Immutable;
using Suyuan.Agencies;
using Suyuan.Areas;

namespace Suyuan.Deadlines;

/// <summary>What will fall due, day by day, from the projected clocks. Stateless; never behind an acknowledged write. Key: 0.</summary>
[GrainInterfaceType("forecast")]
public interface IForecastGrain : IGrainWithIntegerKey
{
    /// <summary>The clocks that one agency holds.</summary>
    /// <param name="days">1 to 366, today included.</param>
    [Alias("of-agency")]
    Task<Result<Forecast>> OfAgency(AgencyId agency, int days, Identity.Actor by);

    /// <summary>The clocks of all disputes of an area and below it, whoever holds them.</summary>
    /// <param name="days">1 to 366, today included.</param>
    [Alias("of-area")]
    Task<Result<Forecast>> OfArea(AreaCode area, int days, Identity.Actor by);
}

/// <summary>The load of duties ahead. Days are days in China; an end at 24:00 belongs to the day that it ends.</summary>
[GenerateSerializer, Immutable, Alias("forecast")]
public sealed record Forecast
{
    /// <summary>Today.</summary>
    [Id(0)] public required DateOnly From { get; init; }

    /// <summary>The last day of <see cref="Days"/>.</summary>
    [Id(1)] public required DateOnly To { get; init; }

    /// <summary>All open clocks: those of the days, overdue, suspended and later ones together.</summary>
    [Id(2)] public required long Total { get; init; }

    /// <summary>Running past their end now.</summary>
    [Id(3)] public required ForecastLoad Overdue { get; init; }

    /// <summary>Standing still now; their end follows when they run on.</summary>
    [Id(4)] public required ForecastLoad Suspended { get; init; }

    /// <summary>Those that fall due in the days of this forecast.</summary>
    [Id(5)] public required ForecastLoad Due { get; init; }

    /// <summary>Running, with an end after the last day.</summary>
    [Id(6)] public required ForecastLoad Later { get; init; }

    /// <summary>The day with most ends, the earliest of several; null when none falls due.</summary>
    [Id(7)] public ForecastDay? Busiest { get; init; }

    /// <summary>Every day, also those on which nothing ends.</summary>
    [Id(8)] public required ImmutableArray<ForecastDay> Days { get; init; }
}

/// <param name="Weekday">周一 / Monday.</param>
/// <param name="DayOff">What the day off is called, or null on a working day.</param>
[GenerateSerializer, Immutable, Alias("forecast-day")]
public sealed record ForecastDay(
    [property: Id(0)] DateOnly Date, [property: Id(1)] Sentence Weekday, [property: Id(2)] Sentence? DayOff, [property: Id(3)] ForecastLoad Load);

/// <param name="Provisional">How many of them were counted with a calendar that is not announced yet.</param>
/// <param name="ByDuty">Who must act; only duties that occur.</param>
[GenerateSerializer, Immutable, Alias("forecast-load")]
public sealed record ForecastLoad(
    [property: Id(0)] long Count, [property: Id(1)] long Provisional, [property: Id(2)] ImmutableArray<DutyCount> ByDuty);

[GenerateSerializer, Immutable, Alias("duty-count")]
public sealed record DutyCount([property: Id(0)] Duty Duty, [property: Id(1)] long Count);
