namespace Suyuan.Load.Comparing;

/// <param name="Contenders">Which, in their order.</param>
/// <param name="Callers">Each waits for its answer.</param>
/// <param name="Warm">Of each measurement, left out.</param>
/// <param name="Window">Of each measurement.</param>
/// <param name="Rungs">Due at one instant; 0 leaves the bursts out.</param>
/// <param name="Lead">From the first written case of a burst to its first instant: writing, starting and warming must fit.</param>
/// <param name="Gap">Between the instants of a burst.</param>
/// <param name="Port">Of the comparison's own PostgreSQL.</param>
internal sealed record CompareOptions(Contender[] Contenders, bool Physical, int Runs, int Callers, TimeSpan Warm, TimeSpan Window, int Rungs, TimeSpan Lead, TimeSpan Gap, bool Rates, int? Port)
{
    private const string PhysicalKey = "e";

    public static CompareOptions From(IReadOnlyList<string> args)
    {
        var line = CommandLine.Parse(args, ["--only", "--runs", "--callers", "--warm", "--seconds", "--rungs", "--lead", "--gap", "--port"], ["--no-rates"]);
        string[] known = [.. Contender.All.Select(contender => contender.Key), PhysicalKey];
        var only = line.Text("--only")?.Split(',') ?? known;
        if (only.Except(known).Any())
            throw new UsageException($"--only takes some of {string.Join(',', known)}.");
        return new CompareOptions(
            [.. Contender.All.Where(contender => only.Contains(contender.Key))],
            only.Contains(PhysicalKey),
            line.Whole("--runs", 1, 1, 20),
            line.Whole("--callers", 64, 1, 1_024),
            TimeSpan.FromSeconds(line.Whole("--warm", 8, 0, 300)),
            TimeSpan.FromSeconds(line.Whole("--seconds", 10, 1, 300)),
            line.Whole("--rungs", 20_000, 0, 200_000),
            TimeSpan.FromSeconds(line.Whole("--lead", 75, 20, 600)),
            TimeSpan.FromSeconds(line.Whole("--gap", 30, 20, 300)),
            !line.Has("--no-rates"),
            line.Text("--port") is null ? null : line.Whole("--port", 0, 1_024, 65_535));
    }
}
