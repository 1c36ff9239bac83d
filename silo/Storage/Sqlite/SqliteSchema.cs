using DbUp;
using DbUp.Sqlite.Helpers;
using Microsoft.Data.Sqlite;

namespace Suyuan.Storage;

/// <summary>Brings a SQLite file to this version's schema, in one transaction, once at a time.</summary>
internal static class SqliteSchema
{
    /// <summary>"SUYN": says in the file's header whose file it is.</summary>
    private const long ApplicationId = 0x5355594E;

    /// <exception cref="StorageStartException">The file cannot be used, with the reason.</exception>
    public static void Apply(SqliteDataSource file, ILogger logger)
    {
        try
        {
            using var connection = file.OpenAlone();
            RefuseForeign(connection, file.Path);
            // Outside the transaction: the journal mode cannot change inside one.
            Execute(connection, "pragma journal_mode = wal");
            Execute(connection, "begin immediate");
            Execute(connection, $"pragma application_id = {ApplicationId}");
            using var shared = new SharedConnection(connection);
            SchemaScripts.Apply(
                DeployChanges.To.SqliteDatabase(shared).JournalToSqliteTable(SchemaScripts.Journal), "sqlite/", logger);
            Execute(connection, "commit");
        }
        catch (SqliteException failure)
        {
            throw new StorageStartException(SqliteSentences.Of(failure, file.Path), failure);
        }
    }

    private static void RefuseForeign(SqliteConnection connection, string path)
    {
        if (Scalar(connection, "pragma application_id") == ApplicationId)
            return;
        if (Scalar(connection, "select count(*) from sqlite_master") != 0)
            throw new StorageStartException($"Storage:Path: '{path}' is a SQLite database of another program.");
    }

    private static long Scalar(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (long)command.ExecuteScalar()!;
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
