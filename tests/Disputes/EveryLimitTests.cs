using System.Globalization;
using Suyuan.Deadlines;
using Suyuan.Disputes;
using Suyuan.Tests.Support;
using Xunit;

namespace Suyuan.Tests.Disputes;

/// <summary>
/// Each of the 177 limits of the law begins when its event happens, and ends when it must. The ends in
/// <c>every-limit.csv</c> were counted outside the product, from 8 September 2026, 10:30, across National Day; those that
/// count back, from 20 October 2026, 9:30.
/// </summary>
public sealed class EveryLimitTests
{
    private const string EventDay = "2026-09-08T10:30+08:00";
    private const string DayAhead = "2026-10-20T09:30+08:00";

    public static TheoryData<string, string, string> Limits()
    {
        var data = new TheoryData<string, string, string>();
        using var reader = new StreamReader(typeof(EveryLimitTests).Assembly.GetManifestResourceStream("deadlines/every-limit.csv")!);
        foreach (var line in reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1))
            data.Add(line.Split(',')[0], line.Split(',')[1], line.Split(',')[2]);
        return data;
    }

    [Fact]
    public void None_is_left_out() => Assert.Equal(
        Given.Law.Rules.All.Select(rule => rule.Id).Distinct().Where(id => !id.StartsWith(RuleCatalogue.PolicyPrefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal),
        Limits().Select(row => row.Data.Item1).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Limits))]
    public void Its_event_starts_it_and_it_ends_when_it_must(string rule, string happened, string due)
    {
        var what = Given.Law.Events[happened];
        Assert.Contains(rule, what.Starts);
        var at = Instant(what.IsScheduled ? DayAhead : EventDay);

        if (what.Scope is EventScope.Agency)
        {
            var limit = Given.Law.Rules.Find(rule, new Moment(at).Day)!;
            Assert.Equal(due, $"{DueDates.Compute(limit, new TriggerEvent(limit.TriggerZh, at), Given.Law.Calendar, [], []).DueAt:yyyy-MM-ddTHH:mm}");
            return;
        }

        var life = what.Scope is EventScope.Act ? Confirmed(rule) : Recorded(rule, happened, at);
        var clock = life.State.Clocks.Single(clock => clock.Key == ClockKeys.OfEvent(rule));
        Assert.Equal(due, $"{clock.Due.DueAt:yyyy-MM-ddTHH:mm}");
        Assert.Equal(at, clock.Due.Trigger.At);
        Assert.NotEqual("", clock.Due.Sentence.Zh);
        // A date that the law only takes note of is nobody's duty; everything else runs, on somebody who exists.
        Assert.Equal(Given.Law.Rules.Of(clock.Due).Direction is CountDirection.Event ? ClockStatus.Met : ClockStatus.Running, clock.Status);
        Assert.Equal(
            clock.Duty switch { Duty.Party => ClockKeys.Parties, Duty.Court => "510304-court", _ => "510304104-committee" },
            clock.Holder);
    }

    /// <summary>On a dispute whose own limit is another one.</summary>
    private static Life Recorded(string rule, string happened, DateTimeOffset at)
    {
        const string Before = "2026-09-07T09:00+08:00";
        var life = (rule is "petition-conclude" ? Given.AnAcceptedDispute(Before) : Given.AnAcceptedPetition(Before)).To(EventDay);
        Assert.Equal("done", Life.Told(life.Do(new RecordEvent { Event = happened, At = at }, Given.Lead).Refusal));
        return life;
    }

    /// <summary>The limits of judicial confirmation begin by its own steps.</summary>
    private static Life Confirmed(string rule)
    {
        var life = Given.AnAcceptedDispute("2026-09-07T09:00+08:00").To(EventDay);
        life.Do(Given.AgreementDue("2026-12-01"), Given.Lead);
        ConfirmationStep[] steps = rule switch
        {
            "judicial-confirmation-apply" => [],
            "judicial-confirmation-accept" => [ConfirmationStep.Apply],
            "judicial-confirmation-decide" or "judicial-confirmation-decide-hard" => [ConfirmationStep.Apply, ConfirmationStep.Accept],
            _ => [ConfirmationStep.Apply, ConfirmationStep.Accept, ConfirmationStep.Confirm],
        };
        foreach (var step in steps)
            Assert.Equal("done", Life.Told(life.Do(new Confirm { Step = step }, step is ConfirmationStep.Apply ? Given.Clerk : Given.Court).Refusal));
        return life;
    }

    private static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
