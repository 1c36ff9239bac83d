using System.Collections.Immutable;
using Suyuan.Agencies;

namespace Suyuan.Mediators;

/// <summary>
/// What is known of one mediator: kept in the mediator's state and, by the same write, in the row from which candidates are ranked.
/// </summary>
[GenerateSerializer, Alias("mediator-facts")]
internal sealed record MediatorFacts
{
    /// <summary>As <c>Matters/kinds.csv</c> names mediators.</summary>
    public const string Kind = "mediator";

    [Id(0)] public string Name { get; init; } = "";

    [Id(1)] public MediatorKind Is { get; init; }

    [Id(2)] public AgencyId Organisation { get; init; }

    [Id(3)] public ImmutableArray<string> Fields { get; init; } = [];

    [Id(4)] public ImmutableArray<string> Areas { get; init; } = [];

    [Id(5)] public ImmutableArray<string> Languages { get; init; } = [];

    [Id(6)] public DateOnly? LicenceUntil { get; init; }

    [Id(7)] public int Capacity { get; init; }

    [Id(8)] public MediatorStanding Standing { get; init; }

    [Id(9)] public DateOnly EnteredOn { get; init; }

    /// <summary>Those that are not over yet, and the last that were.</summary>
    [Id(10)] public ImmutableArray<Leave> Leaves { get; init; } = [];

    /// <summary>Hours of training by year.</summary>
    [Id(11)] public ImmutableDictionary<int, int> Training { get; init; } = ImmutableDictionary<int, int>.Empty;

    [Id(12)] public ImmutableArray<ServedCount> Served { get; init; } = [];

    [Id(13)] public Relations Relations { get; init; } = Relations.None;

    /// <summary>Cases led, offers included: as many places as are reserved for the leading seat.</summary>
    [Id(14)] public int Load { get; init; }

    /// <summary>An example of the product's, not put by anybody.</summary>
    [Id(15)] public bool Sample { get; init; }

    public int TrainedIn(int year) => Training.GetValueOrDefault(year);

    /// <summary>Cases ended in a year, of whatever mediation.</summary>
    public int EndedIn(int year) => Served.Where(count => count.Year == year).Sum(count => count.Count);
}

/// <summary>First and last day included.</summary>
[GenerateSerializer, Alias("leave")]
internal sealed record Leave([property: Id(0)] DateOnly From, [property: Id(1)] DateOnly To);

/// <param name="Mediation">People's, administrative, judicial or other: 人大代表参与三种调解 is counted by it.</param>
[GenerateSerializer, Alias("served-count")]
internal sealed record ServedCount([property: Id(0)] int Year, [property: Id(1)] string Mediation, [property: Id(2)] int Count, [property: Id(3)] decimal Yuan);
