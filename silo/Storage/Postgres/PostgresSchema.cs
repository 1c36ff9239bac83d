using DbUp;
using DbUp.Postgresql;
using Npgsql;

namespace Suyuan.Storage;

/// <summary>Brings a PostgreSQL database to this version's schema; of many silos that start together one does the work, the others wait.</summary>
internal static class PostgresSchema
{
    /// <summary>"suyuan" as a number: the advisory lock that stands for this schema.</summary>
    private const long LockKey = 0x73757975616E;

    private const string Folder = "postgresql/";

    /// <summary>Applies what is missing, and then gives each role its rights.</summary>
    /// <exception cref="StorageStartException">The database cannot be used, with the reason.</exception>
    public static async Task Apply(NpgsqlDataSource database, ILogger logger, CancellationToken cancellation)
    {
        try
        {
            // On its own connection: the lock ends with it, whatever happens to the scripts.
            await using var guard = await database.OpenConnectionAsync(cancellation);
            await using var take = new NpgsqlCommand("select pg_advisory_lock($1)", guard) { CommandTimeout = 0 };
            take.Parameters.Add(new NpgsqlParameter<long> { TypedValue = LockKey });
            await take.ExecuteNonQueryAsync(cancellation);
            SchemaScripts.Apply(Builder(database).WithTransaction(), Folder, logger);
            await using var rights = new NpgsqlCommand(SchemaScripts.Text("rights/postgresql.sql"), guard);
            await rights.ExecuteNonQueryAsync(cancellation);
            await using var give = new NpgsqlCommand("select pg_advisory_unlock($1)", guard);
            give.Parameters.Add(new NpgsqlParameter<long> { TypedValue = LockKey });
            await give.ExecuteNonQueryAsync(cancellation);
        }
        catch (NpgsqlException failure)
        {
            throw new StorageStartException(PostgresSentences.Of(failure, database.ConnectionString), failure);
        }
    }

    /// <summary>Sees that nothing is missing, as a user who may change nothing about it.</summary>
    /// <exception cref="StorageStartException">The database cannot be used, with the reason.</exception>
    public static async Task Check(NpgsqlDataSource database, CancellationToken cancellation)
    {
        try
        {
            // The library below says nothing useful of a server that is not there.
            await using (await database.OpenConnectionAsync(cancellation))
            {
            }

            if (SchemaScripts.Missing(Builder(database), Folder) is [var first, .. var more])
                throw new StorageStartException($"Storage:Migrate is false and the schema lacks {first}{(more.Length == 0 ? "" : $" and {more.Length} more")}: run --migrate-only as its owner first.");
        }
        catch (NpgsqlException failure)
        {
            throw new StorageStartException(PostgresSentences.Of(failure, database.ConnectionString), failure);
        }
    }

    private static DbUp.Builder.UpgradeEngineBuilder Builder(NpgsqlDataSource database) => DeployChanges.To
        .PostgresqlDatabase(new PostgresqlConnectionManager(database))
        .JournalToPostgresqlTable(null, SchemaScripts.Journal);
}
