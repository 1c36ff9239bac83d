using System.Text;
using Orleans.Storage;
using Suyuan.Projection;

namespace Suyuan.Storage;

/// <summary>One write of one grain: the state and all rows that must become true with it.</summary>
/// <param name="Expected">Version that the writer has read; 0 for a first write.</param>
/// <param name="KeyId">Of the key under which its personal data lies; null when it is clear.</param>
internal sealed record StateWrite(StateIdentity Identity, GrainId Grain, int Expected, byte[] Payload, ProjectedRows Rows, string? KeyId = null)
{
    private static readonly OrleansDefaultHasher Hasher = new();

    public int Version => Expected + 1;

    /// <summary>What the reminder tables call the grain, and where its hash puts it on the ring.</summary>
    public string GrainName => Grain.ToString();

    public int GrainHash => unchecked((int)Grain.GetUniformHashCode());

    /// <summary>A dispute's first write claims its number and its idempotency key: who comes second stores nothing.</summary>
    public string? Claims => Expected is 0 ? Rows.Dispute?.Number : null;

    /// <summary>Stable spreading of numbers over the sweep's shards.</summary>
    public static int Shard(string number) => Hasher.Hash(Encoding.UTF8.GetBytes(number)) & 0x7fff;
}

/// <summary>What became of one write of a batch.</summary>
internal readonly record struct WriteOutcome(bool Written, Exception? Failure)
{
    public static readonly WriteOutcome Stored = new(true, null);

    /// <summary>Someone else wrote first: an older version, or a number or key that is taken.</summary>
    public static readonly WriteOutcome Lost = new(false, null);

    public static WriteOutcome Failed(Exception failure) => new(false, failure);
}

/// <summary>A state as it lies in the database; a cleared one has a version and no payload.</summary>
internal readonly record struct StoredState(int Version, byte[]? Payload);
