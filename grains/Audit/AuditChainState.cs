using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Suyuan.Ledger;
using Suyuan.Projection;

namespace Suyuan.Audit;

/// <summary>What is stored for the audit trail of one county: how it ends, and what each node has delivered last.</summary>
[GenerateSerializer, Alias("audit-chain-state")]
internal sealed record AuditChainState : IProjectedState
{
    /// <summary>What a later version stored here and this one does not know: kept while the two stand side by side.</summary>
    [Id(250), JsonExtensionData]
    public Dictionary<string, JsonElement>? Later { get; init; }

    [Id(0)] public long Sequence { get; init; }

    [Id(1)] public string Hash { get; init; } = Chain.Origin;

    /// <summary>Nodes in the order in which they were last heard of, each with its last batch.</summary>
    [Id(2)] public ImmutableArray<Delivered> Nodes { get; init; } = [];

    /// <summary>The lines of this write. They lie in their table and not in the state too.</summary>
    [Id(3), JsonIgnore] public ImmutableArray<AuditLine> Lines { get; init; } = [];

    public ProjectedRows Project() => new() { Audit = Lines };
}

/// <summary>The last batch of a node that is in the chain.</summary>
[GenerateSerializer, Alias("audit-delivered")]
internal sealed record Delivered([property: Id(0)] string Node, [property: Id(1)] long Batch);
