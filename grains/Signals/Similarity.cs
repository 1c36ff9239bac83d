using System.Collections.Immutable;
using Suyuan.Projection;

namespace Suyuan.Signals;

/// <summary>
/// Are two reports about one incident? Points for place, parties and matter, from keys alone: what somebody said stays where it is.
/// Parties count by the share of those that the side with fewer names; words by the share of neighbouring letters in common. Pure.
/// </summary>
internal static class Similarity
{
    /// <summary>The most alike of those that are alike enough; the oldest of equals.</summary>
    public static (OpenMark Mark, int Points)? FirstOf(MarkRow mark, string? category, ImmutableArray<OpenMark> candidates, SignalPolicy policy)
    {
        (OpenMark Mark, int Points)? best = null;
        foreach (var candidate in candidates.Where(candidate => candidate.Number != mark.Number))
        {
            var points = Points(mark, category, candidate, policy);
            if (points >= policy.DuplicateFrom && (best is not { } known || points > known.Points || (points == known.Points && candidate.At < known.Mark.At)))
                best = (candidate, points);
        }

        return best;
    }

    public static int Points(MarkRow mark, string? category, OpenMark other, SignalPolicy policy) =>
        Place(mark.Area, other.Area, policy)
        + (int)(policy.SameParties * Shared(mark.Parties, other.Parties))
        + (category is not null && category == other.Category ? policy.SameCategory : 0)
        + (int)(policy.SameWords * WordMark.Likeness(mark.Words, other.Words));

    private static int Place(string one, string other, SignalPolicy policy) =>
        one == other ? policy.SameVillage
        : Marks.Township(one) == Marks.Township(other) ? policy.SameTownship
        : 0;

    private static double Shared(string one, string other)
    {
        var (mine, theirs) = (one.Split(' ', StringSplitOptions.RemoveEmptyEntries), other.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        var fewer = Math.Min(mine.Length, theirs.Length);
        return fewer == 0 ? 0 : (double)mine.Intersect(theirs).Count() / fewer;
    }
}
