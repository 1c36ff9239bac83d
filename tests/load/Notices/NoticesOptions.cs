namespace Suyuan.Load.Notices;

/// <param name="Postgres">Administrator's connection string, or null for SQLite.</param>
/// <param name="Window">How long a measurement lasts.</param>
internal sealed record NoticesOptions(string? Postgres, int Notices, int Agencies, int Kills, int Readers, int Rate, TimeSpan Window, int Seed)
{
    public static NoticesOptions From(IReadOnlyList<string> args)
    {
        var line = CommandLine.Parse(
            args, ["--database", "--postgres", "--notices", "--agencies", "--kills", "--readers", "--rate", "--seconds", "--seed"], []);
        return new NoticesOptions(
            DatabaseChoice.From(line),
            line.Whole("--notices", 20_000, 10, 1_000_000),
            line.Whole("--agencies", 50, 1, 90),
            line.Whole("--kills", 3, 0, 100),
            line.Whole("--readers", 200, 1, 500),
            line.Whole("--rate", 100, 1, 10_000),
            TimeSpan.FromSeconds(line.Whole("--seconds", 60, 1, 3_600)),
            line.Whole("--seed", 1, 0, int.MaxValue));
    }
}
