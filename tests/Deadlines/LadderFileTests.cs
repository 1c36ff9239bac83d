using System.Globalization;
using Suyuan.Deadlines;
using Xunit;

namespace Suyuan.Tests.Deadlines;

public sealed class LadderFileTests
{
    private const string Half = "half,fraction,0.5,info,holder,half-gone";
    private const string Eve = "eve,before,1,urgent,holder|leader,due-tomorrow";
    private const string Due = "due,due,0,overdue,holder,due";

    [Fact]
    public void Every_field_of_a_row_is_in_its_step() =>
        Assert.Equal(
            [
                "half Fraction 0.5 Info holder half-gone",
                "four-fifths Fraction 0.8 Warning holder four-fifths-gone",
                "three-days-before Before 3 Warning holder|leader due-in-three-days",
                "one-day-before Before 1 Urgent holder|leader due-tomorrow",
                "due Due 0 Overdue holder|leader|superior due",
                "one-day-after After 1 Overdue leader|superior overdue",
                "seven-days-after After 7 Overdue superior|coordinator long-overdue",
            ],
            LawBook.Load().Ladder.Steps.Where(step => step.Duties.Contains(Duty.Agency)).Select(step => string.Create(
                CultureInfo.InvariantCulture,
                $"{step.Id} {step.Kind} {step.Value} {step.Severity} {string.Join('|', step.Audience)} {step.NoticeKind}")));

    [Fact]
    public void A_step_is_found_by_its_name()
    {
        var ladder = LadderOf(Half, Eve);

        Assert.Equal(RungKind.Before, ladder.Find("eve")!.Kind);
        Assert.Null(ladder.Find("due"));
    }

    [Theory]
    [InlineData("a,fraction,0.01,info,holder,n")]
    [InlineData("a,fraction,0.99,info,holder,n")]
    [InlineData("a,before,1,info,holder,n")]
    [InlineData("a,before,365,info,coordinator,n")]
    [InlineData("a,after,1,info,superior,n")]
    [InlineData("a,after,365,info,leader,n")]
    [InlineData("a,due,0,info,holder,n")]
    public void A_value_at_its_bound_is_taken(string row) => Assert.Single(LadderOf(row).Steps);

    [Theory]
    [InlineData("a,fraction,0,info,holder,n", "value: 0 does not fit kind fraction")]
    [InlineData("a,fraction,1,info,holder,n", "value: 1 does not fit kind fraction")]
    [InlineData("a,due,1,info,holder,n", "value: 1 does not fit kind due")]
    [InlineData("a,before,0,info,holder,n", "value: 0 does not fit kind before")]
    [InlineData("a,before,366,info,holder,n", "value: 366 does not fit kind before")]
    [InlineData("a,after,1.5,info,holder,n", "value: 1.5 does not fit kind after")]
    [InlineData("a,later,1,info,holder,n", "kind: \"later\" is none of after, before, due, fraction")]
    [InlineData("a,due,0,loud,holder,n", "severity: \"loud\" is none of info, overdue, urgent, warning")]
    [InlineData("a,due,0,info,,n", "audience: \"\" must be made of coordinator, holder, lead, leader, legal-aid, superior")]
    [InlineData("a,due,0,info,holder|mayor,n", "audience: \"holder|mayor\" must be made of coordinator, holder, lead, leader, legal-aid, superior")]
    [InlineData(",due,0,info,holder,n", "rung: a value is required")]
    [InlineData("a,due,0,info,holder,", "noticeKind: a value is required")]
    public void A_row_that_is_wrong_in_itself_is_refused(string row, string message) => Assert.Equal($"Deadlines/ladder.csv line 5, {message}.", Refused(row));

    [Theory]
    [InlineData(Due, "due,after,1,overdue,leader,overdue", "rung: due is there twice")]
    [InlineData(Due, Half, "value: half does not come after due")]
    [InlineData(Half, "again,fraction,0.5,info,holder,half-gone", "value: again does not come after half")]
    [InlineData(Eve, "earlier,before,3,info,holder,soon", "value: earlier does not come after eve")] // three days before lie earlier than one
    [InlineData("late,after,7,overdue,leader,overdue", "soon,after,1,overdue,leader,overdue", "value: soon does not come after late")]
    public void Rows_out_of_the_order_of_time_are_refused(string one, string other, string message) =>
        Assert.Equal($"Deadlines/ladder.csv line 6, {message}.", Refused(one, other));

    private static string Refused(params string[] rows) => Assert.Throws<DataFileException>(() => LadderOf(rows)).Message;

    /// <param name="rows">Without their last column: the clocks are an agency's.</param>
    internal static Ladder LadderOf(params string[] rows) => Ladder.Load(
        _ => new StringReader(string.Join(
            '\n', ["# source: test", "# version: 1", "# in-force: now", "rung,kind,value,severity,audience,noticeKind,duty", .. rows.Select(row => $"{row},agency")])),
        LawBook.Load().Policy);
}
