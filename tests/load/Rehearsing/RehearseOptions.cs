namespace Suyuan.Load.Rehearsing;

/// <param name="Postgres">Administrator's connection string, or null for SQLite.</param>
/// <param name="KillAfter">Real time after which the product is killed once; null for never.</param>
/// <param name="Limit">Real time after which nobody acts any more.</param>
internal sealed record RehearseOptions(
    string? Texts, int Disputes, int Speed, int Seed, string? Postgres, TimeSpan? KillAfter, TimeSpan Limit, bool Keep)
{
    private const int UsualSpeed = 43_200;

    public static RehearseOptions From(IReadOnlyList<string> args)
    {
        var line = CommandLine.Parse(
            args,
            ["--texts", "--disputes", "--speed", "--seed", "--database", "--postgres", "--kill-after", "--limit"],
            ["--keep"]);
        return new RehearseOptions(
            line.Text("--texts"),
            line.Whole("--disputes", 500, 1, 100_000),
            line.Whole("--speed", UsualSpeed, 1, 1_000_000),
            line.Whole("--seed", 1, 0, int.MaxValue),
            DatabaseChoice.From(line),
            line.Has("--kill-after") ? TimeSpan.FromSeconds(line.Whole("--kill-after", 0, 1, 86_400)) : null,
            TimeSpan.FromMinutes(line.Whole("--limit", 8, 1, 1_440)),
            line.Has("--keep"));
    }
}
