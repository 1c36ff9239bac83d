using System.Diagnostics;
using HdrHistogram;
using Suyuan.Areas;
using Suyuan.Disputes;
using Suyuan.Identity;
using Suyuan.Load.Product;
using Suyuan.Matters;
using Suyuan.Mediators;

namespace Suyuan.Load.Bench;

/// <summary>
/// Many callers seek mediators for many cases at once, each case twice; some who are asked decline and some are silent. Then
/// every case and every mediator is looked at: no capacity exceeded, no case with two mediators or none, every silence passed on.
/// In one process without HTTP, on a clock that runs faster.
/// </summary>
internal sealed class Assignments(AssignmentsOptions options, TextWriter output)
{
    private const long LongestMicroseconds = 3_600_000_000;

    private static readonly Actor Coordinator = new("bench", Role.Coordinator);

    private static readonly LawBook Law = LawBook.Load();

    private readonly LongConcurrentHistogram _seeks = new(1, LongestMicroseconds, 3);

    public async Task<bool> Run(CancellationToken cancellation)
    {
        await using var place = await ProductPlace.Make(options.Postgres, keep: false, cancellation);
        await using var silo = await BenchSilo.Start(place, cancellation, options.Speed);
        var village = Law.Areas.All.First(area => area.Level is AreaLevel.Village);
        var mediators = await Enter(silo, village.Code.County);
        var numbers = await SeededDisputes.Cases(silo.Writer, village.Code.ToString(), options.Cases, Moment.Now(silo.Clock), cancellation);
        await output.WriteLineAsync(
            $"{(place.IsPostgres ? "PostgreSQL" : "SQLite")}: {options.Cases} cases, {options.Mediators} mediators of capacity {options.Capacity}, {options.Callers} callers, each case sought twice at once, {options.Speed}x clock");

        var watch = Stopwatch.StartNew();
        var silent = await Race(silo, numbers, cancellation);
        await output.WriteLineAsync(
            $"race: {watch.Elapsed.TotalSeconds:0.0} s = {options.Cases / watch.Elapsed.TotalSeconds:0} cases/s; seek p50 {Milliseconds(50):0} ms, p99 {Milliseconds(99):0} ms; {silent.Count} left unanswered");

        watch.Restart();
        var waiting = await Wait(silo, silent, watch, cancellation);
        await output.WriteLineAsync($"silences: passed on until nobody was left unanswered in {watch.Elapsed.TotalSeconds:0.0} s; {waiting} of the silent cases wait for the lead");
        return await new AssignmentsVerdict(silo, options, output).Reckon(numbers, mediators, silent);
    }

    private async Task<MatterNumber[]> Enter(BenchSilo silo, AreaCode county)
    {
        var numbers = Enumerable.Range(1, options.Mediators).Select(number => MatterNumber.Of(MediatorFacts.Kind, $"bench{number}")).ToArray();
        foreach (var few in numbers.Chunk(options.Callers))
            await Task.WhenAll(few.Select(number => silo.Grains.Matter<IMediatorGrain>(number).Put(
                new MediatorProfile { Name = "示例", Kind = MediatorKind.PartTime, Organisation = $"{county}-committee", Areas = [$"{county}"], Capacity = options.Capacity },
                new ActContext(Coordinator))));
        return numbers;
    }

    /// <summary>Each case is sought by two callers at once; the one who gets it answers for whoever is asked.</summary>
    private async Task<HashSet<DisputeNumber>> Race(BenchSilo silo, DisputeNumber[] numbers, CancellationToken cancellation)
    {
        var (next, silent) = (-1, new HashSet<DisputeNumber>());
        await Task.WhenAll(Enumerable.Range(0, options.Callers).Select(async _ =>
        {
            // Neighbours in the list go to two callers at once.
            for (int turn; (turn = Interlocked.Increment(ref next)) < numbers.Length * 2 && !cancellation.IsCancellationRequested;)
            {
                var number = numbers[turn / 2];
                var begun = Stopwatch.GetTimestamp();
                var sought = await silo.Grains.Dispute(number).Act(new SeekMediator { Strategy = SearchStrategy.BestRanked }, new ActContext(Coordinator));
                _seeks.RecordValue(Math.Max(1, (long)Stopwatch.GetElapsedTime(begun).TotalMicroseconds));
                if (!sought.Succeeded)
                {
                    if (sought.Refusal.Code is not RefusalCode.MediatorSought)
                        throw new InvalidOperationException($"The bench was refused: {sought.Refusal.Code}.");
                    continue;
                }

                if (await Answered(silo, number, sought.Value, turn / 2))
                    continue;
                lock (silent)
                    silent.Add(number);
            }
        }));
        return silent;
    }

    /// <summary>Of ten who are asked seven accept, one declines, and two say nothing. False: nothing was said.</summary>
    private static async Task<bool> Answered(BenchSilo silo, DisputeNumber number, DisputeView view, int seed)
    {
        for (var asked = 0; view.Assignment is { Phase: AssignmentPhase.Offered, Reserved: true }; asked++)
        {
            var roll = ((seed * 7) + (asked * 3)) % 10;
            if (roll >= 8)
                return false;
            var done = await silo.Grains.Dispute(number).Act(roll == 7 ? new DeclineOffer { Reason = "案件已多" } : new AcceptOffer(), new ActContext(Coordinator));
            if (!done.Succeeded)
                return false;
            view = done.Value;
        }

        return true;
    }

    /// <summary>Whoever is asked next accepts; until nobody is asked any more.</summary>
    private async Task<int> Wait(BenchSilo silo, HashSet<DisputeNumber> silent, Stopwatch watch, CancellationToken cancellation)
    {
        var open = silent.ToHashSet();
        var waiting = 0;
        while (open.Count > 0)
        {
            if (watch.Elapsed > options.Limit)
                throw new InvalidOperationException($"{open.Count} cases are still with somebody who is silent.");
            await Task.Delay(TimeSpan.FromSeconds(2), cancellation);
            foreach (var few in open.Chunk(options.Callers).ToArray())
                foreach (var (number, view) in await Task.WhenAll(few.Select(async number => (number, view: await silo.Grains.Dispute(number).View(Coordinator)))))
                {
                    if (view!.Assignment is { Phase: AssignmentPhase.Appointing })
                        waiting++;
                    else if (view.Assignment is not { Reserved: true } || !view.Assignment.Attempts.Any(attempt => attempt.Outcome is AttemptOutcome.Silent)
                        || !(await silo.Grains.Dispute(number).Act(new AcceptOffer(), new ActContext(Coordinator))).Succeeded)
                        continue;
                    open.Remove(number);
                }
        }

        return waiting;
    }

    private double Milliseconds(double percentile) => _seeks.GetValueAtPercentile(percentile) / 1000.0;
}
