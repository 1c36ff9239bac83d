using System.Collections.Immutable;
using System.Text.Json;
using Suyuan.Load.Failures;
using Suyuan.Load.Reckoning;
using Suyuan.Load.Talk;
using Xunit;

namespace Suyuan.ClusterTests;

/// <summary>A check that finds nothing proves nothing: each fault is planted into a clean history, and must be found.</summary>
public sealed class HistoryCheckTests
{
    private const string Number = "51030420260000015";
    private const string Centre = "510304104-centre";
    private const string Committee = "510304104-committee";
    private const string Rule = "people-mediation-conclude";

    private static readonly LawBook Law = LawBook.Load();
    private static readonly DateTimeOffset At = new(2026, 3, 2, 10, 0, 0, TimeSpan.FromHours(8));
    private static readonly DateTimeOffset Late = At.AddDays(60);

    private static readonly Heard Case = new("seed-1", Number, new SeenReceipt(1, "hash", At), Centre, ["triage", "assign"], Committee);

    private static readonly Records Clean = WithRungs(new Records(
        [new DisputeRecord(Number, "assigned", "open", "clerk-1/seed-1", 3, Committee)],
        [
            Step(1, "register", "clerk-1", new { lead = Centre, clocks = new[] { new { id = "limit-1", status = "running", rule = Rule, version = 1, end = "2026-04-02" } } }),
            Step(2, "triage", "clerk-1", new { }),
            Step(3, "assign", "clerk-1", new { lead = Committee }),
        ],
        [new ClockRecord(Number, "limit-1", Rule, 1, "mediator", "running", At, new DateTimeOffset(2026, 4, 3, 0, 0, 0, TimeSpan.FromHours(8)))],
        [],
        [new ReceiptRecord(Number, 1, "hash")]));

    [Fact]
    public void A_clean_history_has_no_findings_and_rungs_that_had_to_fire()
    {
        var findings = HistoryCheck.Of([Case], Clean, Law, Late);

        Assert.Empty(findings.All);
        Assert.True(findings.Due >= 3, $"{findings.Due} rungs");
    }

    [Fact]
    public void A_registration_that_is_gone_is_lost() =>
        Assert.Contains(Number, Assert.Single(HistoryCheck.Of([Case], Clean with { Disputes = [], Steps = [], Clocks = [], Fired = [], Receipts = [] }, Law, Late).Lost.Where(found => found.Contains("is not there", StringComparison.Ordinal))), StringComparison.Ordinal);

    [Fact]
    public void A_command_that_is_gone_is_lost() =>
        Assert.Contains("assign", Assert.Single(Check(Without(3)).Lost), StringComparison.Ordinal);

    [Fact]
    public void A_command_that_stands_twice_is_doubled() =>
        Assert.Contains("triage", Assert.Single(Check(And(Step(Clean.Steps.Length + 1, "triage", "clerk-1", new { }))).Duplicated), StringComparison.Ordinal);

    [Fact]
    public void A_command_in_doubt_may_stand_or_not_and_never_twice()
    {
        var doubted = Case with { InDoubt = "contact" };
        var done = And(Step(Clean.Steps.Length + 1, "contact", "clerk-1", new { }));

        Assert.Empty(HistoryCheck.Of([doubted], Clean, Law, Late).All);
        Assert.Empty(HistoryCheck.Of([doubted], done, Law, Late).All);
        Assert.Contains("contact", Assert.Single(HistoryCheck.Of([doubted], And(done, Step(done.Steps.Length + 1, "contact", "clerk-1", new { })), Law, Late).Duplicated), StringComparison.Ordinal);
    }

    [Fact]
    public void A_retry_that_made_a_second_dispute_is_doubled()
    {
        var second = Clean with
        {
            Disputes = Clean.Disputes.Add(new DisputeRecord("51030420260000023", "registered", "open", null, 1, Centre)),
            Steps = Clean.Steps.Add(new Step("51030420260000023", 1, At, "register", "clerk-1", """{"lead":"510304104-centre"}""")),
        };

        Assert.Contains("51030420260000023", Assert.Single(HistoryCheck.Of([Case], second, Law, Late).Duplicated), StringComparison.Ordinal);
    }

    [Fact]
    public void A_number_that_two_callers_have_is_doubled() =>
        Assert.Contains("2 callers", Assert.Single(HistoryCheck.Of([Case, Case], Clean, Law, Late).Duplicated.Where(found => found.Contains("callers", StringComparison.Ordinal))), StringComparison.Ordinal);

    [Fact]
    public void A_rung_that_did_not_fire_is_missed_once_it_had_to()
    {
        var silent = Clean with { Fired = Clean.Fired.RemoveAt(0) };

        Assert.Contains(Clean.Fired[0].Rung, Assert.Single(Check(silent).Missed), StringComparison.Ordinal);
        Assert.Empty(HistoryCheck.Of([Case], silent, Law, DateTimeOffset.MinValue).All);
    }

    [Fact]
    public void A_rung_that_was_said_twice_is_doubled() =>
        Assert.Contains("was said 2 times", Assert.Single(Check(And(Clean.Steps.Last(step => step.Act is "rung") with { Sequence = Clean.Steps.Length + 1 })).Duplicated), StringComparison.Ordinal);

    [Fact]
    public void A_rung_that_should_not_have_fired_is_doubled() =>
        Assert.Contains("should not have", Assert.Single(Check(Clean with { Fired = Clean.Fired.Add(Clean.Fired[0] with { Rung = "nobody-knows" }) }).Duplicated), StringComparison.Ordinal);

    [Fact]
    public void A_step_after_which_nobody_leads_is_found() =>
        Assert.Contains(Check(With(2, """{"lead":null}""")).Contradictions, found => found.Contains("nobody leads after step 2", StringComparison.Ordinal));

    [Fact]
    public void A_first_step_that_names_no_lead_is_as_good_as_the_answer_to_it()
    {
        var silent = With(1, Clean.Steps[0].Data.Replace($"\"lead\":\"{Centre}\",", "", StringComparison.Ordinal));

        Assert.DoesNotContain("lead", silent.Steps[0].Data, StringComparison.Ordinal);
        Assert.Empty(Check(silent).All);
        Assert.Contains(HistoryCheck.Of([Case with { FirstLead = "" }], silent, Law, Late).Contradictions, found => found.Contains("nobody leads after step 1", StringComparison.Ordinal));
    }

    [Fact]
    public void A_lead_that_nobody_was_told_is_found() =>
        Assert.Contains(Check(With(3, $$"""{"lead":"{{Centre}}"}""")).Contradictions, found => found.Contains("by its history", StringComparison.Ordinal));

    [Fact]
    public void A_lead_other_than_the_one_acknowledged_is_found() =>
        Assert.Contains(HistoryCheck.Of([Case with { Lead = Centre }], Clean, Law, Late).Contradictions, found => found.Contains("was told to lead", StringComparison.Ordinal));

    [Fact]
    public void A_gap_in_the_history_is_found() =>
        Assert.Contains(Check(Clean with { Steps = Clean.Steps.RemoveAt(3) }).Contradictions, found => found.Contains("step 4 is not there", StringComparison.Ordinal));

    [Fact]
    public void A_receipt_other_than_the_one_given_is_found() =>
        Assert.Contains("receipt", Assert.Single(Check(Clean with { Receipts = [new ReceiptRecord(Number, 1, "another")] }).Contradictions), StringComparison.Ordinal);

    [Fact]
    public void A_number_under_another_key_is_found() =>
        Assert.Contains("seed-1", Assert.Single(Check(Clean with { Disputes = [Clean.Disputes[0] with { IdempotencyKey = "clerk-1/seed-2" }] }).Contradictions), StringComparison.Ordinal);

    [Fact]
    public void An_order_other_than_the_one_acknowledged_is_found() =>
        Assert.Contains("in the order", Assert.Single(HistoryCheck.Of([Case with { Acts = ["assign", "triage"] }], Clean, Law, Late).Contradictions), StringComparison.Ordinal);

    private static Findings Check(Records records) => HistoryCheck.Of([Case], records, Law, Late);

    private static Records Without(int sequence) => Renumbered(Clean with { Steps = Clean.Steps.RemoveAll(step => step.Sequence == sequence), Disputes = [Clean.Disputes[0] with { Lead = Centre }] });

    private static Records And(Step step) => And(Clean, step);

    private static Records And(Records records, Step step) => Renumbered(records with { Steps = records.Steps.Add(step) });

    private static Records With(int sequence, string data) => Clean with { Steps = [.. Clean.Steps.Select(step => step.Sequence == sequence ? step with { Data = data } : step)] };

    private static Records Renumbered(Records records) => records with
    {
        Steps = [.. records.Steps.Select((step, index) => step with { Sequence = index + 1 })],
        Disputes = [records.Disputes[0] with { Steps = records.Steps.Length }],
    };

    /// <summary>All rungs of the one clock fired when they were due, each with its step.</summary>
    private static Records WithRungs(Records records)
    {
        var clock = records.Clocks[0];
        var rungs = ExpectedRungs.Of(clock, ClockStory.Tell(records.Steps)[(Number, clock.ClockId)], Law, Late).OrderBy(rung => rung.Value).ToImmutableArray();
        return Renumbered(records with
        {
            Fired = [.. rungs.Select(rung => new FiredRung(Number, clock.ClockId, rung.Key.Rung, rung.Value, rung.Value, "timer"))],
            Steps = [.. records.Steps, .. rungs.Select(rung => Step(0, "rung", "system", new { said = new { clock = clock.ClockId, rung = rung.Key.Rung } }))],
        });
    }

    private static Step Step(int sequence, string act, string actor, object data) => new(Number, sequence, At, act, actor, JsonSerializer.Serialize(data));
}
