using System.Collections.Immutable;
using Suyuan.Disputes;

namespace Suyuan.Privacy;

/// <summary>How long a case is kept: counted when it leaves, moved while something holds it back, forgotten when it comes back.</summary>
internal static class RetentionRules
{
    /// <summary>The act of the step that says why it is kept beyond its time.</summary>
    private const string Kept = "retention-held";

    /// <summary>Counts the retention of what has left and has none, and drops that of what has come back; the same object otherwise.</summary>
    public static DisputeState Look(DisputeState dispute, LawBook law)
    {
        if (dispute.IsOpen)
            return dispute.Retention is null ? dispute : dispute with { Retention = null };
        if (dispute.Retention is not null || !dispute.Exists)
            return dispute;
        var rule = law.Retention.RuleOf(dispute);
        return dispute with { Retention = new Retention(rule.Id, dispute.UpdatedAt, RetentionRule.After(dispute.UpdatedAt, rule.Years)) };
    }

    /// <summary>
    /// What the end of the retention does besides the erasure itself: while something holds the case back, or the rule has become
    /// longer since, the end moves. A step says so once for each time that it is held.
    /// </summary>
    public static DisputeState Elapse(DisputeState dispute, Scene scene)
    {
        dispute = Look(dispute, scene.Law);
        if (!IsEnding(dispute, scene.Now))
            return dispute;
        var retention = dispute.Retention!;
        var rule = scene.Law.Retention.RuleOf(dispute, retention.Rule);
        if (RetentionRule.After(retention.From, rule.Years) is var end && end > scene.Now.At)
            return dispute with { Retention = retention with { Rule = rule.Id, Until = end } };
        var holds = scene.Law.Retention.HoldsOn(dispute, scene.Law);
        if (holds.IsEmpty)
            return dispute;
        var later = dispute with { Retention = retention with { Until = Moment.StartOf(scene.Now.Day.AddDays(scene.Law.Retention.LookAgainDays)), Held = true } };
        return retention.Held
            ? later
            : Chronicle.Append(dispute, later, scene, Kept, "个人信息保护法第47条第2款", new Told(new Said(retention.Rule, scene.Law.Retention.Version, [.. holds.Select(hold => hold.Id)])));
    }

    /// <summary>Its time is over, and it was not erased yet.</summary>
    public static bool IsEnding(DisputeState dispute, Moment now) =>
        dispute.Retention is { } retention && dispute.Erased is not { Party: null } && retention.Until <= now.At;

    public static Result<DisputeState> Preserve(DisputeState dispute, PreserveRecords command, Scene scene) =>
        dispute.Holds.Any(hold => hold.Ground == command.Ground)
            ? dispute
            : dispute with { Holds = dispute.Holds.Add(new RecordsHold(command.Ground!, scene.Now.At)) };

    public static Result<DisputeState> Release(DisputeState dispute, ReleaseRecords command, Scene scene)
    {
        if (dispute.Holds.FirstOrDefault(hold => hold.Ground == command.Ground) is not { } held)
            return Refusal.Of("ground", RefusalCode.NotPreserved, new Fact("ground", command.Ground!));
        var released = dispute with { Holds = dispute.Holds.Remove(held) };
        // What only waited for this is looked at again now, and not at the end of its ninety days.
        return released.Retention is { Held: true } retention
            ? released with { Retention = retention with { Until = scene.Now.At, Held = false } }
            : released;
    }

    private sealed record Told(Said Said);

    /// <param name="Version">Of the data file that the rule stands in.</param>
    private sealed record Said(string Rule, string Version, ImmutableArray<string> Holds);
}
