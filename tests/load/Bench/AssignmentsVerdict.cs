using System.Text.Json;
using HdrHistogram;
using Suyuan.Disputes;
using Suyuan.Identity;
using Suyuan.Matters;
using Suyuan.Mediators;

namespace Suyuan.Load.Bench;

/// <summary>What became of the race, read from every grain and from the histories.</summary>
internal sealed class AssignmentsVerdict(BenchSilo silo, AssignmentsOptions options, TextWriter output)
{
    private const int AtOnce = 64;

    private const int PerPage = 200;

    private static readonly Actor Reader = new("bench", Role.Coordinator);

    /// <returns>True when nothing was exceeded, doubled, lost or left behind.</returns>
    public async Task<bool> Reckon(DisputeNumber[] numbers, MatterNumber[] mediators, HashSet<DisputeNumber> silent)
    {
        var entries = await Each(mediators, async number => (await silo.Grains.Matter<IMediatorGrain>(number).View(Reader)).Value!);
        var most = await Each(mediators, Most);
        var places = entries.SelectMany(entry => entry.Cases, (entry, number) => (Number: number, Mediator: entry.Number.ToString())).ToLookup(place => place.Number, place => place.Mediator);
        var views = await Each(numbers, async number => (await silo.Grains.Dispute(number).View(Reader))!);
        var exceeded = entries.Count(entry => entry.Load > entry.Capacity) + most.Count(load => load > options.Capacity);
        var two = views.Count(view => places[view.Number].Count() > 1);
        var held = views.Count(view => view.Assignment is { Phase: AssignmentPhase.Held });
        var appointing = views.Count(view => view.Assignment is { Phase: AssignmentPhase.Appointing } && HasClock(view, "mediator-appoint-"));
        var none = views.Count(view => !IsSettled(view, [.. places[view.Number]]));
        await output.WriteLineAsync(
            $"capacity: {exceeded} exceeded (most at once {most.Max()} of {options.Capacity}); {entries.Sum(entry => entry.Load)} places held by {entries.Length} mediators");
        await output.WriteLineAsync(
            $"cases: {two} with two mediators, {none} with neither a mediator nor a waiting state with a clock; {held} have a mediator, {appointing} wait for the lead");
        var late = await Lateness(silent);
        var missed = silent.Count - late.Cases;
        await output.WriteLineAsync(
            $"silences: {late.Histogram.TotalCount} passed on, {missed} cases missed; lateness in real time p50 {late.Histogram.GetValueAtPercentile(50)} ms, p99 {late.Histogram.GetValueAtPercentile(99)} ms, "
            + $"longest {late.Histogram.GetMaxValue()} ms (all end at the same midnight), {late.Early} too early");
        return exceeded + two + none + missed + late.Early == 0;
    }

    /// <summary>One mediator whose list agrees, or a waiting state with its clock and nobody's list.</summary>
    private static bool IsSettled(DisputeView view, string[] places) => view.Assignment switch
    {
        { Phase: AssignmentPhase.Held, Mediator: { } mediator } => places is [var one] && one == mediator && view.Mediator == mediator,
        { Phase: AssignmentPhase.Offered, Mediator: { } mediator } => places is [var one] && one == mediator && HasClock(view, "mediator-answer-"),
        { Phase: AssignmentPhase.Appointing } => places.Length == 0 && HasClock(view, "mediator-appoint-"),
        _ => false,
    };

    private static bool HasClock(DisputeView view, string key) =>
        view.Clocks.Any(clock => clock.Status is Deadlines.ClockStatus.Running && clock.Id.StartsWith(key, StringComparison.Ordinal));

    /// <summary>The most places that a mediator held at one time, by the history of the list.</summary>
    private async Task<int> Most(MatterNumber mediator)
    {
        var (load, most) = (0, 0);
        await foreach (var step in Steps(cursor => silo.Grains.GetGrain<IMatterQueryGrain>(0).History(mediator, cursor, PerPage, Suyuan.Identity.Actor.Clockwork)))
        {
            load += step.Act switch { "reserve" => 1, "release" or "free" => -1, _ => 0 };
            most = Math.Max(most, load);
        }

        return most;
    }

    private async Task<(LongHistogram Histogram, int Cases, int Early)> Lateness(HashSet<DisputeNumber> silent)
    {
        var (histogram, cases, early) = (new LongHistogram(3_600_000, 3), 0, 0);
        foreach (var few in silent.Chunk(AtOnce))
            foreach (var steps in await Task.WhenAll(few.Select(async number => await Silences(number))))
            {
                cases += steps.Count > 0 ? 1 : 0;
                foreach (var late in steps)
                {
                    early += late < TimeSpan.Zero ? 1 : 0;
                    histogram.RecordValue(Math.Max(0, (long)(late.TotalMilliseconds / options.Speed)));
                }
            }

        return (histogram, cases, early);
    }

    private async Task<List<TimeSpan>> Silences(DisputeNumber number)
    {
        var late = new List<TimeSpan>();
        await foreach (var step in Steps(cursor => silo.Grains.GetGrain<IDisputeQueryGrain>(0).History(number, cursor, PerPage, Suyuan.Identity.Actor.Clockwork)))
        {
            if (step.Act != "silence-next-mediator")
                continue;
            using var data = JsonDocument.Parse(step.Data);
            var end = DateOnly.Parse(data.RootElement.GetProperty("said").GetProperty("end").GetString()!, System.Globalization.CultureInfo.InvariantCulture);
            late.Add(step.At - Moment.StartOf(end.AddDays(1)));
        }

        return late;
    }

    private static async IAsyncEnumerable<HistoryEvent> Steps(Func<string?, Task<Result<Page<HistoryEvent>>>> ask)
    {
        string? cursor = null;
        do
        {
            var page = (await ask(cursor)).Value!;
            foreach (var step in page.Items)
                yield return step;
            cursor = page.Next;
        }
        while (cursor is not null);
    }

    private static async Task<TOut[]> Each<TIn, TOut>(IEnumerable<TIn> items, Func<TIn, Task<TOut>> ask)
    {
        var answers = new List<TOut>();
        foreach (var few in items.Chunk(AtOnce))
            answers.AddRange(await Task.WhenAll(few.Select(ask)));
        return [.. answers];
    }
}
