namespace Suyuan.Load;

/// <summary>Which database a command runs on.</summary>
internal static class DatabaseChoice
{
    public const string Variable = "SUYUAN_TEST_POSTGRES";

    /// <summary>Administrator's connection string for PostgreSQL, or null for SQLite.</summary>
    public static string? From(CommandLine line)
    {
        var given = line.Text("--postgres");
        if (line.OneOf("--database", given is null ? "sqlite" : "postgres", "sqlite", "postgres") is "sqlite")
            return given is null ? null : throw new UsageException("--postgres has no meaning with --database sqlite.");
        var connection = given ?? Environment.GetEnvironmentVariable(Variable);
        return string.IsNullOrEmpty(connection)
            ? throw new UsageException($"--database postgres needs --postgres or the environment variable {Variable}.")
            : connection;
    }
}
