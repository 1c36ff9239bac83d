using System.Data.Common;
using System.Globalization;

namespace Suyuan.Storage;

/// <summary>One file, owned by one process as long as it runs.</summary>
internal sealed class SqliteDatabase : ProductDatabase
{
    private readonly SqliteDataSource _file;
    private readonly FileStream _ownership;

    public SqliteDatabase(StorageOptions options)
        : base(options)
    {
        var path = Path.GetFullPath(options.Path);
        _ownership = Own(path);
        _file = new SqliteDataSource(path);
        ReadModel = new SqliteReadDialect(_file);
    }

    // Orleans' name; what it loads under it is Microsoft.Data.Sqlite.
    public override string Invariant => "System.Data.SQLite";

    public override DbDataSource States => _file;

    public override DbDataSource Reminders => _file;

    public override DbDataSource? Clustering => null;

    public override ReadDialect ReadModel { get; }

    public override ReadDialect Watch => ReadModel;

    protected override TimeAnchorStore Anchors => new SqliteTimeAnchorStore(_file);

    public override IBatchWriter CreateWriter(string serviceId, SiloFence? fence = null) => new SqliteBatchWriter(_file, serviceId, Options.RetryPeriod);

    public override ValueTask DisposeAsync()
    {
        _file.Release();
        return _ownership.DisposeAsync();
    }

    protected override Task Migrate(ILogger logger, CancellationToken cancellation)
    {
        SqliteSchema.Apply(_file, logger);
        return Task.CompletedTask;
    }

    // SQLite itself would let a second process in, and two clusters of one silo each would decide over the same grains.
    private static FileStream Own(string path)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            var lockFile = new FileStream(path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            lockFile.SetLength(0);
            lockFile.Write(System.Text.Encoding.ASCII.GetBytes(Environment.ProcessId.ToString(CultureInfo.InvariantCulture)));
            lockFile.Flush();
            return lockFile;
        }
        catch (UnauthorizedAccessException refused)
        {
            throw new StorageStartException($"Storage:Path: '{path}' or its directory is read-only.", refused);
        }
        catch (IOException refused)
        {
            throw new StorageStartException(
                File.Exists(path + ".lock")
                    ? $"Storage:Path: '{path}' is locked by another process."
                    : $"Storage:Path: '{path}' cannot be opened or created; check that its directory may be written.",
                refused);
        }
    }
}
