using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;

namespace Suyuan.Load.Failures;

/// <summary>Faults in random order for as long as one likes; after each the histories are checked, and at the end everything.</summary>
internal sealed class FailureRun(FailureOptions options, TextWriter output)
{
    private const int MostFindings = 20;

    private readonly Stopwatch _watch = new();
    private readonly List<Blow> _blows = [];

    public IReadOnlyList<Blow> Blows => _blows;

    /// <summary>What was left when it had come to rest; null before.</summary>
    public Reckoned? End { get; private set; }

    /// <returns>0 when nothing acknowledged was lost or doubled, no rung missed, no answer was wrong, and the ledger is intact.</returns>
    public async Task<int> Run(CancellationToken cancellation)
    {
        await Say($"seed {options.Seed}, {(options.Once ? "once each" : $"{options.Lasting.TotalMinutes:0} minutes")}: {string.Join(", ", options.Faults.Select(fault => Kebab.Of(fault)))}");
        var before = options.Faults.Contains(Fault.RollingUpgrade) ? await PreviousBuild.Make(cancellation) : null;
        _watch.Start();
        await Play(before, cancellation);
        await Summary();
        return IsClean ? 0 : 1;
    }

    private bool IsClean => _blows.All(blow => blow.Findings.IsEmpty) && End is { Findings.IsEmpty: true, LedgerIntact: true, Registrations: > 0 };

    private async Task Play(Build? before, CancellationToken cancellation)
    {
        await using var trial = await Trial.Begin(before, options.Seed, quick: options.Once, cancellation);
        await Say($"{ProcessCluster.SiloCount} silos, {ProcessCluster.ApiCount} API nodes and PostgreSQL stand");
        foreach (var fault in Shuffled())
        {
            var blow = await trial.Strike(fault, cancellation);
            _blows.Add(blow);
            await Say(string.Create(CultureInfo.InvariantCulture,
                $"{Kebab.Of(fault),-18}{blow.Took.TotalSeconds,6:0.0} s, {blow.Acknowledged} acknowledged meanwhile, longest silence {blow.Silence.TotalSeconds:0.0} s, served {blow.Back.TotalSeconds:0.0} s after"));
            await Findings(blow.Findings);
        }

        var end = await trial.Settle(cancellation);
        End = end;
        await Findings(end.Findings);
        if (!IsClean)
            await Say($"the logs are kept in {trial.KeepLogs()}");
    }

    /// <summary>The upgrade first; then every fault once in a random order, and again, while there is time.</summary>
    private IEnumerable<Fault> Shuffled()
    {
        if (options.Faults.Contains(Fault.RollingUpgrade))
            yield return Fault.RollingUpgrade;
        var random = new Random(options.Seed);
        for (var round = options.Faults.Remove(Fault.RollingUpgrade).ToArray(); round.Length > 0;)
        {
            random.Shuffle(round);
            foreach (var fault in round)
            {
                if (!options.Once && _watch.Elapsed >= options.Lasting)
                    yield break;
                yield return fault;
            }

            if (options.Once)
                yield break;
        }
    }

    private async Task Summary()
    {
        foreach (var blows in _blows.GroupBy(blow => blow.Fault))
        {
            await Say(string.Create(CultureInfo.InvariantCulture,
                $"{Kebab.Of(blows.Key),-18}{blows.Count(),3} times; longest silence median {Median(blows, blow => blow.Silence):0.0} s, most {blows.Max(blow => blow.Silence).TotalSeconds:0.0} s"));
        }

        if (End is { } end)
        {
            await Say($"{end.Registrations} registrations and {end.Acts} commands acknowledged, {end.Reads} readings ({end.StaleReads} of them stale); {end.Requests} requests, {end.Repeats} repeated");
            await Say($"lost {end.History.Lost.Length}, doubled {end.History.Duplicated.Length}, rungs due {end.History.Due}, missed {end.History.Missed.Length}, "
                + $"contradictions {end.History.Contradictions.Length}, ledger {(end.LedgerIntact ? "intact" : "NOT INTACT")}; at rest after {end.Settled.TotalSeconds:0} s");
            await Say(string.Create(CultureInfo.InvariantCulture, $"rungs fired {end.Late.Length}: late p50 {At(end.Late, 0.5):0.00} s, p99 {At(end.Late, 0.99):0.0} s, max {At(end.Late, 1):0.0} s"));
            await Say($"answers that were not: {string.Join(", ", end.Refusals.OrderByDescending(refusal => refusal.Value).Select(refusal => $"{refusal.Key} {refusal.Value}"))}");
        }
    }

    private async Task Findings(ImmutableArray<string> findings)
    {
        foreach (var finding in findings.Take(MostFindings))
            await Say($"  FOUND {finding}");
        if (findings.Length > MostFindings)
            await Say($"  and {findings.Length - MostFindings} more");
    }

    private Task Say(string line) => output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{_watch.Elapsed.TotalSeconds,6:0}  {line}"));

    private static double Median(IEnumerable<Blow> blows, Func<Blow, TimeSpan> of) => At([.. blows.Select(of).Order()], 0.5);

    private static double At(ImmutableArray<TimeSpan> sorted, double share) => sorted.IsEmpty ? 0 : sorted[(int)Math.Min(sorted.Length - 1, share * sorted.Length)].TotalSeconds;
}
