using System.Data.Common;

namespace Suyuan.Storage;

/// <summary>
/// The opened database: schema in place, clock anchored, ready before the first grain. Opened once by the process and
/// disposed after its host.
/// </summary>
internal abstract class ProductDatabase(StorageOptions options) : IAsyncDisposable
{
    public StorageOptions Options { get; } = options;

    /// <summary>The clock that the product runs on.</summary>
    public TimeProvider Clock { get; private set; } = TimeProvider.System;

    /// <summary>What Orleans calls this kind of database.</summary>
    public abstract string Invariant { get; }

    /// <summary>Connections of the grain storage.</summary>
    public abstract DbDataSource States { get; }

    /// <summary>Connections of the reminder table, which reads its ranges in parallel and must not starve the writes.</summary>
    public abstract DbDataSource Reminders { get; }

    /// <summary>Connections of the membership table; null where one process is the whole cluster.</summary>
    public abstract DbDataSource? Clustering { get; }

    /// <summary>Reads of the projected tables.</summary>
    public abstract ReadDialect ReadModel { get; }

    /// <summary>The same by connections of their own, for whatever watches over time: no crowd of searches keeps the sweep, the inboxes or a probe waiting.</summary>
    public abstract ReadDialect Watch { get; }

    protected abstract TimeAnchorStore Anchors { get; }

    /// <summary>Opens the database, brings its schema up to date and reads its clock.</summary>
    /// <exception cref="StorageStartException">It cannot be used; the message is one sentence for the operator.</exception>
    public static async Task<ProductDatabase> Open(StorageOptions options, ILogger logger, CancellationToken cancellation)
    {
        options.Validate();
        ProductDatabase database = options.Dialect is StorageDialect.PostgreSql ? new PostgresDatabase(options) : new SqliteDatabase(options);
        try
        {
            await database.Migrate(logger, cancellation);
            database.Clock = (await database.Anchors.LoadOrCreate(options.Speed, options.ReadWindow, cancellation)).ToClock();
            return database;
        }
        catch
        {
            await database.DisposeAsync();
            throw;
        }
    }

    public abstract IBatchWriter CreateWriter(string serviceId);

    public abstract ValueTask DisposeAsync();

    protected abstract Task Migrate(ILogger logger, CancellationToken cancellation);
}
