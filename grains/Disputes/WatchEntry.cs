using System.Collections.Immutable;
using Suyuan.Deadlines;
using Suyuan.Identity;

namespace Suyuan.Disputes;

/// <summary>
/// 重点关注 by rule: looked at after every command and whenever time has done something, so a case is on the list from the
/// moment the facts hold. A rule that has spoken speaks again only when its facts have grown.
/// </summary>
internal static class WatchEntry
{
    private const string Basis = "决定（九）重点关注";

    /// <summary>The same object when no rule has anything new to say.</summary>
    public static DisputeState Look(DisputeState dispute, Scene scene)
    {
        if (!dispute.IsOpen)
            return dispute.WatchAt is null ? dispute : dispute with { WatchAt = null };
        var hits = scene.Law.WatchRules.Rows
            .Select(rule => (Rule: rule, Level: rule.LevelOf(dispute, scene.Now)))
            .Where(hit => hit.Level > dispute.WatchSpoken.GetValueOrDefault(hit.Rule.Id))
            .ToImmutableArray();
        if (!hits.IsEmpty)
            dispute = Entered(dispute, hits, scene with { By = Actor.Clockwork });
        dispute = InHotField(dispute, scene with { By = Actor.Clockwork });
        var next = scene.Law.WatchRules.NextAt(dispute);
        return next == dispute.WatchAt ? dispute : dispute with { WatchAt = next };
    }

    /// <summary>Puts the case on the list, or adds the reason to those that it is there for; the higher grade counts.</summary>
    private static DisputeState Entered(DisputeState before, ImmutableArray<(WatchRule Rule, int Level)> hits, Scene scene)
    {
        var grade = hits.Max(hit => hit.Rule.Grade);
        var reasons = hits.Select(hit => new WatchReason(hit.Rule.Id, scene.Now.At));
        var after = before with
        {
            WatchSpoken = before.WatchSpoken.SetItems(hits.Select(hit => KeyValuePair.Create(hit.Rule.Id, hit.Level))),
        };
        after = before.Watch is { } watch
            ? WatchStay.Raised(after with { Watch = watch with { Reasons = watch.Reasons.AddRange(reasons) } }, grade, scene)
            : WatchStay.Begun(
                after, new WatchState(grade, string.Join('、', hits.Select(hit => hit.Rule.Words.Zh)), "", scene.Now.At, 0, WatchFinding.None) { Reasons = [.. reasons] }, scene);
        return Chronicle.Record(before, after, scene, "watch-rule", Basis, new Said(
            scene.Law.WatchRules.Version, after.Watch!.Grade, [.. hits.Select(hit => new RuleSaid(hit.Rule.Id, hit.Level, hit.Rule.Words, hit.Rule.Basis))]));
    }

    /// <summary>多发易发领域: what is on the list is raised once in its stay, and visited as often as the higher grade asks.</summary>
    private static DisputeState InHotField(DisputeState before, Scene scene)
    {
        if (before.Watch is not { } watch
            || watch.Reasons.Any(reason => reason.Rule == WatchReason.HotField)
            || scene.Law.HotFields.Find(before.Area, before.Category, scene.Now.Day) is not { WatchGrades: > 0 } field)
            return before;
        var grade = (WatchGrade)Math.Min((int)WatchGrade.Red, (int)watch.Grade + field.WatchGrades);
        var after = WatchStay.Raised(before with { Watch = watch with { Reasons = watch.Reasons.Add(new WatchReason(WatchReason.HotField, scene.Now.At)) } }, grade, scene);
        return Chronicle.Record(before, after, scene, "watch-rule", field.Basis, new Said(
            scene.Law.HotFields.Version, grade, [new RuleSaid(WatchReason.HotField, field.WatchGrades, field.Words, field.Basis)]));
    }

    /// <param name="Version">Of the data file that the rules stand in.</param>
    private sealed record Said(string Version, WatchGrade Grade, ImmutableArray<RuleSaid> Rules);

    private sealed record RuleSaid(string Rule, int Level, Sentence Words, string Basis);
}
