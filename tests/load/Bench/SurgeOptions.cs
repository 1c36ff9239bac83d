namespace Suyuan.Load.Bench;

/// <param name="Postgres">Administrator's connection string, or null for SQLite.</param>
/// <param name="Claims">Against the one employer.</param>
/// <param name="Rate">Registrations a second in the other counties, before and meanwhile.</param>
/// <param name="Calm">How long they are measured before.</param>
/// <param name="Surge">In how long the claims come.</param>
internal sealed record SurgeOptions(string? Postgres, int Claims, int Rate, TimeSpan Calm, TimeSpan Surge)
{
    public static SurgeOptions From(IReadOnlyList<string> args)
    {
        var line = CommandLine.Parse(args, ["--database", "--postgres", "--claims", "--rate", "--calm", "--seconds"], []);
        return new SurgeOptions(
            DatabaseChoice.From(line),
            line.Whole("--claims", 5_000, 100, 1_000_000),
            line.Whole("--rate", 10, 1, 1_000),
            TimeSpan.FromSeconds(line.Whole("--calm", 60, 5, 3_600)),
            TimeSpan.FromSeconds(line.Whole("--seconds", 180, 5, 3_600)));
    }
}
