using Npgsql;
using Suyuan.Tests.Product;
using Xunit;

namespace Suyuan.Tests.Support;

/// <summary>Takes the product's database away and gives it back, without its server.</summary>
internal static class DatabaseAway
{
    /// <summary>Ends every connection and lets no new one in.</summary>
    public static Task Begin(RunningProduct product) => Set(product, allowed: false);

    public static Task End(RunningProduct product) => Set(product, allowed: true);

    private static async Task Set(RunningProduct product, bool allowed)
    {
        var target = new NpgsqlConnectionStringBuilder(product.Database.Options.ConnectionString);
        var name = target.Database;
        target.Database = "postgres";
        await using var connection = new NpgsqlConnection(target.ToString());
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand(
            $"alter database {name} allow_connections {allowed}; select pg_terminate_backend(pid) from pg_stat_activity where datname = '{name}'", connection);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }
}
