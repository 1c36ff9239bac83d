using System.Collections.Immutable;
using System.Globalization;
using Suyuan.Deadlines;
using Suyuan.Warnings;

namespace Suyuan.Signals;

/// <summary>How grave a signal is, and why: people, words, vulnerable persons, repetition, a hot field. Pure; every point has its reason.</summary>
internal static class SignalGrading
{
    public static SignalGrade Of(string narrative, int? people, bool vulnerable, int reports, SignalPolicy policy, HotFieldRow? hot = null)
    {
        var reasons = ImmutableArray.CreateBuilder<SignalReason>();
        foreach (var term in policy.Terms)
        {
            // That somebody needs protection may be said by the box as well as by a word.
            if (term.FoundIn(narrative) is { } found)
                reasons.Add(new SignalReason(term.Reason, term.Points, term.Words, found));
            else if (vulnerable && term.Reason is Vulnerable)
                reasons.Add(new SignalReason(term.Reason, term.Points, term.Words, null));
        }

        if (policy.People.LastOrDefault(step => people >= step.From) is { From: > 0 } group)
            reasons.Add(new SignalReason("people", group.Points, new Sentence($"涉及 {people} 人", $"{people} persons involved"), Text(group.From)));
        if (reports >= policy.Repeated)
            reasons.Add(new SignalReason("repeated", policy.RepeatedPoints, new Sentence($"已上报 {reports} 次", $"reported {reports} times"), Text(policy.Repeated)));
        if (hot is { SignalPoints: > 0 })
            reasons.Add(new SignalReason(HotField, hot.SignalPoints, hot.Words, hot.Category));
        return new SignalGrade(policy.GradeOf(reasons.Sum(reason => reason.Points)), reasons.Sum(reason => reason.Points), reasons.ToImmutable());
    }

    private const string Vulnerable = "vulnerable";

    private const string HotField = "hot-field";

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}

/// <summary>The grade of a signal and the points that it has.</summary>
/// <param name="Level">None: an ordinary signal.</param>
[GenerateSerializer, Alias("signal-grade")]
internal sealed record SignalGrade([property: Id(0)] WarningLevel Level, [property: Id(1)] int Points, [property: Id(2)] ImmutableArray<SignalReason> Reasons);
