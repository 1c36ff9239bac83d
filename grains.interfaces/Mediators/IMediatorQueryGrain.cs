using System.Collections.Immutable;
using Orleans.Concurrency;
using Suyuan.Agencies;
using Suyuan.Areas;
using Suyuan.Deadlines;
using Suyuan.Disputes;
using Suyuan.Matters;

namespace Suyuan.Mediators;

/// <summary>The public list of mediators, ranked for a place, a field or a dispute, with the reasons.</summary>
[GrainInterfaceType("mediator-query")]
public interface IMediatorQueryGrain : IGrainWithIntegerKey
{
    [Alias("list"), ReadOnly]
    Task<Result<Ranking>> List(MediatorQuery query, Identity.Actor by);

    /// <summary>Who could lead this mediation, best first. The facts come from the dispute itself, which must not be asked back.</summary>
    [Alias("rank"), ReadOnly]
    Task<Ranking> Rank(CaseFacts facts);
}

/// <summary>What is asked of the list. Null means "any".</summary>
/// <param name="Dispute">Its area, category and history; then area and field must be left out.</param>
[GenerateSerializer, Immutable, Alias("mediator-query")]
public sealed record MediatorQuery(
    [property: Id(0)] AreaCode? Area, [property: Id(1)] string? Field, [property: Id(2)] bool? Available, [property: Id(3)] DisputeNumber? Dispute,
    [property: Id(4)] int Limit);

/// <summary>What matters of a case for the choice of its mediator.</summary>
[GenerateSerializer, Immutable, Alias("case-facts")]
public sealed record CaseFacts
{
    /// <summary>Spreads equals over the cases; empty where there is no case.</summary>
    [Id(0)] public string Number { get; init; } = "";

    [Id(1)] public required AreaCode Area { get; init; }

    [Id(2)] public string? Category { get; init; }

    /// <summary>Names, compared with relations; neither stored nor logged.</summary>
    [Id(3)] public ImmutableArray<string> Parties { get; init; } = [];

    /// <summary>Who had this dispute before (a relapse, a transfer): continuity.</summary>
    [Id(4)] public ImmutableArray<string> Former { get; init; } = [];

    /// <summary>Who was recused from it, replaced, or left it.</summary>
    [Id(5)] public ImmutableArray<string> Excluded { get; init; } = [];

    /// <summary>Who was asked in this search, or has the case.</summary>
    [Id(6)] public ImmutableArray<string> Asked { get; init; } = [];

    /// <summary>Somebody who is named by hand, and wanted among the ranked whatever the place and the field.</summary>
    [Id(7)] public string? Named { get; init; }

    [Id(8)] public Seat Seat { get; init; } = Seat.Lead;

    /// <summary>Languages beside Mandarin that the parties need.</summary>
    [Id(9)] public ImmutableArray<string> Languages { get; init; } = [];
}

/// <param name="Fallback">Nobody of the place could take it: these come from the justice bureau's directory of the county.</param>
[GenerateSerializer, Immutable, Alias("mediator-ranking")]
public sealed record Ranking(
    [property: Id(0)] string Version, [property: Id(1)] ImmutableArray<RankedMediator> Items, [property: Id(2)] ImmutableArray<LeftOut> LeftOut,
    [property: Id(3)] bool Fallback);

/// <param name="Points">Sum of the reasons' points.</param>
[GenerateSerializer, Immutable, Alias("ranked-mediator")]
public sealed record RankedMediator(
    [property: Id(0)] MatterNumber Number, [property: Id(1)] string Name, [property: Id(2)] MediatorKind Kind, [property: Id(3)] AgencyId Organisation,
    [property: Id(4)] int Load, [property: Id(5)] int Capacity, [property: Id(6)] bool Sample, [property: Id(7)] decimal Points,
    [property: Id(8)] ImmutableArray<RankingReason> Reasons);

/// <param name="Factor">Competence, place, load, continuity or balance, as <c>Mediators/ranking.csv</c> names it.</param>
[GenerateSerializer, Immutable, Alias("ranking-reason")]
public sealed record RankingReason([property: Id(0)] string Factor, [property: Id(1)] string Case, [property: Id(2)] decimal Points, [property: Id(3)] Sentence Words);

[GenerateSerializer, Immutable, Alias("left-out")]
public sealed record LeftOut(
    [property: Id(0)] MatterNumber Number, [property: Id(1)] string Name, [property: Id(2)] AgencyId Organisation, [property: Id(3)] Unfit Unfit, [property: Id(4)] Sentence Words);
