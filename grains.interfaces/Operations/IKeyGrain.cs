using System.Collections.Immutable;
using Orleans.CodeGeneration;
using Orleans.Concurrency;
using Suyuan.Identity;

namespace Suyuan.Operations;

/// <summary>Brings what lies under an older key under the active one, in the background. One in the cluster. Key: <see cref="GrainKeys.Keys"/>.</summary>
[GrainInterfaceType("keys"), Version(1)]
public interface IKeyGrain : IGrainWithStringKey
{
    /// <summary>Makes sure that it wakes by itself. Idempotent.</summary>
    [Alias("start")]
    Task Start();

    /// <summary>Walks once over everything that lies encrypted, unless somebody walks already; how many values were written anew.</summary>
    [Alias("rewrite"), AlwaysInterleave]
    Task<int> Rewrite();

    /// <summary>Which keys there are and how much lies under each; never a key itself.</summary>
    [Alias("keys"), AlwaysInterleave]
    Task<Result<KeysView>> Keys(Actor by);
}

/// <param name="Active">What is written now is under this one; null while nothing is encrypted.</param>
/// <param name="Clear">Stored values that are not encrypted yet.</param>
/// <param name="Rewriting">Values are being brought under the active key.</param>
[GenerateSerializer, Immutable, Alias("keys-view")]
public sealed record KeysView(
    [property: Id(0)] string? Active, [property: Id(1)] ImmutableArray<KeyView> Keys, [property: Id(2)] long Clear, [property: Id(3)] bool Rewriting);

/// <param name="Values">Stored values under it; a state counts as one.</param>
/// <param name="Held">It is among the keys that this product was given.</param>
/// <param name="MayGo">Nothing lies under it, and it may be taken out of the file.</param>
[GenerateSerializer, Immutable, Alias("key-view")]
public sealed record KeyView([property: Id(0)] string Id, [property: Id(1)] long Values, [property: Id(2)] bool Held, [property: Id(3)] bool MayGo);
