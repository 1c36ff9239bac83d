using System.Collections.Immutable;
using Suyuan.Areas;
using Suyuan.Deadlines;
using Suyuan.Identity;

namespace Suyuan.Privacy;

/// <summary>What is kept how long, and what will be erased when. Key: 0.</summary>
[GrainInterfaceType("retention")]
public interface IRetentionGrain : IGrainWithIntegerKey
{
    [Alias("rules")]
    Task<Result<RetentionPolicy>> Rules(Actor by);

    /// <summary>试算: what will be erased, and nothing is.</summary>
    /// <param name="until">The last day; null: thirty days ahead.</param>
    [Alias("ahead")]
    Task<Result<ErasuresAhead>> Ahead(AreaCode? area, DateOnly? until, Actor by);
}

/// <param name="Version">Of the data file.</param>
/// <param name="Sample">These values are examples for the city to confirm.</param>
[GenerateSerializer, Immutable, Alias("retention-policy")]
public sealed record RetentionPolicy(
    [property: Id(0)] string Version, [property: Id(1)] string Source, [property: Id(2)] ImmutableArray<RetentionRuleView> Rules,
    [property: Id(3)] ImmutableArray<HoldView> Holds, [property: Id(4)] bool Sample);

/// <param name="Years">From the end of the case.</param>
/// <param name="OnRequest">Years in which even a party's request is declined.</param>
/// <param name="Erases">Of <c>identity</c>, <c>words</c>, <c>traces</c>.</param>
[GenerateSerializer, Immutable, Alias("retention-rule")]
public sealed record RetentionRuleView(
    [property: Id(0)] string Rule, [property: Id(1)] int Years, [property: Id(2)] int OnRequest, [property: Id(3)] ImmutableArray<string> Erases,
    [property: Id(4)] string Basis, [property: Id(5)] Sentence Words);

/// <param name="ByHand">Put and released by an act; otherwise read off the case.</param>
[GenerateSerializer, Immutable, Alias("hold-view")]
public sealed record HoldView([property: Id(0)] string Hold, [property: Id(1)] bool ByHand, [property: Id(2)] Sentence Words, [property: Id(3)] string Basis);

/// <param name="Until">The last day that is looked at.</param>
[GenerateSerializer, Immutable, Alias("erasures-ahead")]
public sealed record ErasuresAhead(
    [property: Id(0)] AreaCode? Area, [property: Id(1)] DateOnly Until, [property: Id(2)] long Total, [property: Id(3)] ImmutableArray<ErasureAhead> Rows);

/// <param name="Held">Something held these back when they were last looked at; on the first day they are looked at again.</param>
[GenerateSerializer, Immutable, Alias("erasure-ahead")]
public sealed record ErasureAhead(
    [property: Id(0)] string Rule, [property: Id(1)] bool Held, [property: Id(2)] long Count, [property: Id(3)] DateOnly First);
