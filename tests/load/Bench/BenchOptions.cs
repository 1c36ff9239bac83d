namespace Suyuan.Load.Bench;

/// <param name="Postgres">Administrator's connection string, or null for SQLite.</param>
/// <param name="Window">How long each measurement lasts.</param>
/// <param name="Http">Also over HTTP, against the product as a process.</param>
internal sealed record BenchOptions(string? Postgres, TimeSpan Window, int Callers, bool Http)
{
    public static BenchOptions From(IReadOnlyList<string> args)
    {
        var line = CommandLine.Parse(args, ["--database", "--postgres", "--seconds", "--callers"], ["--http"]);
        return new BenchOptions(
            DatabaseChoice.From(line),
            TimeSpan.FromSeconds(line.Whole("--seconds", 10, 1, 300)),
            line.Whole("--callers", 64, 1, 1_024),
            line.Has("--http"));
    }
}
