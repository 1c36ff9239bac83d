using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Suyuan.Audit;
using Suyuan.Disputes;
using Suyuan.Projection;

namespace Suyuan.Ledger;

/// <summary>The hashes of the ledger, each SHA-256 in lower-case hexadecimal. Defined for outsiders in <c>docs/ledger.md</c>.</summary>
internal static class Chain
{
    /// <summary>Stands before the first step of a history and before the first seal of a county.</summary>
    public static readonly string Origin = new('0', 64);

    /// <summary>Begins the text of a step whose data goes in by its hash; nothing of the first form begins so.</summary>
    private const string SecondForm = "2";

    public static string Of(params ReadOnlySpan<string?> lines) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', lines))));

    /// <summary>An instant as it is hashed: UTC, milliseconds.</summary>
    public static string Text(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <summary>
    /// Hash of one step over everything it says and the hash before it. What was said goes in by its own hash, so a step from which
    /// words were erased can still be checked.
    /// </summary>
    public static string OfStep(EventRow step) => Of([SecondForm, .. Lines(step), step.DataHash ?? Of(step.Data)]);

    /// <summary>The same as it was counted before anything could be erased: over the words themselves.</summary>
    public static string OfStepInFirstForm(EventRow step) => Of([.. Lines(step), step.Data]);

    private static string?[] Lines(EventRow step) =>
    [
        step.PreviousHash, step.Number, step.Sequence.ToString(CultureInfo.InvariantCulture), Text(step.At), step.Act, step.ActorId, step.ActorRole,
        step.ActorAgency, step.FromStage, step.ToStage, step.Basis,
    ];

    /// <summary>Hash of what was registered, under which number and when: what the receipt carries.</summary>
    public static string OfReceipt(DisputeNumber number, DateTimeOffset at, RegisterDispute registration) =>
        Of(number.ToString(), Text(at), HistoryJson.Of(registration));

    /// <summary>Tells a retry of a registration from another registration under the same key.</summary>
    public static string Fingerprint(RegisterDispute registration) => Of(HistoryJson.Of(registration));

    /// <summary>Tells a retry of a command from another command under the same key.</summary>
    public static string Fingerprint(DisputeCommand command) => Of(DisputeActs.NameOf(command), HistoryJson.Of(command));

    /// <summary>The same for an unmasking, which is a reading and no act of the table.</summary>
    public static string Fingerprint(Unmask ask) => Of(UnmaskRules.Act, HistoryJson.Of(ask));

    /// <summary>Hash of one line of the audit trail over everything it says and the hash before it.</summary>
    public static string OfAudit(string previousHash, AuditLine line) => Of(
        previousHash,
        line.County,
        line.Sequence.ToString(CultureInfo.InvariantCulture),
        Text(line.At),
        line.Actor,
        line.Role,
        line.Agency,
        line.ActorArea,
        line.Permission,
        line.Address,
        line.Target,
        line.Area,
        line.Asked,
        line.Status.ToString(CultureInfo.InvariantCulture),
        line.Code,
        line.Reason,
        line.From,
        line.Trace,
        line.Times.ToString(CultureInfo.InvariantCulture));

    /// <summary>Hash of a seal over its root, the seal before it, and the end of the audit trail where it vouches for one.</summary>
    public static string OfSeal(SealRow seal)
    {
        ReadOnlySpan<string?> lines =
        [
            seal.PreviousHash, seal.County, seal.Number.ToString(CultureInfo.InvariantCulture), Text(seal.At), seal.Count.ToString(CultureInfo.InvariantCulture),
            seal.MerkleRoot,
        ];
        return seal.Audited is { } audited ? Of([.. lines, audited.ToString(CultureInfo.InvariantCulture), seal.AuditHash]) : Of(lines);
    }
}
