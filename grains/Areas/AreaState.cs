using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Suyuan.Ledger;
using Suyuan.Projection;

namespace Suyuan.Areas;

/// <summary>What is stored for one area. A county's: where its numbers stand, and the head of its seal chain.</summary>
[GenerateSerializer, Alias("area-state")]
internal sealed record AreaState : IProjectedState
{
    /// <summary>What a later version stored here and this one does not know: kept while the two stand side by side.</summary>
    [Id(250), JsonExtensionData]
    public Dictionary<string, JsonElement>? Later { get; init; }

    /// <summary>Last sequence handed out, by year.</summary>
    [Id(0)] public ImmutableDictionary<int, int> LastSequences { get; init; } = ImmutableDictionary<int, int>.Empty;

    [Id(1)] public int SealNumber { get; init; }

    [Id(2)] public string SealHash { get; init; } = Chain.Origin;

    /// <summary>First tick of the sealing reminder; set once, it then repeats.</summary>
    [Id(3)] public DateTimeOffset? SealsFrom { get; init; }

    /// <summary>The seal of this write, if this write is one.</summary>
    [Id(4)] public SealRow? Sealed { get; init; }

    /// <summary>Up to which line of the county's audit trail its last seal vouches.</summary>
    [Id(5)] public long Audited { get; init; }

    public ProjectedRows Project() => new()
    {
        Seal = Sealed,
        Wake = SealsFrom is { } from ? new WakeUp(from) : null,
    };
}
