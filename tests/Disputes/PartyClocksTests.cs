using System.Globalization;
using CsCheck;
using Suyuan.Deadlines;
using Suyuan.Disputes;
using Suyuan.Tests.Support;
using Xunit;

namespace Suyuan.Tests.Disputes;

/// <summary>诉讼时效和法定期限: the parties' own time beside ours, interrupted by asking and begun anew when that has ended.</summary>
public sealed class PartyClocksTests
{
    [Fact]
    public void Limitation_runs_from_the_day_on_which_the_dispute_arose()
    {
        var limitation = Registered("NEI", "2026-01-15").Clock("limitation-1");

        Assert.Equal((ClockStatus.Running, Duty.Party, "parties"), (limitation.Status, limitation.Duty, limitation.Holder));
        Assert.Equal(("civil-limitation", PartyClocks.FromOccurrence, "2029-01-15"), (limitation.Due.RuleId, limitation.Due.Trigger.Event, $"{limitation.Due.End:yyyy-MM-dd}"));
    }

    [Fact]
    public void Without_that_day_it_runs_from_the_registration_and_says_so()
    {
        var life = Registered("NEI");

        var limitation = life.Clock("limitation-1");
        Assert.Equal((PartyClocks.FromRegistration, "2029-03-02"), (limitation.Due.Trigger.Event, $"{limitation.Due.End:yyyy-MM-dd}"));
        Assert.Contains("没有提供知道权利受损的日期", Seen(life, "limitation-1").Remark!.Zh, StringComparison.Ordinal);
        Assert.Contains("The day of knowing was not given", Seen(life, "limitation-1").Remark!.En, StringComparison.Ordinal);
        Assert.Contains("第196条第1项", Seen(life, "limitation-1").Remark!.Zh, StringComparison.Ordinal);
    }

    [Fact]
    public void A_dispute_that_nobody_has_put_into_a_category_has_none_until_triage_and_then_from_its_registration()
    {
        var life = Registered(null);
        Assert.DoesNotContain(life.State.Clocks, clock => clock.Duty is Duty.Party);

        life.To("2026-03-09T10:00+08:00").With(new Triage { Category = "NEI" }, Given.Clerk);

        Assert.Equal("2029-03-02", $"{life.Clock("limitation-1").Due.End:yyyy-MM-dd}");
    }

    [Theory]
    [InlineData("LAB", "limitation-1 labor-arb-limitation 2027-03-02")]
    [InlineData("WAG", "limitation-1 labor-arb-limitation 2027-03-02")]
    [InlineData("LAN", "limitation-1 rural-land-limitation 2028-03-02")]
    [InlineData("LOA", "limitation-1 civil-limitation 2029-03-02")]
    [InlineData("CSM", "limitation-1 civil-limitation 2029-03-02", "period-consumer-limitation-1 consumer-limitation 2029-03-02")]
    [InlineData("GOV", "period-admin-lit-sue-1 admin-lit-sue 2026-09-02", "period-recon-apply-1 recon-apply 2026-05-06")] // 1 to 5 May are days off
    [InlineData("FAM")]
    public void The_category_decides_which_time_is_the_partys_own(string category, params string[] clocks) =>
        Assert.Equal(
            clocks,
            Registered(category).State.Clocks.Where(clock => clock.Duty is Duty.Party).Select(clock => $"{clock.Id} {clock.Due.RuleId} {clock.Due.End:yyyy-MM-dd}").Order(StringComparer.Ordinal));

    [Fact]
    public void A_corrected_category_brings_its_own_rule_and_the_first_comes_back_with_the_first_category()
    {
        var life = Registered("NEI").With(new Triage { Category = "LAB" }, Given.Clerk);
        Assert.Equal(("limitation-2", "labor-arb-limitation"), OpenLimitation(life));

        life.With(new Triage { Category = "FAM" }, Given.Clerk);
        Assert.Null(life.State.OpenClock(ClockKeys.Limitation));

        life.With(new Triage { Category = "LAB" }, Given.Clerk).With(new Triage { Category = "LAB", Channel = "people-mediation" }, Given.Clerk);
        Assert.Equal(("limitation-3", "labor-arb-limitation"), OpenLimitation(life));
    }

    [Fact]
    public void Asking_a_mediation_committee_interrupts_from_the_day_of_the_request_and_the_history_keeps_it()
    {
        var life = Given.AnAcceptedDispute();

        var limitation = life.Clock("limitation-1");
        Assert.Equal((ClockStatus.Interrupted, life.State.RegisteredAt), (limitation.Status, limitation.EndedAt));
        Assert.Equal(life.State.RegisteredAt, life.State.LimitationInterruptedAt);
        Assert.Equal(["assign", "limitation-interrupted", "accept"], life.Steps[^3..].Select(step => step.Act));
        var evidence = life.Steps[^2];
        Assert.Equal(("system", "最高人民法院关于审理民事案件适用诉讼时效制度若干问题的规定第12条"), (evidence.ActorRole, evidence.Basis));
        Assert.Contains("2026-03-02T10:00:00", evidence.Data, StringComparison.Ordinal);
        Assert.Contains("以2026年3月2日权利人向人民调解委员会等依法有权机构提出保护请求之日为准", evidence.Data, StringComparison.Ordinal);
    }

    [Fact]
    public void The_party_and_the_handler_see_the_interruption_with_its_law()
    {
        var life = Given.AnAcceptedDispute();

        var shown = DisputeViews.Progress(life.State, Given.Law, life.Now).LimitationInterrupted!;

        Assert.Equal((life.State.RegisteredAt, "第12条"), (shown.At, shown.Article));
        Assert.Equal(shown, DisputeViews.Of(life.State, Given.Law, Given.Clerk, life.Now).LimitationInterrupted);
        Assert.Contains("不计算", Seen(life, "limitation-1").Remark!.Zh, StringComparison.Ordinal);
    }

    [Fact]
    public void A_call_to_the_hotline_leaves_it_running_and_its_failure_gives_the_party_no_new_time()
    {
        var life = Registered("NEI", "2025-06-10").With(new Triage { Category = "NEI", Channel = "hotline" }, Given.Clerk)
            .With(new Assign { Lead = "510304104-committee" }, Given.Clerk).With(new Accept(), Given.Lead);

        life.With(Given.NotAgreed("lawsuit", "administrative-mediation"), Given.Lead);

        Assert.Null(life.State.LimitationInterruptedAt);
        Assert.Equal(["lawsuit limitation-1", "administrative-mediation limitation-1"], life.State.Routes.Select(route => $"{route.Id} {route.ClockId}"));
        Assert.Equal((ClockStatus.Running, "2028-06-12"), (life.Clock("limitation-1").Status, $"{life.Clock("limitation-1").Due.End:yyyy-MM-dd}")); // 10 June is a Saturday
    }

    [Fact]
    public void What_had_run_out_before_the_request_is_not_revived_and_can_still_be_mediated()
    {
        var life = Registered("NEI", "2020-01-16").With(new Triage { Category = "NEI" }, Given.Clerk)
            .With(new Assign { Lead = "510304104-committee" }, Given.Clerk).With(new Accept(), Given.Lead);

        life.With(Given.NotAgreed("lawsuit"), Given.Lead);

        Assert.Equal((ClockStatus.Expired, null), (life.Clock("limitation-1").Status, life.State.LimitationInterruptedAt));
        Assert.Equal(new NamedRoute("lawsuit", "limitation-1"), Assert.Single(life.State.Routes));
        var told = DisputeViews.Progress(life.State, Given.Law, life.Now).Yours.Single();
        Assert.Contains("仍然可以申请调解", told.Remark!.Zh, StringComparison.Ordinal);
        Assert.Contains("can still be mediated", told.Remark.En, StringComparison.Ordinal);
    }

    [Fact]
    public void What_ran_out_while_the_request_was_waiting_was_interrupted_before()
    {
        var life = Registered("NEI", "2023-03-02").To("2026-03-04T10:00+08:00");
        life.Wake();
        Assert.Equal(ClockStatus.Expired, life.Clock("limitation-1").Status);

        life.With(new Triage { Category = "NEI" }, Given.Clerk).With(new Assign { Lead = "510304104-committee" }, Given.Clerk).With(new Accept(), Given.Lead);

        Assert.Equal((ClockStatus.Interrupted, life.State.RegisteredAt), (life.Clock("limitation-1").Status, life.Clock("limitation-1").EndedAt));
    }

    [Fact]
    public void When_mediation_fails_it_begins_anew_in_full_and_every_route_that_rests_on_it_names_it()
    {
        var life = Given.AHandledDispute().To("2026-03-20T16:00+08:00");

        life.Do(Given.NotAgreed("lawsuit", "administrative-mediation"), Given.Lead);

        var anew = life.Clock("limitation-2");
        Assert.Equal((PartyClocks.FromEnd, "2029-03-20"), (anew.Due.Trigger.Event, $"{anew.Due.End:yyyy-MM-dd}"));
        Assert.Equal(["limitation-2", "limitation-2"], life.State.Routes.Select(route => route.ClockId));
        Assert.Equal("limitation-2", Assert.Single(life.State.Clocks, clock => clock.IsOpen && clock.Duty is Duty.Party).Id);
    }

    [Fact]
    public void A_route_by_another_rule_has_a_clock_of_its_own_from_the_outcome_too()
    {
        var life = Given.AnAcceptedDispute(category: "LAB").To("2026-03-20T16:00+08:00");

        life.Do(Given.NotAgreed("labour-arbitration", "payment-order"), Given.Lead);

        Assert.Equal(["labour-arbitration limitation-3", "payment-order route-payment-order-1"], life.State.Routes.Select(route => $"{route.Id} {route.ClockId}"));
        Assert.Equal(("2027-03-22", "2029-03-20"), ($"{life.Clock("limitation-3").Due.End:yyyy-MM-dd}", $"{life.Clock("route-payment-order-1").Due.End:yyyy-MM-dd}"));
    }

    [Fact]
    public void A_withdrawal_lets_it_begin_anew_only_when_it_had_been_interrupted()
    {
        var before = Given.AnAssignedDispute().With(new Withdraw { Reason = "自行和解" }, Given.Clerk);
        var after = Given.AHandledDispute().To("2026-04-01T10:00+08:00").With(new Withdraw { Reason = "自行和解" }, Given.Clerk);

        Assert.Equal(("limitation-1", "civil-limitation"), OpenLimitation(before));
        Assert.Equal(("limitation-2", "civil-limitation"), OpenLimitation(after));
        Assert.Equal("2029-04-02", $"{after.Clock("limitation-2").Due.End:yyyy-MM-dd}"); // 1 April is a Sunday
    }

    [Fact]
    public void An_agreement_ends_it_and_a_breach_lets_it_begin_anew()
    {
        var life = Given.AnAgreedDispute("2026-03-20");
        Assert.Null(life.State.OpenClock(ClockKeys.Limitation));

        life.To("2026-05-06T10:00+08:00").With(Given.NotAgreed("lawsuit"), Given.Lead);

        Assert.Equal(("limitation-2", "2029-05-07"), (OpenLimitation(life).Id, $"{life.Clock("limitation-2").Due.End:yyyy-MM-dd}")); // 6 May is a Sunday
    }

    [Fact]
    public void Who_agrees_may_no_longer_plead_that_it_had_run_out()
    {
        var life = Registered("NEI", "2020-01-16").With(new Triage { Category = "NEI" }, Given.Clerk)
            .With(new Assign { Lead = "510304104-committee" }, Given.Clerk).With(new Accept(), Given.Lead).With(Given.AgreementDue("2026-03-20"), Given.Lead);

        life.To("2026-05-07T10:00+08:00").With(Given.NotAgreed("lawsuit"), Given.Lead);

        Assert.Equal("2029-05-07", $"{life.Clock("limitation-2").Due.End:yyyy-MM-dd}");
    }

    [Fact]
    public void What_a_partial_agreement_leaves_open_begins_anew_at_once()
    {
        var life = Given.AHandledDispute().With(Given.AgreementDue("2026-03-20") with { Scope = AgreementScope.Partial }, Given.Lead);

        Assert.Equal(("limitation-2", "civil-limitation"), OpenLimitation(life));
    }

    [Fact]
    public void A_case_that_comes_back_had_its_time_running_and_is_interrupted_by_the_new_request()
    {
        var life = Given.AClosedDispute();
        var closed = life.State.Closure!.At;
        life.To("2026-04-20T10:00+08:00").With(new Reopen { Reason = "又起纠纷" }, Given.Lead);
        var asked = life.Now.At;
        Assert.Equal((PartyClocks.FromEnd, closed), (life.Clock("limitation-2").Due.Trigger.Event, life.Clock("limitation-2").Due.Trigger.At));

        life.To("2026-04-21T10:00+08:00").With(new Accept(), Given.Lead);

        Assert.Equal((ClockStatus.Interrupted, asked, asked), (life.Clock("limitation-2").Status, life.Clock("limitation-2").EndedAt, life.State.LimitationInterruptedAt));
        Assert.Equal(2, life.Steps.Count(step => step.Act == "limitation-interrupted"));
    }

    [Fact]
    public void A_case_that_had_left_the_system_comes_back_with_the_time_that_ran_on()
    {
        var life = Given.Quiet(Given.ANotAgreedDispute().With(Given.Answer, Given.Lead).With(new Close(), Given.Lead).With(Given.Settled, Given.Lead)
            .With(Given.Settled, Given.Lead).With(Given.Explained, Given.Lead));
        var end = life.Clock("limitation-2").Due.End;
        life.With(new Exit(), Given.Lead).With(new Reopen { Reason = "又起纠纷" }, Given.Lead);

        Assert.Equal(("limitation-3", end), (OpenLimitation(life).Id, life.Clock("limitation-3").Due.End));
    }

    [Fact]
    public void A_suspension_of_the_case_does_not_stay_the_partys_own_time()
    {
        var life = Given.AnAcceptedDispute(channel: "hotline");

        life.With(Given.Suspended("force-majeure"), Given.Lead);

        Assert.Equal((ClockStatus.Suspended, ClockStatus.Running), (life.Clock("first-contact-1").Status, life.Clock("limitation-1").Status));
    }

    [Fact]
    public void Asking_for_reconsideration_keeps_the_period_for_it()
    {
        var life = Given.AnAcceptedDispute(category: "GOV", channel: "reconsideration");

        Assert.Equal((ClockStatus.Met, ClockStatus.Met), (life.Clock("period-recon-apply-1").Status, life.Clock("period-admin-lit-sue-1").Status));
        Assert.Null(life.State.LimitationInterruptedAt);
    }

    [Fact]
    public void Mediating_with_an_agency_does_not_interrupt_the_periods_for_a_suit()
    {
        var life = Given.AnAcceptedDispute(category: "GOV");

        Assert.Equal((ClockStatus.Running, ClockStatus.Running, null), (life.Clock("period-recon-apply-1").Status, life.Clock("period-admin-lit-sue-1").Status, life.State.LimitationInterruptedAt));
    }

    [Fact]
    public void A_party_reads_days_left_duty_and_loss_in_both_languages()
    {
        var life = Registered("GOV").To("2026-05-01T08:00+08:00");

        var period = DisputeViews.Progress(life.State, Given.Law, life.Now).Yours[0];

        Assert.Equal(("period-recon-apply-1", 5), (period.Id, period.DaysLeft));
        Assert.Equal(new Sentence("丧失申请行政复议的权利", "right lapses"), period.IfMissed);
        Assert.Contains("当事人自己的期限", period.DutyInWords!.Zh, StringComparison.Ordinal);
        Assert.All(DisputeViews.Of(life.State, Given.Law, Given.Clerk, life.Now).Clocks, clock => Assert.NotEmpty(clock.DutyInWords!.En));
    }

    [Fact]
    public void The_lead_is_warned_of_a_window_of_the_party_and_what_is_lost_with_it()
    {
        var life = Registered("GOV").To("2026-05-07T00:00+08:00");

        life.Wake();

        var warnings = life.Notices.Where(notice => notice.Kind.StartsWith("party-window", StringComparison.Ordinal)).ToArray();
        Assert.Equal(
            ["party-window-thirty-days warning", "party-window-under-seven-days urgent", "party-window-three-days urgent", "party-window-tomorrow urgent"],
            warnings.Select(notice => $"{notice.Kind} {notice.Severity}"));
        Assert.All(warnings, notice => Assert.Equal("510304104-centre", notice.Agency));
        Assert.All(warnings, notice => Assert.Contains("丧失申请行政复议的权利", notice.Payload, StringComparison.Ordinal));
        Assert.Equal(ClockStatus.Expired, life.Clock("period-recon-apply-1").Status);
    }

    [Fact]
    public void Whatever_category_day_and_outcome_limitation_begins_anew_once_and_in_full() =>
        Gen.Select(Gen.Int[0, Given.Law.Routing.Categories.Length - 1], Gen.Int[0, 1500], Gen.Int[0, 25], Gen.Bool).Sample((which, daysBefore, daysAfter, withdrawn) =>
        {
            var category = Given.Law.Routing.Categories[which];
            var channel = Given.Law.Routing.Channel(category.DefaultChannel)!;
            var occurred = new DateOnly(2026, 3, 2).AddDays(-daysBefore);
            var life = Registered(category.Code, $"{occurred:yyyy-MM-dd}").With(new Triage { Category = category.Code }, Given.Clerk)
                .With(new Assign { Lead = "510304104-committee" }, Given.Clerk).With(new Accept(), Given.Lead);
            var interrupted = life.State.Clocks.Any(clock => clock is { Key: ClockKeys.Limitation, Status: ClockStatus.Interrupted });
            var over = life.State.Clocks.Any(clock => clock is { Key: ClockKeys.Limitation, Status: ClockStatus.Expired });
            Assert.Equal(category.Limitation is not null && channel.InterruptsLimitation && !over, interrupted);
            Assert.Equal(category.Limitation is not null && !interrupted && !over ? 1 : 0, Open(life));
            life.After(TimeSpan.FromDays(daysAfter));
            var route = Given.Law.Routing.NextRoutes(category.Code, channel.Id).First();

            life.With(withdrawn ? new Withdraw { Reason = "自行和解" } : Given.NotAgreed(route.Id), Given.Lead);

            over |= life.State.Clocks.Any(clock => clock is { Key: ClockKeys.Limitation, Status: ClockStatus.Expired });
            Assert.Equal(category.Limitation is null || over ? 0 : 1, Open(life));
            if (!interrupted)
                return;
            var anew = life.State.OpenClock(ClockKeys.Limitation)!;
            var years = Given.Law.Rules.Of(anew.Due).Length;
            Assert.Equal((life.Now.Day.AddMonths(12 * years), PeriodUnit.Year), (anew.Due.NominalEnd, anew.Due.Unit));
        }, iter: 500);

    private static int Open(Life life) => life.State.Clocks.Count(clock => clock.Key is ClockKeys.Limitation && clock.IsOpen);

    private static (string Id, string Rule) OpenLimitation(Life life) =>
        life.State.OpenClock(ClockKeys.Limitation) is { } clock ? (clock.Id, clock.Due.RuleId) : ("", "");

    private static ClockView Seen(Life life, string id) => DisputeViews.Of(life.State, Given.Law, Given.Clerk, life.Now).Clocks.Single(clock => clock.Id == id);

    private static Life Registered(string? category, string? occurredOn = null) => Given.ARegisteredDispute(registration: Given.Registration with
    {
        Category = category,
        OccurredOn = occurredOn is null ? null : DateOnly.ParseExact(occurredOn, "yyyy-MM-dd", CultureInfo.InvariantCulture),
    });
}
