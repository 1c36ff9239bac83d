using System.Collections.Immutable;
using Suyuan.Agencies;
using Suyuan.Deadlines;

namespace Suyuan.Disputes;

/// <summary>
/// The parties' own time beside ours: limitation (诉讼时效), which asking for mediation interrupts and which begins anew, in
/// full, when that has ended; and fixed periods (复议、起诉期限), which nothing interrupts.
/// </summary>
internal static class PartyClocks
{
    /// <summary>Triggers of these clocks, as they stand in a due date; <see cref="ClockWords"/> has a remark on each.</summary>
    public const string FromOccurrence = "纠纷发生（以当日知道计）";

    public const string FromRegistration = "登记（未提供知道之日，最迟此时已经知道）";

    public const string FromEnd = "调解等程序终结，时效重新起算";

    private const string Interruption = "limitation-interrupted";

    public static bool IsOwn(this Clock clock) =>
        clock.Key is ClockKeys.Limitation || clock.Key.StartsWith(ClockKeys.Period, StringComparison.Ordinal);

    /// <summary>The category is known, or was corrected: clocks of another category's rules end, those of this one begin.</summary>
    public static DisputeState WithOwnClocks(this DisputeState dispute, Scene scene)
    {
        var wanted = Wanted(dispute, scene);
        var kept = dispute.CancelAll(scene, clock => clock.IsOwn() && !wanted.Contains((clock.Key, clock.Due.RuleId)));
        return wanted
            .Where(own => kept.Last(own.Key) is not { Status: not ClockStatus.Cancelled } last || (last.Status is not ClockStatus.Interrupted && last.Due.RuleId != own.Rule))
            .Aggregate(kept, (state, own) => state.Begin(scene, own.Key, own.Rule, kept.Last(own.Key) is { Due.Trigger: { Event: FromEnd } ended } ? ended : Known(kept)));
    }

    /// <summary>
    /// The request has reached a body of this channel. One that interrupts limitation does so from the day on which it was
    /// made (Civil Code 195), unless limitation had run out before: nothing revives that (192).
    /// </summary>
    public static DisputeState Requested(this DisputeState dispute, Channel channel, Scene scene)
    {
        var kept = dispute.WithOwnClocks(scene).Meet(scene, [.. channel.Keeps.Select(rule => ClockKeys.Period + rule)]);
        var category = scene.Law.Routing.Category(kept.Category!)!;
        // What knows fixed periods only has no limitation to interrupt.
        if (!channel.InterruptsLimitation || IsInterrupted(kept) || (category.Limitation is null && !category.Periods.IsEmpty))
            return kept;
        var last = kept.Last(ClockKeys.Limitation);
        if (last is { Status: not ClockStatus.Cancelled } && last.Due.DueAt <= RequestedAt(kept))
            return kept;
        var interrupted = kept with { LimitationInterruptedAt = RequestedAt(kept) };
        return last is { Status: not ClockStatus.Cancelled } ? interrupted.Replace(last.Ended(ClockStatus.Interrupted, RequestedAt(kept))) : interrupted;
    }

    /// <summary>
    /// Who agrees to perform acknowledges the claim: that interrupts limitation, and one that had run out may no longer be
    /// pleaded (Civil Code 192, 195). What a partial agreement leaves open begins anew at once.
    /// </summary>
    public static DisputeState Acknowledged(this DisputeState dispute, AgreementScope scope, Scene scene)
    {
        var acknowledged = dispute.Last(ClockKeys.Limitation) is { Status: ClockStatus.Running or ClockStatus.Suspended or ClockStatus.Expired } last
            ? dispute.Replace(last.Ended(ClockStatus.Interrupted, scene.Now.At))
            : dispute;
        return scope is AgreementScope.Partial ? acknowledged.Anew(scene, scene.Now.At) : acknowledged;
    }

    /// <summary>The procedure that had interrupted limitation is over: it begins anew, in full. Otherwise nothing changes.</summary>
    public static DisputeState Anew(this DisputeState dispute, Scene scene, DateTimeOffset from) =>
        IsInterrupted(dispute) && scene.Law.Routing.Category(dispute.Category!)!.Limitation is { } rule
            ? dispute.Begin(scene, ClockKeys.Limitation, rule, new TriggerEvent(FromEnd, from))
            : dispute;

    /// <summary>A case that comes back after closing: what runs by law ran on while nobody looked.</summary>
    public static DisputeState TakenUpAgain(this DisputeState dispute, DateTimeOffset endedAt, Scene scene)
    {
        var anew = dispute.Anew(scene, endedAt);
        foreach (var (key, rule) in Wanted(anew, scene))
        {
            if (anew.Last(key) is { Status: ClockStatus.Cancelled } stopped && stopped.Due.RuleId == rule)
                anew = UnlessOver(anew.Start(scene, key, Duty.Party, ClockKeys.Parties, stopped.Due), scene);
        }

        return anew.WithOwnClocks(scene);
    }

    /// <summary>The clock of the party's own that a rule already has in this dispute: a route that rests on it names it and starts no second.</summary>
    public static Clock? OwnClock(this DisputeState dispute, string rule) =>
        dispute.Clocks.LastOrDefault(clock => clock.IsOwn() && clock.Due.RuleId == rule && (clock.IsOpen || clock.Status is ClockStatus.Expired));

    /// <summary>What a route counts from: limitation begins anew at the outcome only when something had interrupted it.</summary>
    public static TriggerEvent StartOf(this DisputeState dispute, NextRoute route, Scene scene) =>
        route.CountsFromOutcome && (dispute.IsInterrupted() || !scene.Law.Routing.IsLimitation(route.RuleId))
            ? new TriggerEvent("调解终结", scene.Now.At)
            : new TriggerEvent("知道或者应当知道之日", Known(dispute).At);

    /// <summary>The interruption as evidence: when the request was made, and by which rule that counts.</summary>
    public static LimitationInterruptedView Evidence(DateTimeOffset requestedAt, LawBook law)
    {
        var trigger = new TriggerEvent("提出请求", requestedAt);
        var rule = law.Rules.Find(Interruption, new Moment(requestedAt).Day) ?? law.Rules.Versions(Interruption)[0];
        var due = DueDates.Compute(rule, trigger, law.Calendar, [], []);
        return new LimitationInterruptedView(requestedAt, due.Sentence, due.Law, due.Article);
    }

    /// <summary>True from the request until the procedure has ended.</summary>
    private static bool IsInterrupted(this DisputeState dispute) => dispute.Last(ClockKeys.Limitation) switch
    {
        null or { Status: ClockStatus.Cancelled } => dispute.LimitationInterruptedAt >= RequestedAt(dispute),
        { } last => last.Status is ClockStatus.Interrupted,
    };

    /// <summary>The day of knowing, as far as we were told; the counting goes back no further than its calendar.</summary>
    private static TriggerEvent Known(DisputeState dispute) => dispute.OccurredOn is { } day
        ? new TriggerEvent(FromOccurrence, Moment.StartOf(day < DueDates.EarliestTrigger ? DueDates.EarliestTrigger : day))
        : new TriggerEvent(FromRegistration, dispute.RegisteredAt);

    private static DateTimeOffset RequestedAt(DisputeState dispute) => dispute.RequestedAgainAt ?? dispute.RegisteredAt;

    private static ImmutableArray<(string Key, string Rule)> Wanted(DisputeState dispute, Scene scene) =>
        dispute.Category is { } code && scene.Law.Routing.Category(code) is { } category
            ? category.Limitation is { } limitation ? category.OwnPeriods().Add((ClockKeys.Limitation, limitation)) : category.OwnPeriods()
            : [];

    private static ImmutableArray<(string Key, string Rule)> OwnPeriods(this Category category) =>
        [.. category.Periods.Select(rule => (ClockKeys.Period + rule, rule))];

    private static Clock? Last(this DisputeState dispute, string key) => dispute.Clocks.LastOrDefault(clock => clock.Key == key);

    private static DisputeState Begin(this DisputeState dispute, Scene scene, string key, string rule, TriggerEvent trigger) =>
        UnlessOver(dispute.Start(scene, key, rule, ClockKeys.Parties, trigger.Event, trigger.At), scene);

    /// <summary>What was over before we heard of it is shown as such and warns of nothing.</summary>
    private static DisputeState UnlessOver(DisputeState dispute, Scene scene) =>
        dispute.Clocks[^1] is var clock && clock.Due.DueAt <= scene.Now.At
            ? dispute.Replace(clock.Ended(ClockStatus.Expired, clock.Due.DueAt))
            : dispute;
}
