using System.Collections.Immutable;

namespace Suyuan.Audit;

/// <summary>Who saw or did what, or was turned away, as the edge saw it. Nothing personal of a party: numbers, codes, words of our own tables.</summary>
[GenerateSerializer, Alias("audit-entry")]
public record AuditEntry
{
    /// <summary>When it was answered; of several within one batch the first.</summary>
    [Id(0)] public DateTimeOffset At { get; init; }

    /// <summary>Subject of the token; null without one.</summary>
    [Id(1)] public string? Actor { get; init; }

    [Id(2)] public string? Role { get; init; }

    [Id(3)] public string? Agency { get; init; }

    /// <summary>The part of the city that the actor answers for: the claim, or where the agency is.</summary>
    [Id(4)] public string? ActorArea { get; init; }

    /// <summary>Row of <c>Identity/access.csv</c>.</summary>
    [Id(5)] public string Permission { get; init; } = "";

    /// <summary>Method and pattern of the address, never what stood in it.</summary>
    [Id(6)] public string Address { get; init; } = "";

    /// <summary>Number or code of what was asked for; null for a list.</summary>
    [Id(7)] public string? Target { get; init; }

    /// <summary>Where that lies; where it cannot be known, the actor's area.</summary>
    [Id(8)] public string? Area { get; init; }

    /// <summary>Filters: <c>name=value</c> where the value is a word or code, the bare name where somebody typed it.</summary>
    [Id(9)] public string? Asked { get; init; }

    /// <summary>Status of the answer.</summary>
    [Id(10)] public int Status { get; init; }

    /// <summary>Why it was refused, as the answer says it.</summary>
    [Id(11)] public string? Code { get; init; }

    /// <summary>What the actor gave as reason, where one is asked for.</summary>
    [Id(12)] public string? Reason { get; init; }

    /// <summary>Keyed hash of the address it came from: the same caller shows, the caller's address does not.</summary>
    [Id(13)] public string? From { get; init; }

    /// <summary>Joins it to the log and to traces.</summary>
    [Id(14)] public string? Trace { get; init; }

    /// <summary>How often the same was asked by the same within one batch.</summary>
    [Id(15)] public int Times { get; init; } = 1;
}

/// <summary>An entry in its place in the chain of a county.</summary>
[GenerateSerializer, Alias("audit-line")]
public sealed record AuditLine : AuditEntry
{
    public AuditLine()
    {
    }

    public AuditLine(AuditEntry entry)
        : base(entry)
    {
    }

    [Id(0)] public string County { get; init; } = "";

    /// <summary>1, 2, 3 … within the county, without gaps.</summary>
    [Id(1)] public long Sequence { get; init; }

    /// <summary>Over everything it says and the hash before it; <c>docs/ledger.md</c> says how.</summary>
    [Id(2)] public string Hash { get; init; } = "";
}

/// <summary>What one node of the edge sends at once. Sent again under the same number it is kept once.</summary>
/// <param name="Node">A start of a process.</param>
/// <param name="Number">1, 2, 3 … within the node, sent in this order.</param>
[GenerateSerializer, Immutable, Alias("audit-batch")]
public sealed record AuditBatch([property: Id(0)] string Node, [property: Id(1)] long Number, [property: Id(2)] ImmutableArray<AuditEntry> Entries);

/// <summary>A place in a chain; before the first stands sequence 0 with 64 zeros.</summary>
[GenerateSerializer, Immutable, Alias("audit-mark")]
public sealed record AuditMark([property: Id(0)] string County, [property: Id(1)] long Sequence, [property: Id(2)] string Hash);
