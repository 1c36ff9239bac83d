using System.Data.Common;
using Npgsql;

namespace Suyuan.Storage;

/// <summary>One PostgreSQL database for every silo of a cluster.</summary>
internal sealed class PostgresDatabase : ProductDatabase
{
    // One small question at a time and its answer; the second is for the moment when both membership and a probe write.
    private const int ClusteringConnections = 2;

    // The sweeps, the inboxes that take, the gauges and the probes: short questions on partial indexes.
    private const int WatchConnections = 4;

    private readonly NpgsqlDataSource _states;
    private readonly NpgsqlDataSource _reminders;
    private readonly NpgsqlDataSource _clustering;
    private readonly NpgsqlDataSource _reads;
    private readonly NpgsqlDataSource _watch;
    private readonly NpgsqlDataSource _schema;

    public PostgresDatabase(StorageOptions options)
        : base(options)
    {
        // A pool each: a burst of reminder reads or of searches must not take the connections that commands need.
        // Grain storage knows its rows by key; the settings keep the planner from trying anything else while its
        // figures of a young table are still wrong.
        _states = Create("suyuan-states", options.MaxConnections, "-c enable_seqscan=off -c jit=off");
        _reminders = Create("suyuan-reminders", options.ReminderConnections, "-c jit=off");
        _clustering = Create("suyuan-clustering", ClusteringConnections, "-c jit=off");
        _reads = Create("suyuan-reads", options.ReadConnections, "-c jit=off");
        _watch = Create("suyuan-watch", WatchConnections, "-c jit=off");
        _schema = Create("suyuan-schema", 4, "");
        ReadModel = new PostgresReadDialect(_reads);
        Watch = new PostgresReadDialect(_watch);
    }

    public override string Invariant => "Npgsql";

    public override DbDataSource States => _states;

    public override DbDataSource Reminders => _reminders;

    public override DbDataSource? Clustering => _clustering;

    public override ReadDialect ReadModel { get; }

    public override ReadDialect Watch { get; }

    protected override TimeAnchorStore Anchors => new PostgresTimeAnchorStore(_schema);

    public override IBatchWriter CreateWriter(string serviceId, SiloFence? fence = null) =>
        new PostgresBatchWriter(_states, serviceId, Options.RetryPeriod, fence);

    public override async ValueTask DisposeAsync()
    {
        foreach (var source in new[] { _states, _reminders, _clustering, _reads, _watch, _schema })
            await source.DisposeAsync();
    }

    protected override Task Migrate(ILogger logger, CancellationToken cancellation) =>
        Options.Migrate ? PostgresSchema.Apply(_schema, logger, cancellation) : PostgresSchema.Check(_schema, cancellation);

    private NpgsqlDataSource Create(string name, int connections, string settings)
    {
        NpgsqlConnectionStringBuilder target;
        try
        {
            target = new NpgsqlConnectionStringBuilder(Options.ConnectionString)
            {
                ApplicationName = name,
                MaxPoolSize = connections,
                MaxAutoPrepare = 128,
                AutoPrepareMinUsages = 2,
            };
        }
        catch (ArgumentException malformed)
        {
            throw new StorageStartException($"Storage:ConnectionString cannot be read: {malformed.Message}", malformed);
        }

        target.Options = $"{target.Options} {settings}".Trim();
        // Named, or the driver's meter would carry the connection string.
        return new NpgsqlDataSourceBuilder(target.ConnectionString) { Name = name }.Build();
    }
}
