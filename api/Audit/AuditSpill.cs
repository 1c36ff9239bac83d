using System.Globalization;
using System.Text.Json;

namespace Suyuan.Audit;

/// <summary>
/// Batches on the disk of this node, a file each, oldest first. They keep their node and number, so one that had been delivered all the
/// same is recognised. One process at a time uses a directory.
/// </summary>
internal sealed class AuditSpill : IDisposable
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private readonly string _directory;
    private readonly int _most;
    private readonly FileStream _owned;
    private readonly Queue<string> _files;

    /// <exception cref="IOException">The directory cannot be used, or another process uses it.</exception>
    public AuditSpill(string directory, int most)
    {
        _directory = Directory.CreateDirectory(directory).FullName;
        _most = most;
        _owned = new FileStream(Path.Combine(_directory, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        _files = new Queue<string>(Directory.EnumerateFiles(_directory, "*.json").Order(StringComparer.Ordinal));
    }

    public bool IsEmpty => _files.Count is 0;

    /// <returns>False when there is no room or the disk refuses.</returns>
    public bool Put(AuditBatch batch)
    {
        if (_files.Count >= _most)
            return false;
        var file = Path.Combine(_directory, string.Create(CultureInfo.InvariantCulture, $"{batch.Node}-{batch.Number:D12}.json"));
        try
        {
            // A process that is killed in between leaves a part under a name that nobody reads.
            File.WriteAllBytes($"{file}.part", JsonSerializer.SerializeToUtf8Bytes(batch, Json));
            File.Move($"{file}.part", file, overwrite: true);
            _files.Enqueue(file);
            return true;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>The oldest, which stays until it is removed; null when there is none. One that cannot be read is left where it lies.</summary>
    public AuditBatch? Oldest()
    {
        while (_files.TryPeek(out var file))
        {
            try
            {
                if (JsonSerializer.Deserialize<AuditBatch>(File.ReadAllBytes(file), Json) is { Entries.IsDefault: false } batch)
                    return batch;
            }
            catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or JsonException)
            {
            }

            _files.Dequeue();
        }

        return null;
    }

    /// <summary>The oldest has been delivered.</summary>
    public void Remove()
    {
        if (_files.TryDequeue(out var file))
            File.Delete(file);
    }

    public void Dispose() => _owned.Dispose();
}
