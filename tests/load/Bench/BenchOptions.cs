namespace Suyuan.Load.Bench;

/// <param name="Postgres">Administrator's connection string, or null for SQLite.</param>
/// <param name="Window">How long each measurement lasts.</param>
internal sealed record BenchOptions(string? Postgres, TimeSpan Window, int Callers)
{
    public static BenchOptions From(IReadOnlyList<string> args)
    {
        var line = CommandLine.Parse(args, ["--database", "--postgres", "--seconds", "--callers"], []);
        return new BenchOptions(
            DatabaseChoice.From(line),
            WindowOf(line),
            line.Whole("--callers", 64, 1, 1_024));
    }

    /// <summary>Counting needs neither database nor callers.</summary>
    public static BenchOptions OfCounting(IReadOnlyList<string> args) =>
        new(null, WindowOf(CommandLine.Parse(args, ["--seconds"], [])), 1);

    private static TimeSpan WindowOf(CommandLine line) => TimeSpan.FromSeconds(line.Whole("--seconds", 10, 1, 300));
}
