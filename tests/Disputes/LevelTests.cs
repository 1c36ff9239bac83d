using CsCheck;
using Suyuan.Agencies;
using Suyuan.Areas;
using Suyuan.Disputes;
using Suyuan.Identity;
using Suyuan.Tests.Support;
using Xunit;

namespace Suyuan.Tests.Disputes;

/// <summary>分级负责: a case begins on the lowest level and goes up or down one level at a time, reasoned, timed and recorded.</summary>
public sealed class LevelTests
{
    private static readonly HandUp Up = new() { Reason = "超出本级调解能力" };
    private static readonly HandDown Down = new() { Reason = "应当就地化解" };

    [Theory]
    [InlineData("510304104218", "NEI", AreaLevel.Village, "510304104218-committee", "分级负责：邻里纠纷从最低的村（社区）一级办起，由高庙村委会人民调解委员会首接；上交须逐级、说明理由。")]
    [InlineData("510304104218", "WAG", AreaLevel.Township, "510304104-labour-centre", "分级负责：农民工工资纠纷的调解组织最低设在乡镇（街道），从乡镇（街道）一级办起，由何市镇劳动人事争议调解中心首接。")]
    [InlineData("510304104218", "MED", AreaLevel.County, "510304-medical-committee", "分级负责：医疗纠纷的调解组织最低设在区县，从区县一级办起，由大安区医疗纠纷人民调解委员会首接。")]
    [InlineData("510304", "NEI", AreaLevel.County, "510304-committee", "分级负责：纠纷涉及整个区县，从区县一级办起，由大安区人民调解委员会首接。")]
    public void D_1_1_A_case_begins_on_the_lowest_level_that_is_competent(string area, string category, AreaLevel level, string unit, string why)
    {
        var advice = Given.Law.Routing.Route(AreaCode.Parse(area), category, Given.Law.Areas)!;

        Assert.Equal((level, unit, why), (advice.Level.Level, advice.MediationBody.ToString(), advice.Level.Why.Zh));
        Assert.Equal(advice.MediationBody, LevelResponsibility.WayUp(AreaCode.Parse(area), Given.Law.Routing.Category(category)!, Given.Law)[0].Unit);
    }

    [Fact]
    public void D_3_1_A_case_goes_up_one_level_with_reason_clock_and_record()
    {
        var life = Given.AnAcceptedDispute();
        Assert.Equal(AreaLevel.Township, life.State.Lead.Area.Level);

        life.With(Up, Given.Lead);
        var clock = life.Clock("transfer-1");
        Assert.Equal(("510304-committee", "510304-committee", "policy-transfer-response"), (life.State.Transfer!.To.ToString(), clock.Holder, clock.RuleId));
        life.With(new AcceptTransfer(), Given.Someone(Role.Handler, "510304-committee"));

        Assert.Equal(("510304-committee", AreaLevel.County, "超出本级调解能力"), (life.State.Lead.ToString(), life.State.Escalation!.Level, life.State.Escalation.Reason));
        Assert.Equal(["hand-up", "accept-transfer"], life.Steps.TakeLast(2).Select(step => step.Act));
        Assert.Contains("超出本级调解能力", life.Steps[^2].Data, StringComparison.Ordinal);
    }

    [Fact]
    public void D_3_1_And_down_again_which_ends_the_higher_level()
    {
        var county = Given.Someone(Role.Handler, "510304-committee");
        var life = Given.AnAcceptedDispute().With(Up, Given.Lead).With(new AcceptTransfer(), county);

        life.With(Down, county).With(new AcceptTransfer(), Given.Lead);

        Assert.Equal(("510304104-committee", null), (life.State.Lead.ToString(), life.State.Escalation));
        Assert.Equal(2, life.State.ClockCounts[ClockKeys.Transfer]);
    }

    [Fact]
    public void A_unit_that_has_no_like_below_hands_to_the_body_of_the_level_or_its_centre()
    {
        Assert.Equal("510304104-committee", Handed("510304-housing", AreaLevel.Township, "NEI"));
        Assert.Equal("510304104-centre", Handed("510304-medical-committee", AreaLevel.Township, "MED"));
        Assert.Equal("510300-housing", Handed("510304-housing", AreaLevel.City, "NEI"));
        Assert.Equal("510304104-centre", Handed("510304-housing", AreaLevel.Township, null));

        static string? Handed(string from, AreaLevel level, string? category) =>
            LevelResponsibility.UnitOn(level, AreaCode.Parse("510304104218"), category, AgencyId.Parse(from).Kind, Given.Law)?.ToString();
    }

    [Fact]
    public void There_is_no_level_below_the_place_and_none_above_the_city()
    {
        var life = Given.AnAcceptedDispute();
        Assert.Equal("NoLevelThere", Life.Told(life.Do(Down, Given.Lead).Refusal));

        var city = Given.AnAcceptedDispute();
        for (var unit = "510304-committee"; ; unit = "510300-committee")
        {
            var lead = new Actor("lead", Role.Handler, city.State.Lead);
            if (city.Do(Up, lead) is { Succeeded: false } refused)
            {
                Assert.Equal(("NoLevelThere", "510300-committee"), (Life.Told(refused.Refusal), city.State.Lead.ToString()));
                break;
            }

            city.With(new AcceptTransfer(), Given.Someone(Role.Handler, unit));
        }
    }

    [Fact]
    public void D_9_12_However_it_is_handed_up_and_down_it_has_one_lead_and_a_running_clock() =>
        Gen.Bool.Array[1, 8].Sample(
            ups =>
            {
                var life = Given.AnAcceptedDispute();
                foreach (var up in ups)
                {
                    var lead = new Actor("lead", Role.Handler, life.State.Lead);
                    life.After(TimeSpan.FromMinutes(1));
                    if (life.Do(up ? Up : Down, lead).Succeeded)
                        life.With(new AcceptTransfer(), new Actor("other", Role.Handler, life.State.Transfer!.To));
                    Assert.Contains(life.State.Clocks, clock => clock.Status is Suyuan.Deadlines.ClockStatus.Running && !clock.IsOwn());
                    Assert.True(
                        life.State.Lead.Area.Level <= (life.State.Escalation?.Level ?? Routing.Registrar(life.State.Area).Area.Level),
                        "No lead stands above the last recorded escalation.");
                }
            },
            iter: 50);
}
