namespace Suyuan.Load.Bench;

/// <param name="Postgres">Administrator's connection string, or null for SQLite.</param>
/// <param name="Clocks">Open clocks at least, before the law changes.</param>
/// <param name="Callers">Who work meanwhile, each waiting for its answer.</param>
/// <param name="Quiet">How long their work is measured before the change.</param>
internal sealed record RecountOptions(string? Postgres, int Clocks, int Callers, TimeSpan Quiet)
{
    public static RecountOptions From(IReadOnlyList<string> args)
    {
        var line = CommandLine.Parse(args, ["--database", "--postgres", "--clocks", "--callers", "--seconds"], []);
        return new RecountOptions(
            DatabaseChoice.From(line),
            line.Whole("--clocks", 100_000, 3, 10_000_000),
            line.Whole("--callers", 8, 1, 1_024),
            TimeSpan.FromSeconds(line.Whole("--seconds", 20, 1, 300)));
    }
}
