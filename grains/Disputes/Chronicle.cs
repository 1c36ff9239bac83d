using System.Collections.Immutable;
using System.Globalization;
using Suyuan.Agencies;
using Suyuan.Deadlines;
using Suyuan.Identity;
using Suyuan.Ledger;
using Suyuan.Projection;

namespace Suyuan.Disputes;

/// <summary>Writes the history: one chained step per act, with what the act did to the clocks, and the notices it caused.</summary>
internal static class Chronicle
{
    /// <summary>The same dispute with nothing written yet: the beginning of a write.</summary>
    public static DisputeState Blank(this DisputeState dispute) => dispute with { Written = Written.Nothing };

    /// <summary>
    /// Adds the step that led from <paramref name="before"/> to <paramref name="after"/>. What happened to clocks and
    /// lead is read off the two states, so no rule can forget to say it.
    /// </summary>
    public static DisputeState Record(DisputeState before, DisputeState after, Scene scene, string act, string? basis, object? said)
    {
        after = after.WithLegalAidTold(before, scene).WithMediatorsSettled(before, scene).WithFeedback(before, scene);
        if (after.LimitationInterruptedAt is { } requestedAt && requestedAt != before.LimitationInterruptedAt)
            (before, after) = WithEvidence(before, after, requestedAt, scene);
        return Append(before, after, scene, act, basis, new StepData(
            said,
            before.Lead == after.Lead ? null : after.Lead,
            before.Returns == after.Returns ? null : after.Returns,
            Effects(before, after)));
    }

    /// <summary>Adds one chained step, and names the notices that it caused by it.</summary>
    public static T Append<T>(T before, T after, Scene scene, string act, string? basis, object data)
        where T : IClocked<T>
    {
        var step = new EventRow(
            after.Number,
            before.LastStep + 1,
            scene.Now.At,
            act,
            scene.By.Id,
            Kebab.Of(scene.By.Role),
            scene.By.Agency?.ToString(),
            before.Place,
            after.Place,
            basis,
            HistoryJson.Of(data),
            before.LastHash.Length == 0 ? Chain.Origin : before.LastHash,
            "");
        step = step with { Hash = Chain.OfStep(step) };
        return after.WithStep(step).WithWritten(after.Written with
        {
            Steps = after.Written.Steps.Add(step),
            Notices = [.. after.Written.Notices.Select((notice, index) => notice.Id.Length > 0 ? notice : notice with
            {
                Id = string.Create(CultureInfo.InvariantCulture, $"{after.Number}-{step.Sequence}-{index}"),
            })],
        });
    }

    /// <summary>Puts a notice into the outbox of this write. The payload names clocks and rules, never people.</summary>
    public static T Notify<T>(this T owner, Scene scene, AgencyId agency, string kind, object payload)
        where T : IClocked<T> =>
        owner.Notify(scene, agency, kind, scene.Law.Notices[kind].Severity!, payload);

    /// <summary>The same for a kind that is as loud as the rung that it announces.</summary>
    public static T Notify<T>(this T owner, Scene scene, AgencyId agency, string kind, string severity, object payload)
        where T : IClocked<T> =>
        owner.WithWritten(owner.Written with
        {
            Notices = owner.Written.Notices.Add(new NoticeRow(
                "", agency.ToString(), owner.Number, kind, severity, scene.Now.At, HistoryJson.Of(payload), owner.Area.ToString(), owner.Category)),
        });

    /// <summary>That limitation was interrupted, when and by which law, is a step of its own, before the act that brought it about.</summary>
    private static (DisputeState Before, DisputeState After) WithEvidence(DisputeState before, DisputeState after, DateTimeOffset requestedAt, Scene scene)
    {
        var evidence = PartyClocks.Evidence(requestedAt, scene.Law);
        var interrupted = before with { LimitationInterruptedAt = requestedAt };
        var noted = Record(interrupted, interrupted, scene with { By = Actor.Clockwork }, "limitation-interrupted", $"{evidence.Law}{evidence.Article}", evidence);
        return (
            interrupted with { LastStep = noted.LastStep, LastHash = noted.LastHash },
            after with { Written = after.Written with { Steps = [.. after.Written.Steps, noted.Written.Steps[^1]] } });
    }

    public static ImmutableArray<ClockEffect>? Effects<T>(T before, T after)
        where T : IClocked<T>
    {
        ImmutableArray<ClockEffect> effects =
        [
            .. from clock in after.Clocks
               let old = before.Clocks.FirstOrDefault(old => old.Id == clock.Id)
               where old is null || old.Status != clock.Status || old.Counted?.End != clock.Counted?.End
               select new ClockEffect(clock.Id, clock.Status, clock.RuleId, clock.RuleVersion, clock.Counted?.End),
        ];
        return effects.IsEmpty ? null : effects;
    }

    /// <summary>Details of a step as they are hashed and shown.</summary>
    private sealed record StepData(object? Said, AgencyId? Lead, int? Returns, ImmutableArray<ClockEffect>? Clocks);
}

/// <summary>What a step did to one clock, as the history says it.</summary>
internal sealed record ClockEffect(string Id, ClockStatus Status, string Rule, int Version, DateOnly? End);
