using Suyuan.Load.Comparing;

namespace Suyuan.Load.Overloading;

/// <param name="Contenders">Forms of the product that are tried in turn.</param>
/// <param name="Scan">Numbers of callers under which the capacity is looked at with the lanes wide open; empty: not at all.</param>
/// <param name="Connections">Most that are open at once.</param>
/// <param name="Window">Of the capacity and of each part of the load.</param>
/// <param name="Rungs">That fall due each second, all the time.</param>
/// <param name="Lead">From the first written case to the first rung.</param>
internal sealed record OverloadOptions(Contender[] Contenders, int[] Scan, int Connections, TimeSpan Warm, TimeSpan Window, int Rungs, TimeSpan Lead, int? Port)
{
    /// <summary>Who is measured in the closed loop, each waiting for his answer.</summary>
    public const int Callers = 64;

    private static readonly int[] Steps = [8, 16, 32, 64, 128, 256];

    public static OverloadOptions From(IReadOnlyList<string> args)
    {
        var line = CommandLine.Parse(args, ["--only", "--connections", "--warm", "--seconds", "--rungs", "--lead", "--port"], ["--scan"]);
        var only = line.Text("--only")?.Split(',') ?? ["b", "b1"];
        string[] known = [.. Contender.All.Where(contender => contender is { IsPlain: false, Postgres: true }).Select(contender => contender.Key)];
        if (only.Except(known).Any())
            throw new UsageException($"--only takes some of {string.Join(',', known)}.");
        return new OverloadOptions(
            [.. Contender.All.Where(contender => only.Contains(contender.Key))],
            line.Has("--scan") ? Steps : [],
            line.Whole("--connections", 384, 8, 2_048),
            TimeSpan.FromSeconds(line.Whole("--warm", 10, 1, 300)),
            TimeSpan.FromSeconds(line.Whole("--seconds", 10, 5, 300)),
            line.Whole("--rungs", 10, 1, 1_000),
            TimeSpan.FromSeconds(line.Whole("--lead", 60, 10, 600)),
            line.Text("--port") is null ? null : line.Whole("--port", 0, 1_024, 65_535));
    }
}
