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

    /// <summary>Encrypts and opens what is personal; without keys everything is clear.</summary>
    public FieldCipher Personal { get; private set; } = FieldCipher.None;

    /// <summary>The same for the columns beside the states.</summary>
    public RowCipher Rows { get; private set; } = new(FieldCipher.None, null, null);

    /// <summary>Finds titles by their parts; null without keys.</summary>
    public TitleIndex? Titles { get; private set; }

    /// <summary>Finds disputes by a party's numbers; null without keys.</summary>
    public PartyIndex? Numbers { get; private set; }

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

    /// <summary>From here on what is personal is opened with these keys, and encrypted where that is asked for. Before the first grain.</summary>
    /// <exception cref="StorageStartException">Something lies under a key that is not among them.</exception>
    public async Task UseKeys(IKeyRing? ring, bool encrypts, CancellationToken cancellation)
    {
        await new KeyLedger(this).Check(ring?.Current, encrypts, cancellation);
        Personal = new FieldCipher(ring, encrypts);
        Titles = ring is null ? null : new TitleIndex(ring.Current.Search);
        Numbers = ring is null ? null : new PartyIndex(ring.Current.Search);
        Rows = new RowCipher(Personal, Titles, Numbers);
    }

    /// <param name="fence">By which the writer's silo lives; null where one process is the whole cluster, or where none of it runs.</param>
    public abstract IBatchWriter CreateWriter(string serviceId, SiloFence? fence = null);

    public abstract ValueTask DisposeAsync();

    /// <summary>Brings the schema up to date, or where <see cref="StorageOptions.Migrate"/> is off sees that it is.</summary>
    protected abstract Task Migrate(ILogger logger, CancellationToken cancellation);
}
