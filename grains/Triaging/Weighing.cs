using System.Collections.Immutable;

namespace Suyuan.Triaging;

/// <summary>From cues to ranked categories. Whole points only: a score is the sum of its reasons, in whatever order they are added.</summary>
internal static class Weighing
{
    /// <summary>Every category that something speaks for, the likeliest first; equals in the order of their codes.</summary>
    public static ImmutableArray<Weighed> Of(IReadOnlyDictionary<string, FoundWords> found, TriageBook book)
    {
        var reasons = book.Rules.Where(rule => Applies(rule, found))
            .Select(rule => (rule.Category, Reason: new TriageReason(rule.Id, rule.Weight, [.. rule.When.Select(cue => found[cue])])))
            .ToLookup(spoken => spoken.Category, spoken => spoken.Reason);
        var doubts = reasons[TriageRule.Every].ToImmutableArray();
        var points = reasons.Where(category => category.Key is not TriageRule.Every)
            .Select(category => (Category: category.Key, Points: category.Sum(reason => reason.Weight)))
            .Where(category => category.Points > 0)
            .OrderByDescending(category => category.Points)
            .ThenBy(category => category.Category, StringComparer.Ordinal)
            .ToImmutableArray();
        return [.. points.Select((category, place) => Weigh(category.Category, category.Points, Lead(points, place)))];

        Weighed Weigh(string category, int own, int lead)
        {
            var score = own + doubts.Sum(doubt => doubt.Weight);
            var because = reasons[category].Concat(doubts).OrderByDescending(reason => reason.Weight).ThenBy(reason => reason.Rule, StringComparer.Ordinal);
            return new Weighed(category, own, score, book.Confidence.Of(score, lead), lead, [.. because]);
        }
    }

    private static bool Applies(TriageRule rule, IReadOnlyDictionary<string, FoundWords> found) =>
        rule.When.All(found.ContainsKey) && !rule.Unless.Any(found.ContainsKey);

    private static int Lead(ImmutableArray<(string Category, int Points)> ranked, int place)
    {
        var (own, first) = (ranked[place].Points, ranked[0].Points);
        if (place > 0)
            return 100 * (own - first) / first;
        return ranked.Length > 1 ? 100 * (own - ranked[1].Points) / own : 100;
    }
}

/// <param name="Points">What speaks for this category alone.</param>
/// <param name="Score">With the doubts that concern all alike.</param>
/// <param name="Lead">Ahead of the next, in per cent of its points; behind the first, negative.</param>
internal sealed record Weighed(string Category, int Points, int Score, int Confidence, int Lead, ImmutableArray<TriageReason> Because);
