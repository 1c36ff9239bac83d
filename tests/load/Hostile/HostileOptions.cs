using Suyuan.Load.Driving;

namespace Suyuan.Load.Hostile;

/// <param name="Postgres">Administrator's connection; null: SQLite.</param>
/// <param name="Url">A product that runs already; null: one of this run's own, whose database is looked at as well.</param>
/// <param name="Key">Its key of trial tokens.</param>
/// <param name="Limited">With the rate limits of the product as they are, and not wide open.</param>
internal sealed record HostileOptions(int Requests, int Seed, int Callers, string? Postgres, Uri? Url, string Key, bool Limited, bool Keep)
{
    public static HostileOptions From(IReadOnlyList<string> args)
    {
        var line = CommandLine.Parse(args, ["--requests", "--seed", "--callers", "--database", "--postgres", "--url", "--key"], ["--limited", "--keep"]);
        return new HostileOptions(
            line.Whole("--requests", 100_000, 100, 100_000_000),
            line.Whole("--seed", 1, 0, int.MaxValue),
            line.Whole("--callers", 16, 1, 256),
            DatabaseChoice.From(line),
            line.Text("--url") is { } url ? Uri.TryCreate(url, UriKind.Absolute, out var address) ? address : throw new UsageException("--url must be an address.") : null,
            line.Text("--key") ?? Tokens.Key,
            line.Has("--limited"),
            line.Has("--keep"));
    }
}
