using System.Collections.Immutable;
using System.Text.Json;

namespace Suyuan.Load.Reckoning;

/// <summary>A stretch of a clock's life in which nothing was done to it.</summary>
/// <param name="From">Instant at which the step that began it took effect.</param>
/// <param name="To">The same of the step that ended it, or null while it lasts.</param>
/// <param name="End">Last day, as it was counted then; null while the clock is armed.</param>
internal sealed record Stretch(DateTimeOffset From, DateTimeOffset? To, string Status, DateOnly? End);

/// <summary>What happened to each clock, as the steps of the history tell it.</summary>
internal static class ClockStory
{
    public static Dictionary<(string Number, string Clock), ImmutableArray<Stretch>> Tell(IEnumerable<Step> steps)
    {
        var stories = new Dictionary<(string Number, string Clock), ImmutableArray<Stretch>>();
        foreach (var step in steps)
        {
            using var data = JsonDocument.Parse(step.Data);
            if (!data.RootElement.TryGetProperty("clocks", out var effects))
                continue;
            foreach (var effect in effects.EnumerateArray())
            {
                var key = (step.Number, effect.GetProperty("id").GetString()!);
                var at = Effective(step, data.RootElement);
                var next = new Stretch(at, null, effect.GetProperty("status").GetString()!, effect.TryGetProperty("end", out var end) ? end.Deserialize<DateOnly>() : null);
                var story = stories.GetValueOrDefault(key, []);
                stories[key] = story is [.., var last] ? story.SetItem(story.Length - 1, last with { To = at }).Add(next) : [next];
            }
        }

        return stories;
    }

    /// <summary>Silence has its effect as of the end of its limit, however much later the product looks at it.</summary>
    private static DateTimeOffset Effective(Step step, JsonElement data) =>
        step.ActorId is "system" && data.TryGetProperty("said", out var said) && said.TryGetProperty("effect", out _)
            ? said.GetProperty("at").GetDateTimeOffset()
            : step.At;
}
