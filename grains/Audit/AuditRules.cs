using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Suyuan.Areas;
using Suyuan.Ledger;
using Suyuan.Projection;

namespace Suyuan.Audit;

/// <summary>The chain of what was seen: how it grows, and whether stored lines still say what was kept. Pure.</summary>
internal static class AuditRules
{
    /// <summary>
    /// Starts of processes whose last batch is remembered. One that so many others have followed sends nothing again: its tries are a
    /// second apart.
    /// </summary>
    public const int NodesRemembered = 256;

    /// <summary>Longest text of an entry: a longer one is cut, so nobody fills the trail with one call.</summary>
    public const int LongestText = 400;

    /// <summary>Appends a batch; the same state when it was appended already.</summary>
    public static AuditChainState Append(AuditChainState chain, AreaCode county, AuditBatch batch)
    {
        if (batch.Entries.IsEmpty || chain.Nodes.Any(node => node.Node == batch.Node && node.Batch >= batch.Number))
            return chain;
        var (sequence, hash) = (chain.Sequence, chain.Hash);
        var lines = ImmutableArray.CreateBuilder<AuditLine>(batch.Entries.Length);
        foreach (var entry in batch.Entries)
        {
            var line = new AuditLine(Clean(entry)) { County = county.ToString(), Sequence = ++sequence };
            line = line with { Hash = hash = Chain.OfAudit(hash, line) };
            lines.Add(line);
        }

        var heard = chain.Nodes.RemoveAll(node => node.Node == batch.Node).Add(new Delivered(batch.Node, batch.Number));
        return chain with
        {
            Sequence = sequence,
            Hash = hash,
            Nodes = heard.Length > NodesRemembered ? heard.RemoveRange(0, heard.Length - NodesRemembered) : heard,
            Lines = lines.MoveToImmutable(),
        };
    }

    /// <summary>First finding in lines that should follow a mark, or null.</summary>
    public static string? Check(AuditMark after, IEnumerable<AuditLine> lines)
    {
        var (sequence, hash) = (after.Sequence, after.Hash);
        foreach (var line in lines)
        {
            if (line.Sequence != sequence + 1 || line.County != after.County)
                return Said(after.County, sequence + 1, "is missing");
            if (Chain.OfAudit(hash, line) != line.Hash)
                return Said(after.County, line.Sequence, "was changed, or what stands before it");
            (sequence, hash) = (line.Sequence, line.Hash);
        }

        return null;
    }

    /// <summary>First seal of the ledger that vouches for another line than is stored, or null.</summary>
    /// <param name="after">What stands before the lines.</param>
    /// <param name="seals">Those that vouch for one of the lines.</param>
    public static string? CheckSeals(AuditMark after, ImmutableArray<AuditLine> lines, ImmutableArray<AuditSealRow> seals) =>
        seals.FirstOrDefault(seal => lines[(int)(seal.Sequence - after.Sequence - 1)].Hash != seal.Hash) is { } seal ? Unlike(after.County, seal) : null;

    /// <summary>First finding where the stored lines do not end as the chain and the ledger know, or null.</summary>
    /// <param name="end">The last line that was read.</param>
    /// <param name="head">How the chain ends by its own word, asked for afterwards.</param>
    /// <param name="there">The stored line of the sequence that <paramref name="head"/> names.</param>
    /// <param name="seal">The last seal that vouches for the trail.</param>
    public static string? CheckEnd(AuditMark end, AuditMark head, AuditMark there, AuditSealRow? seal) =>
        seal?.Sequence > head.Sequence ? Said(end.County, head.Sequence + 1, string.Create(CultureInfo.InvariantCulture, $"and what follows is gone: seal {seal.Number} vouches for {seal.Sequence}"))
        : head.Sequence < end.Sequence ? Said(end.County, head.Sequence + 1, "and what follows was put there by nobody that the chain knows")
        : there.Hash == head.Hash ? null
        : there.Hash.Length == 0 ? Said(end.County, end.Sequence + 1, string.Create(CultureInfo.InvariantCulture, $"and what follows is gone: the chain ends with {head.Sequence}"))
        : Said(end.County, head.Sequence, "is not the one that the chain ends with");

    /// <summary>
    /// Without what would blur the lines that hashes are made of, or what a database cannot store: one bad text must not hold up the chain.
    /// </summary>
    public static AuditEntry Clean(AuditEntry entry) => entry with
    {
        // As it is hashed: the databases keep finer instants, and not the same.
        At = new DateTimeOffset(entry.At.UtcTicks - (entry.At.UtcTicks % TimeSpan.TicksPerMillisecond), TimeSpan.Zero),
        Actor = Clean(entry.Actor),
        Role = Clean(entry.Role),
        Agency = Clean(entry.Agency),
        ActorArea = Clean(entry.ActorArea),
        Permission = Clean(entry.Permission) ?? "",
        Address = Clean(entry.Address) ?? "",
        Target = Clean(entry.Target),
        Area = Clean(entry.Area),
        Asked = Clean(entry.Asked),
        Code = Clean(entry.Code),
        Reason = Clean(entry.Reason),
        From = Clean(entry.From),
        Trace = Clean(entry.Trace),
    };

    private static string? Clean(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return null;
        if (text.Length <= LongestText && !text.AsSpan().ContainsAnyInRange('\ud800', '\udfff') && !text.Any(char.IsControl))
            return text;
        var clean = new StringBuilder(Math.Min(text.Length, LongestText));
        foreach (var rune in text.EnumerateRunes())
        {
            if (clean.Length + rune.Utf16SequenceLength > LongestText)
                break;
            clean.Append(Rune.IsControl(rune) ? Rune.ReplacementChar : rune);
        }

        return clean.ToString();
    }

    private static string Unlike(string county, AuditSealRow seal) =>
        Said(county, seal.Sequence, string.Create(CultureInfo.InvariantCulture, $"is not the one that seal {seal.Number} vouches for"));

    private static string Said(string county, long sequence, string what) => string.Create(CultureInfo.InvariantCulture, $"audit {county}: line {sequence} {what}");
}
