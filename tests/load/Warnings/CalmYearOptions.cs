namespace Suyuan.Load.Warnings;

/// <param name="Years">How many years are played, each with its own past; more make the figures surer.</param>
/// <param name="Scatter">Percent by which a village's weeks scatter beyond chance (standard deviation).</param>
/// <param name="Clusters">How many clusters of each kind are injected.</param>
internal sealed record CalmYearOptions(int Seed, int Years, int Volume, int Scatter, int Clusters)
{
    public static CalmYearOptions From(IReadOnlyList<string> args)
    {
        var line = CommandLine.Parse(args, ["--seed", "--years", "--volume", "--scatter", "--clusters"], []);
        return new CalmYearOptions(
            line.Whole("--seed", 1, 0, int.MaxValue),
            line.Whole("--years", 1, 1, 20),
            line.Whole("--volume", 32_600, 1_000, 1_000_000),
            line.Whole("--scatter", 0, 0, 200),
            line.Whole("--clusters", 100, 0, 10_000));
    }
}
