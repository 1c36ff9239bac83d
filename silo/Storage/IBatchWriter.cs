namespace Suyuan.Storage;

/// <summary>One database seen by the group commit.</summary>
internal interface IBatchWriter : IAsyncDisposable
{
    /// <summary>
    /// Writes a batch as one transaction; no two writes of it are of one grain. The outcomes stand in the order of
    /// the batch. When it throws, nothing of the batch is known to be stored.
    /// </summary>
    Task<WriteOutcome[]> Write(IReadOnlyList<StateWrite> batch);

    /// <summary>States by identity, all in one go; what is not there is missing from the answer.</summary>
    Task<Dictionary<(string State, string Key), StoredState>> Read(IReadOnlyCollection<StateIdentity> identities);

    /// <summary>True when the failure lies in the data of some write, so that its neighbours can still be stored alone.</summary>
    bool IsAboutData(Exception failure);
}
