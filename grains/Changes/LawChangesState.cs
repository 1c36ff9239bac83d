using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Suyuan.Projection;

namespace Suyuan.Changes;

/// <summary>What is stored for the changes of law as a whole: enough to know a version again. The changes themselves are rows.</summary>
[GenerateSerializer, Alias("law-changes-state")]
internal sealed record LawChangesState : IProjectedState
{
    /// <summary>What a later version stored here and this one does not know: kept while the two stand side by side.</summary>
    [Id(250), JsonExtensionData]
    public Dictionary<string, JsonElement>? Later { get; init; }

    /// <summary>Of the latest change; 0 before the first.</summary>
    [Id(0)] public long Edition { get; init; }

    /// <summary>Every version that was ever put, oldest first.</summary>
    [Id(1)] public ImmutableArray<KnownVersion> Known { get; init; } = [];

    /// <summary>The change of this write.</summary>
    [Id(2)] public LawChangeRow? Written { get; init; }

    public ProjectedRows Project() => new() { LawChange = Written };
}

/// <param name="Fingerprint">SHA-256 of the content, hexadecimal.</param>
[GenerateSerializer, Alias("known-law-version")]
internal sealed record KnownVersion(
    [property: Id(0)] long Edition, [property: Id(1)] string Kind, [property: Id(2)] string Key,
    [property: Id(3)] string Version, [property: Id(4)] string Fingerprint);
