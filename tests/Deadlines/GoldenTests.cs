using System.Collections.Immutable;
using Suyuan.Deadlines;
using Xunit;

namespace Suyuan.Tests.Deadlines;

/// <summary>
/// Ends that were counted apart from the product, each with the reason why it is so: golden/*.csv. No row is ever made from
/// what the product says; a row and the product that differ are settled by the law named in the row.
/// </summary>
public sealed class GoldenTests
{
    private static readonly LawBook Law = LawBook.Load();

    private static readonly ImmutableArray<GoldenRow> Golden = GoldenRow.All();

    public static TheoryData<string, long> Rows => [.. Golden.Select(row => new TheoryDataRow<string, long>(row.File, row.Line) { TestDisplayName = row.ToString() })];

    [Theory]
    [MemberData(nameof(Rows))]
    public void A_period_ends_when_the_law_says(string file, long line)
    {
        var row = Golden.Single(row => row.File == file && row.Line == line);
        var trigger = new Moment(row.Trigger);
        var rule = Law.Rules.Find(row.Rule, trigger.Day);
        Assert.NotNull(rule);

        var due = DueDates.Compute(rule, new TriggerEvent(rule.Trigger, trigger.At), Law.Calendar, row.Extensions, row.Excluded);

        Assert.Equal(row.Expected, GoldenRow.Literally(due));
    }

    [Fact]
    public void There_are_enough_of_them_and_each_says_why()
    {
        Assert.True(Golden.Length >= 250, $"{Golden.Length} rows");
        Assert.All(Golden, row => Assert.True(row.Reason.Length >= 20, row.ToString()));
        Assert.Equal(Golden.Length, Golden.Select(row => row.ToString()).Distinct().Count());
    }

    [Fact]
    public void Every_version_of_every_time_limit_in_force_is_among_them() =>
        Assert.Empty(Law.Rules.All.Where(rule => !rule.IsProposed).Select(rule => (rule.Id, rule.Version)).Except(Golden.Select(row => (row.Rule, row.Version))));

    [Fact]
    public void Every_day_off_and_every_make_up_day_of_the_announced_years_is_met_by_a_count()
    {
        var met = Golden.Where(row => row.Limit.EndsWith("day", StringComparison.Ordinal)).SelectMany(DaysOf).ToHashSet();

        Assert.Empty(Law.Calendar.Years.Where(year => !year.Provisional).SelectMany(year => year.Days).Select(day => day.Date).Except(met));
    }

    private static IEnumerable<DateOnly> DaysOf(GoldenRow row)
    {
        var trigger = new Moment(row.Trigger).Day;
        var (from, to) = row.End < trigger ? (row.End, trigger) : (trigger, row.End);
        return Enumerable.Range(0, to.DayNumber - from.DayNumber + 1).Select(from.AddDays);
    }
}
