using System.ComponentModel.DataAnnotations;
using System.Globalization;

namespace Suyuan.Storage;

internal enum StorageDialect
{
    /// <summary>One file inside the one process: the default.</summary>
    Sqlite = 0,

    /// <summary>Shared by every silo of a cluster.</summary>
    PostgreSql = 1,
}

/// <summary>Where and how the product keeps what it is told. Section <c>Storage</c>; the dialect follows <c>Cluster:Mode</c>.</summary>
internal sealed class StorageOptions
{
    /// <summary>Which database: SQLite when <c>Cluster:Mode</c> is <c>Single</c>, PostgreSQL when it is <c>Cluster</c>.</summary>
    public StorageDialect Dialect { get; set; }

    /// <summary>SQLite: the file, relative to the working directory. Created with its directory when missing.</summary>
    [Required]
    public string Path { get; set; } = System.IO.Path.Combine("data", "suyuan.db");

    /// <summary>PostgreSQL: an Npgsql connection string.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>
    /// Whether this process brings the schema up to date (PostgreSQL). False: it may not, and refuses to start over a schema that
    /// lacks something; then <c>--migrate-only</c> comes first, as the user that owns the schema.
    /// </summary>
    public bool Migrate { get; set; } = true;

    /// <summary>False gives every write its own transaction, for comparison.</summary>
    public bool GroupCommit { get; set; } = true;

    /// <summary>Most writes, and most reads, that go out together. 2 to 1024: half of a batch is for what is due.</summary>
    [Range(2, 1024)]
    public int MaxBatch { get; set; } = 256;

    /// <summary>Writes that may wait, of what is due and of what was asked for each; the next one is refused at once. At least one batch.</summary>
    [Range(1, 1_000_000)]
    public int QueueLimit { get; set; } = 4096;

    /// <summary>Most open connections of one silo's grain storage (PostgreSQL).</summary>
    [Range(2, 500)]
    public int MaxConnections { get; set; } = 16;

    /// <summary>Most open connections of one silo's reads of the projected tables (PostgreSQL).</summary>
    [Range(2, 500)]
    public int ReadConnections { get; set; } = 16;

    /// <summary>Most open connections of one silo's reminder table (PostgreSQL): it reads its 30 ranges in parallel.</summary>
    [Range(1, 100)]
    public int ReminderConnections { get; set; } = 4;

    /// <summary>Period of wake-up reminders: Orleans skips a tick that finds no silo, so this is the retry. Key <c>WakeUp:RetryPeriod</c>.</summary>
    public TimeSpan RetryPeriod { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How far ahead of the present range reads of reminders look; at least loading window plus refresh period. Key <c>WakeUp:ReadWindow</c>.</summary>
    public TimeSpan ReadWindow { get; set; } = TimeSpan.FromMinutes(20);

    /// <summary>Seconds of the product's clock in one real second; 1 except in rehearsals. Key <c>Clock:Speed</c>.</summary>
    public double Speed { get; set; } = 1;

    /// <exception cref="StorageStartException">A key has a value that cannot be used; the sentence names it.</exception>
    public static StorageOptions From(IConfiguration configuration)
    {
        var options = new StorageOptions();
        try
        {
            configuration.GetSection("Storage").Bind(options);
            options.RetryPeriod = configuration.GetValue("WakeUp:RetryPeriod", options.RetryPeriod);
            options.ReadWindow = configuration.GetValue("WakeUp:ReadWindow", options.ReadWindow);
            options.Speed = configuration.GetValue("Clock:Speed", options.Speed);
        }
        catch (InvalidOperationException badValue)
        {
            throw new StorageStartException(badValue.Message, badValue);
        }

        options.Dialect = configuration["Cluster:Mode"]?.ToUpperInvariant() switch
        {
            null or "SINGLE" => StorageDialect.Sqlite,
            "CLUSTER" => StorageDialect.PostgreSql,
            _ => throw new StorageStartException("Cluster:Mode must be Single (one process, SQLite) or Cluster (PostgreSQL)."),
        };
        options.Validate();
        return options;
    }

    /// <exception cref="StorageStartException">The first rule that is broken.</exception>
    public void Validate()
    {
        var broken = new List<ValidationResult>();
        if (!Validator.TryValidateObject(this, new ValidationContext(this), broken, validateAllProperties: true))
            throw new StorageStartException($"Storage:{broken[0].MemberNames.First()} is out of range: {broken[0].ErrorMessage}");
        if (Dialect is StorageDialect.PostgreSql && string.IsNullOrWhiteSpace(ConnectionString))
            throw new StorageStartException("Storage:ConnectionString is missing; Cluster:Mode asks for PostgreSQL.");
        if (RetryPeriod < TimeSpan.FromMinutes(1))
            throw new StorageStartException("WakeUp:RetryPeriod must be at least one minute, the shortest period that Orleans accepts.");
        if (ReadWindow <= TimeSpan.Zero)
            throw new StorageStartException("WakeUp:ReadWindow must be positive.");
        if (!double.IsFinite(Speed) || Speed < 1 || Speed > 1_000_000)
            throw new StorageStartException(string.Create(CultureInfo.InvariantCulture, $"Clock:Speed must lie between 1 and 1000000, not {Speed}."));
    }
}
