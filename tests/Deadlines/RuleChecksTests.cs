using Suyuan.Deadlines;
using Xunit;

namespace Suyuan.Tests.Deadlines;

/// <summary>A city's own value beside the law's: it may bind itself to less and never allow itself more.</summary>
public sealed class RuleChecksTests
{
    private const string Law = "version 1, 《信访工作条例》第34条";

    private static readonly TimeLimitRule Below = Rules.Of(60, PeriodUnit.Day) with
    {
        RollOn = RollOn.HolidayOnly,
        SuspendOn = ["appraisal", "hearing"],
        ExtensionUnit = PeriodUnit.Day,
        ExtensionTimes = 2,
        ExtensionSteps = [new(15, "head"), new(30, "upper-organ")],
    };

    private static readonly TimeLimitRule Same = Below with { Version = 2, Level = RuleLevel.Municipal, ApprovedBy = "市信访局" };

    [Fact]
    public void What_is_as_strict_or_stricter_stands()
    {
        Assert.Empty(Faults(Same));
        Assert.Empty(Faults(Same with { Length = 59, RollOn = RollOn.None, SuspendOn = ["hearing"] }));
        Assert.Empty(Faults(Same with { ExtensionSteps = [new(14, "head"), new(30, "upper-organ")] }));
        Assert.Empty(Faults(Same with { ExtensionSteps = [new(15, "head")], ExtensionTimes = 1 }));
        Assert.Empty(Faults(Same with { ExtensionSteps = [], ExtensionTimes = 0, ExtensionUnit = PeriodUnit.None }));
    }

    [Fact]
    public void What_is_laxer_is_a_fault_of_its_field()
    {
        const string Further = $"maxExtension: it allows other or longer extensions than {Law}";

        Assert.Equal([$"length: 61 is laxer than the 60 of {Law}"], Faults(Same with { Length = 61 }));
        Assert.Equal([$"unit: it must be working-day as in {Law}"], Faults(Same, Below with { Unit = PeriodUnit.WorkingDay }));
        Assert.Equal([$"duty: it must be mediator as in {Law}"], Faults(Same, Below with { Duty = Duty.Mediator }));
        Assert.Equal([$"rollOn: it ends later than {Law}"], Faults(Same with { RollOn = RollOn.WeekendAndHoliday }));
        Assert.Equal([$"suspendOn: {Law} does not stand still for notice"], Faults(Same with { SuspendOn = ["hearing", "notice"] }));
        Assert.Equal([Further], Faults(Same with { ExtensionSteps = [new(16, "head"), new(30, "upper-organ")] }));
        Assert.Equal([Further], Faults(Same with { ExtensionSteps = [new(15, "head"), new(31, "upper-organ")] }));
        Assert.Equal([Further], Faults(Same with { ExtensionSteps = [new(15, "head"), new(null, "upper-organ")] }));
        Assert.Equal([Further], Faults(Same with { ExtensionSteps = [new(15, "head"), new(30, "head")] }));
        Assert.Equal([Further], Faults(Same with { ExtensionTimes = 3 }));
        Assert.Equal([Further], Faults(Same with { ExtensionTimes = null }));
        Assert.Equal([Further], Faults(Same with { ExtensionTimes = null }, Below with { ExtensionTimes = 9 }));
        Assert.Equal([Further], Faults(Same with { ExtensionUnit = PeriodUnit.WorkingDay }));
        Assert.Equal([Further], Faults(Same, Below with { ExtensionSteps = [], ExtensionTimes = 0 }));
    }

    [Fact]
    public void Where_the_law_names_no_longest_extension_any_length_stands() =>
        Assert.Empty(Faults(Same, Below with { ExtensionSteps = [new(null, "head"), new(30, "upper-organ")] }));

    [Fact]
    public void Every_fault_is_named_and_not_only_the_first() =>
        Assert.Equal(["duty", "length", "rollOn"], Faults(Same with { Duty = Duty.Mediator, Length = 61, RollOn = RollOn.WeekendAndHoliday }).Select(fault => fault.Split(':')[0]));

    [Fact]
    public void Before_something_more_days_are_stricter()
    {
        var (below, same) = (Backward(Below), Backward(Same));

        Assert.Empty(Faults(same with { Length = 61 }, below));
        Assert.Empty(Faults(same, below));
        Assert.Equal([$"length: 59 is laxer than the 60 of {Law}"], Faults(same with { Length = 59 }, below));
        Assert.Equal([$"direction: it must be forward as in {Law}"], Faults(same, Below with { RollOn = RollOn.None }));
    }

    [Fact]
    public void Hours_of_a_law_that_counts_from_the_moment_do_not_wait_for_the_next_hour()
    {
        var (below, same) = (Hours(Below), Hours(Same));

        Assert.Equal([$"nextHour: it ends later than {Law}"], Faults(same with { FromNextHour = true }, below));
        Assert.Empty(Faults(same with { FromNextHour = true }, below with { FromNextHour = true }));
        Assert.Empty(Faults(same, below with { FromNextHour = true }));
    }

    [Fact]
    public void A_party_s_own_time_limit_is_the_law_s_alone() =>
        Assert.Equal([$"level: a party's own time limit is the law's alone ({Law})"], Faults(Same with { Duty = Duty.Party, Length = 30 }, Below with { Duty = Duty.Party }));

    [Theory]
    [InlineData(RuleLevel.Benchmark)]
    [InlineData(RuleLevel.Local)]
    internal void A_default_binds_nobody(RuleLevel level) => Assert.Empty(Faults(Same with { Length = 999 }, Below with { Level = level }));

    [Theory]
    [InlineData(RuleLevel.National)]
    [InlineData(RuleLevel.Ministerial)]
    [InlineData(RuleLevel.Judicial)]
    [InlineData(RuleLevel.Provincial)]
    internal void Whatever_stands_above_the_city_binds_it(RuleLevel level) =>
        Assert.Single(Faults(Same with { Length = 999 }, Below with { Level = level, ApprovedBy = "省司法厅" }));

    [Fact]
    public void What_the_province_only_proposes_binds_nobody() =>
        Assert.Empty(Faults(Same with { Length = 999 }, Below with { Level = RuleLevel.Provincial, ApprovedBy = "" }));

    [Fact]
    public void Two_versions_are_compared_whichever_was_read_first() =>
        Assert.Equal([$"length: 61 is laxer than the 60 of {Law}"], Words(RuleChecks.Against(Below, Same with { Length = 61 })));

    [Theory]
    [InlineData(2022, 2024, 2024, 2026, false)] // one ends on the day the other begins
    [InlineData(2022, 2025, 2024, 2026, true)]
    [InlineData(2024, 2026, 2022, 2024, false)]
    [InlineData(2024, 2026, 2022, 2025, true)]
    [InlineData(2022, null, 2024, 2026, true)]
    [InlineData(2024, null, 2022, 2024, false)]
    [InlineData(2022, 2024, 2024, null, false)]
    [InlineData(2024, 2026, 2022, null, true)]
    [InlineData(2022, null, 2024, null, true)]
    public void Only_a_law_of_the_same_days_binds(int lawFrom, int? lawTo, int cityFrom, int? cityTo, bool binds) =>
        Assert.Equal(
            binds,
            Faults(Same with { Length = 61, InForceFrom = New(cityFrom), InForceTo = To(cityTo) }, Below with { InForceFrom = New(lawFrom), InForceTo = To(lawTo) }).Length > 0);

    private static string[] Faults(TimeLimitRule city) => Faults(city, Below);

    private static string[] Faults(TimeLimitRule city, TimeLimitRule law) => Words(RuleChecks.Against(city, law));

    private static string[] Words(IEnumerable<RuleFault> faults) => [.. faults.Select(fault => $"{fault.Field}: {fault.Problem}")];

    private static TimeLimitRule Backward(TimeLimitRule rule) => Plain(rule) with { Direction = CountDirection.Before };

    private static TimeLimitRule Hours(TimeLimitRule rule) => Plain(rule) with { Unit = PeriodUnit.Hour };

    private static TimeLimitRule Plain(TimeLimitRule rule) =>
        rule with { RollOn = RollOn.None, SuspendOn = [], ExtensionSteps = [], ExtensionTimes = 0, ExtensionUnit = PeriodUnit.None };

    private static DateOnly New(int year) => new(year, 1, 1);

    private static DateOnly? To(int? year) => year is { } end ? New(end) : null;
}
