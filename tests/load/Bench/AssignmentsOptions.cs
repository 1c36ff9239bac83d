namespace Suyuan.Load.Bench;

/// <param name="Postgres">Administrator's connection string, or null for SQLite.</param>
/// <param name="Cases">Disputes that seek a mediator, each asked for by two callers at once.</param>
/// <param name="Mediators">Over how many.</param>
/// <param name="Capacity">Cases that each can lead at one time.</param>
/// <param name="Callers">Who race, each waiting for its answer.</param>
/// <param name="Speed">Seconds of the product's clock in one real second: two workdays must pass in minutes.</param>
internal sealed record AssignmentsOptions(string? Postgres, int Cases, int Mediators, int Capacity, int Callers, int Speed, TimeSpan Limit)
{
    public static AssignmentsOptions From(IReadOnlyList<string> args)
    {
        var line = CommandLine.Parse(args, ["--database", "--postgres", "--cases", "--mediators", "--capacity", "--callers", "--speed", "--limit"], []);
        return new AssignmentsOptions(
            DatabaseChoice.From(line),
            line.Whole("--cases", 10_000, 1, 200_000),
            line.Whole("--mediators", 200, 1, 10_000),
            line.Whole("--capacity", 45, 0, 200),
            line.Whole("--callers", 64, 2, 1_024),
            line.Whole("--speed", 1_000, 1, 86_400),
            TimeSpan.FromMinutes(line.Whole("--limit", 20, 1, 240)));
    }
}
