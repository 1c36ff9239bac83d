using Suyuan.Deadlines;
using Suyuan.Disputes;
using Suyuan.Tests.Support;
using Xunit;

namespace Suyuan.Tests.Disputes;

/// <summary>法律援助法第44条: with fewer than seven days left of the party's own time, aid is urgent.</summary>
public sealed class LegalAidTests
{
    private const string LegalAid = "510304-legal-aid";

    private static readonly RequestService AskForAid = new() { Kind = ServiceKind.LegalAid, Owner = LegalAid };

    [Fact]
    public void Aid_that_is_asked_for_while_a_right_is_about_to_lapse_runs_at_once_and_says_which()
    {
        var life = EndingOn(6).With(AskForAid, Given.Clerk); // Friday, four days on

        Assert.Equal(("legalaid-decide", "legalaid-urgent"), (life.Clock("service-1-1").Due.RuleId, life.Clock("service-urgent-1-1").Due.RuleId));
        Assert.Equal((life.Now.At, LegalAid), (life.Clock("service-urgent-1-1").Due.DueAt, life.Clock("service-urgent-1-1").Holder));
        var notice = life.Notices.Single(notice => notice.Kind == "service-asked-urgent");
        Assert.Equal((LegalAid, "urgent"), (notice.Agency, notice.Severity));
        Assert.Contains("\"clock\":\"limitation-1\"", notice.Payload, StringComparison.Ordinal);
        Assert.Contains("对方提出时效抗辩的，法院不再保护该请求", notice.Payload, StringComparison.Ordinal);
        Assert.Contains("loses court protection if pleaded", notice.Payload, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2026-03-03T00:00:00+08:00", "info")]
    [InlineData("2026-03-03T00:00:01+08:00", "urgent")]
    public void Seven_whole_days_are_not_fewer_than_seven(string asked, string severity)
    {
        var life = EndingOn(9).To(asked); // until 24:00 on the 9th

        life.Do(AskForAid, Given.Clerk);

        Assert.Equal(severity, life.Notices.Single(notice => notice.Kind.StartsWith("service-asked", StringComparison.Ordinal)).Severity);
        Assert.Equal(severity is "urgent", life.State.OpenClock($"{ClockKeys.ServiceUrgent}1") is not null);
    }

    [Fact]
    public void An_instalment_that_is_due_soon_is_a_duty_and_makes_nothing_urgent()
    {
        var life = Given.AnAgreedDispute("2026-03-04").With(AskForAid, Given.Clerk);

        Assert.Equal("info", life.Notices.Single(notice => notice.Kind == "service-asked").Severity);
    }

    [Fact]
    public void Other_services_are_not_urgent_for_that()
    {
        var life = EndingOn(6).With(AskForAid with { Kind = ServiceKind.PsychologicalComfort }, Given.Clerk);

        Assert.Equal("info", life.Notices.Single(notice => notice.Kind == "service-asked").Severity);
    }

    [Fact]
    public void Aid_that_was_given_ends_both_clocks()
    {
        var life = EndingOn(6).With(AskForAid, Given.Clerk).With(new CompleteService { Service = 1, Outcome = ServiceOutcome.Delivered }, Given.Clerk);

        Assert.Equal((ClockStatus.Met, ClockStatus.Met), (life.Clock("service-1-1").Status, life.Clock("service-urgent-1-1").Status));
    }

    [Fact]
    public void A_right_that_comes_under_seven_days_is_told_to_whoever_owes_aid_once_and_urgently()
    {
        var life = EndingOn(20).With(AskForAid, Given.Clerk).To("2026-03-14T12:00+08:00");
        life.Wake();
        life.Wake();
        life.To("2026-03-15T12:00+08:00").Wake();

        var told = Assert.Single(life.Notices, notice => notice.Agency == LegalAid && notice.Kind == "party-window-under-seven-days");
        Assert.Equal(("urgent", new DateOnly(2026, 3, 14)), (told.Severity, new Moment(life.Rungs.Single(rung => rung.Rung == "party-under-seven-days").DueAt).Day));
        Assert.Contains("法院不再保护该请求", told.Payload, StringComparison.Ordinal);
        Assert.Single(life.Notices, notice => notice.Agency == "510304104-centre" && notice.Kind == "party-window-under-seven-days");
    }

    [Fact]
    public void Whoever_has_given_aid_hears_no_more_of_it()
    {
        var life = EndingOn(20).With(AskForAid, Given.Clerk).With(new CompleteService { Service = 1, Outcome = ServiceOutcome.Delivered }, Given.Clerk);

        life.To("2026-03-15T12:00+08:00").Wake();

        Assert.DoesNotContain(life.Notices, notice => notice.Agency == LegalAid && notice.Kind == "party-window-under-seven-days");
        Assert.Contains(life.Notices, notice => notice.Kind == "party-window-under-seven-days");
    }

    [Fact]
    public void A_window_that_begins_under_seven_days_is_told_as_it_begins()
    {
        var life = Given.AnAcceptedDispute(category: "TRA", channel: "people-mediation").With(AskForAid, Given.Clerk);

        life.With(Given.NotAgreed("traffic-police-mediation"), Given.Lead);

        var told = Assert.Single(life.Notices, notice => notice.Kind == "right-about-to-lapse");
        Assert.Equal((LegalAid, "urgent"), (told.Agency, told.Severity));
        Assert.Contains("route-traffic-police-mediation-1", told.Payload, StringComparison.Ordinal);
        life.With(Given.Answer, Given.Lead);
        Assert.Single(life.Notices, notice => notice.Kind == "right-about-to-lapse");
    }

    /// <summary>Limitation that ends on a day of March 2026; nobody has taken the case yet.</summary>
    private static Life EndingOn(int day) =>
        Given.ARegisteredDispute(registration: Given.Registration with { OccurredOn = new DateOnly(2023, 3, day) });
}
