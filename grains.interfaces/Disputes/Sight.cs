using System.Collections.Immutable;

namespace Suyuan.Disputes;

/// <summary>What of a dispute that somebody may read stays in a circle that the reader is not in.</summary>
/// <param name="Acts">Steps whose words are withheld.</param>
/// <param name="Services">Steps whose words are withheld when they concern a service of this kind.</param>
/// <param name="ServiceNumbers">The dispute's own services of these kinds.</param>
/// <param name="Clocks">Their clocks, which would tell of them.</param>
[GenerateSerializer, Immutable, Alias("sight")]
public sealed record Sight(
    [property: Id(0)] ImmutableArray<string> Acts,
    [property: Id(1)] ImmutableArray<WithheldService> Services,
    [property: Id(2)] ImmutableArray<int> ServiceNumbers,
    [property: Id(3)] ImmutableArray<string> Clocks)
{
    /// <summary>Values of the parties that the reader sees masked, wherever they stand.</summary>
    [Id(4)] public ImmutableArray<MaskedValue> Masked { get; init; } = [];
}

/// <param name="Mask">What stands in its place.</param>
[GenerateSerializer, Immutable, Alias("masked-value")]
public sealed record MaskedValue([property: Id(0)] string Value, [property: Id(1)] string Mask);

[GenerateSerializer, Immutable, Alias("withheld-service")]
public sealed record WithheldService([property: Id(0)] string Act, [property: Id(1)] string Kind);
