using System.Collections.Immutable;

namespace Suyuan;

/// <summary>One page of a list; <paramref name="Next"/> is the opaque cursor of the page after, or null at the end.</summary>
[GenerateSerializer, Immutable, Alias("page`1")]
public sealed record Page<T>([property: Id(0)] ImmutableArray<T> Items, [property: Id(1)] string? Next);
