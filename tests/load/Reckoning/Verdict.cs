using System.Collections.Immutable;
using System.Text.Json;
using Suyuan.Load.Talk;

namespace Suyuan.Load.Reckoning;

/// <summary>The product's word and its records laid side by side. Each finding is a sentence about one thing that is wrong.</summary>
internal sealed record Verdict(int Due, ImmutableArray<string> Missed, ImmutableArray<string> Duplicated, ImmutableArray<string> Lost)
{
    public bool IsClean => Missed.IsEmpty && Duplicated.IsEmpty && Lost.IsEmpty;

    /// <param name="until">Rungs up to here must have fired.</param>
    public static Verdict Of(Records records, Told told, LawBook law, DateTimeOffset until)
    {
        var stories = ClockStory.Tell(records.Steps);
        var known = records.Fired.ToDictionary(rung => (rung.Number, rung.ClockId, rung.Rung));
        var said = records.Steps.Where(step => step.Act is "rung").Select(Said).ToLookup(rung => rung);
        var due = 0;
        var missed = ImmutableArray.CreateBuilder<string>();
        var possible = new HashSet<(string, string, string)>();
        foreach (var clock in records.Clocks)
        {
            if (!stories.TryGetValue((clock.Number, clock.ClockId), out var story))
            {
                missed.Add($"{clock.Number} {clock.ClockId}: the history does not know this clock");
                continue;
            }

            possible.UnionWith(ExpectedRungs.Of(clock, story, law, DateTimeOffset.MaxValue).Keys);
            foreach (var (rung, at) in ExpectedRungs.Of(clock, story, law, until))
            {
                due++;
                if (!known.TryGetValue(rung, out var fired))
                    missed.Add($"{rung} was due at {at:yyyy-MM-dd HH:mm:ss}");
                else if ((fired.DueAt - at).Duration() > TimeSpan.FromMilliseconds(1))
                    missed.Add($"{rung} was due at {at:yyyy-MM-dd HH:mm:ss.fff}, the product says {fired.DueAt.ToOffset(Moment.ChinaOffset):yyyy-MM-dd HH:mm:ss.fff}");
                if (!said.Contains(rung))
                    missed.Add($"{rung} stands in no history");
            }
        }

        return new Verdict(due, missed.ToImmutable(), [.. TwiceDone(said, known.Keys, possible), .. TwiceRegistered(records, told), .. TwiceActed(records, told)], [.. LostOf(records, told)]);
    }

    private static IEnumerable<string> TwiceDone(
        ILookup<(string, string, string), (string, string, string)> said, IEnumerable<(string, string, string)> known, HashSet<(string, string, string)> possible) =>
        said.Where(rung => rung.Count() > 1).Select(rung => $"{rung.Key} was said {rung.Count()} times")
            .Concat(known.Where(rung => !possible.Contains(rung)).Select(rung => $"{rung} fired and should not have"));

    private static IEnumerable<string> TwiceRegistered(Records records, Told told) =>
        from dispute in records.Disputes
        where !told.Registered.ContainsKey(dispute.Number)
        select $"{dispute.Number} stands in the records and nobody was given it";

    private static IEnumerable<string> TwiceActed(Records records, Told told) =>
        from acts in ActsOf(records)
        let most = told.Done.GetValueOrDefault(acts.Key) + told.Unknown.GetValueOrDefault(acts.Key)
        where acts.Value > most
        select $"{acts.Key} stands {acts.Value} times in the history and was acknowledged {most} times";

    private static IEnumerable<string> LostOf(Records records, Told told)
    {
        var acts = ActsOf(records);
        var numbers = records.Disputes.Select(dispute => dispute.Number).ToHashSet();
        return told.Registered.Keys.Where(number => !numbers.Contains(number)).Select(number => $"{number} was acknowledged and is not there")
            .Concat(from done in told.Done
                    where acts.GetValueOrDefault(done.Key) < done.Value
                    select $"{done.Key} was acknowledged {done.Value} times and stands {acts.GetValueOrDefault(done.Key)} times in the history");
    }

    private static Dictionary<(string Number, string Act), int> ActsOf(Records records) =>
        records.Steps.Where(step => step.ActorId is not "system" && step.Act is not "register")
            .GroupBy(step => (step.Number, step.Act))
            .ToDictionary(steps => steps.Key, steps => steps.Count());

    private static (string, string, string) Said(Step step)
    {
        using var data = JsonDocument.Parse(step.Data);
        var said = data.RootElement.GetProperty("said");
        return (step.Number, said.GetProperty("clock").GetString()!, said.GetProperty("rung").GetString()!);
    }
}
