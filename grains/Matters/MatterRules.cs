using System.Collections.Immutable;
using Suyuan.Deadlines;
using Suyuan.Disputes;
using Suyuan.Identity;
using Suyuan.Ledger;

namespace Suyuan.Matters;

/// <summary>
/// What is the same for every act on every matter: what time did comes first, then who asks and whether it was asked before, then
/// whether the table of acts allows it; then the rule of the act itself, and one step of the history.
/// </summary>
internal static class MatterRules
{
    /// <summary>The same matter with nothing written yet: the beginning of a write.</summary>
    public static T Blank<T>(this T matter)
        where T : MatterState<T> => matter.WithWritten(Written.Nothing);

    /// <summary>Opens a matter. Asked again under the same key, what was opened is left as it is.</summary>
    /// <param name="begin">From the matter that has nothing but its number: as it begins, without times; or a refusal.</param>
    public static Result<T> Open<T>(T nothing, MatterNumber number, string act, object said, ActContext context, Scene scene, Func<T, Scene, Result<T>> begin)
        where T : MatterState<T>
    {
        if (nothing.Exists)
            return nothing.Remembered.Any(known => known.Id == context.CommandId && known.Fingerprint == Fingerprint(act, said))
                ? nothing
                : Refusal.Because(RefusalCode.IdempotencyKeyReused);
        var row = scene.Law.Matters.Act(number.Kind, act);
        if (scene.By.Role is not Role.System && !row.Roles.Contains(scene.By.Role))
            return Refusal.Because(RefusalCode.NotYourRole, new Fact("role", Kebab.Of(scene.By.Role)), new Fact("act", act));
        // The number comes first: the notices and reminders of the first step carry it.
        var begun = begin((T)(nothing with { Number = number.ToString() }), scene);
        if (!begun.Succeeded)
            return begun;
        var matter = (T)(begun.Value with { CreatedAt = scene.Now.At, UpdatedAt = scene.Now.At });
        return MatterTable.MayAct(row, matter, scene.By)
            ? Remember(Record(matter, matter, scene, act, row.Basis, said), act, said, context, scene)
            : Refusal.Because(RefusalCode.NotYourCase, new Fact("lead", matter.Lead.ToString()));
    }

    /// <summary>Carries out one act on a matter that exists. The same object when there was nothing to do.</summary>
    /// <param name="elapsed">The matter after what time alone did.</param>
    /// <param name="said">What was asked: goes into the history, so it names no person.</param>
    public static Result<T> Act<T>(T elapsed, string act, object said, ActContext context, Scene scene, Func<T, Scene, Result<T>> decide)
        where T : MatterState<T>
    {
        if (context.CommandId is { } id && elapsed.Remembered.FirstOrDefault(known => known.Id == id) is { } known)
            return known.Fingerprint == Fingerprint(act, said) ? elapsed : Refusal.Because(RefusalCode.IdempotencyKeyReused);
        if (context.ExpectedVersion is { } expected && expected != elapsed.Version)
            return Refusal.Because(RefusalCode.Changed, new Fact("version", $"{elapsed.Version}"));
        if (scene.Law.Matters.Check(elapsed, act, scene.By) is { } notAllowed)
            return notAllowed;
        var decided = decide(elapsed, scene);
        if (!decided.Succeeded || ReferenceEquals(decided.Value, elapsed))
            return decided;
        var row = scene.Law.Matters.Act(elapsed.Kind, act);
        return Remember(Record(elapsed, decided.Value, scene, act, row.Basis, said), act, said, context, scene);
    }

    /// <summary>Adds the step that led from one state to the next, with what it did to the clocks.</summary>
    public static T Record<T>(T before, T after, Scene scene, string act, string? basis, object? said)
        where T : MatterState<T> =>
        Chronicle.Append(before, after, scene, act, basis, new MatterStep(said, before.Lead == after.Lead ? null : after.Lead.ToString(), Chronicle.Effects(before, after)));

    /// <summary>What time alone does: rungs fire, and the end of a clock has the effect that its kind gives it. The same object when nothing was due.</summary>
    /// <param name="atEnd">What follows when a clock has ended to which <c>Deadlines/expiries.csv</c> gives an effect.</param>
    public static T Elapse<T>(T matter, Scene scene, WakeCause cause, Func<T, Clock, Scene, T> atEnd)
        where T : MatterState<T>
    {
        while (matter.Clocks.Where(clock => clock.NextEventAt <= scene.Now.At).MinBy(clock => clock.NextEventAt) is { } clock)
        {
            var before = matter;
            if (clock.IsEndAwaited && clock.NextEventAt == clock.Due.DueAt)
            {
                var ended = clock.ExpiresByItself ? matter.Replace(clock.Ended(ClockStatus.Expired, clock.Due.DueAt)) : matter.Replace((clock with { Spoken = true }).WithNextRung(matter, scene));
                matter = Record(before, atEnd(ended, clock, scene), scene, "expired", null, new ExpiredSaid(clock.Id, clock.Due.End));
            }
            else
            {
                var (after, said) = Rungs.Fire(matter, clock, scene, cause, _ => []);
                matter = Record(before, after, scene, "rung", null, said);
            }
        }

        return matter;
    }

    private static T Remember<T>(T matter, string act, object said, ActContext context, Scene scene)
        where T : MatterState<T> => context.CommandId is not { } id
        ? matter
        : (T)(matter with
        {
            Remembered =
            [
                .. matter.Remembered.Skip(matter.Remembered.Length + 1 - scene.Law.Policy.CommandsRemembered),
                new RememberedCommand(id, Fingerprint(act, said)),
            ],
        });

    private static string Fingerprint(string act, object said) => Chain.Of(act, HistoryJson.Of(said));

    private sealed record MatterStep(object? Said, string? Lead, ImmutableArray<ClockEffect>? Clocks);

    private sealed record ExpiredSaid(string Clock, DateOnly End);
}
