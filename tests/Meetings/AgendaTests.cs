using System.Collections.Immutable;
using System.Globalization;
using Suyuan.Areas;
using Suyuan.Meetings;
using Suyuan.Tests.Support;
using Xunit;

namespace Suyuan.Tests.Meetings;

/// <summary>联席会议议题: one item for each thing, with all its reasons, in order, and bounded.</summary>
public sealed class AgendaTests
{
    private static readonly AreaCode County = AreaCode.Parse("510304");

    private static readonly Moment Now = new(DateTimeOffset.Parse(Given.Monday, CultureInfo.InvariantCulture));

    [Fact]
    public void F27_Each_thing_stands_once_with_all_its_reasons_the_most_urgent_first_and_what_is_due_first()
    {
        var agenda = Of(
            ("overdue", [Finding("a", 5), Finding("b", 1)]), ("red-watch", [Finding("c", 9), Finding("a", 5)]), ("order-unanswered", [Finding("d", 2)]), ("watch", [Finding("c", 9), Finding("e", null)]));

        Assert.Equal(["a red-watch|overdue", "c red-watch|watch", "d order-unanswered", "b overdue", "e watch"], agenda.Items.Select(Told));
        Assert.False(agenda.More);
    }

    [Fact]
    public void D_3_6_The_order_is_that_of_the_table_red_watch_before_all() =>
        Assert.Equal(["red-watch", "red-warning", "contested", "returned", "order-unanswered", "overdue", "watch"], Given.Law.Agenda.Rows.Select(row => row.Reason));

    [Fact]
    public void An_agenda_is_bounded_and_says_that_there_is_more()
    {
        var most = Given.Law.Agenda.Find("red-warning")!.Most;

        var agenda = Of(("red-warning", [.. Enumerable.Range(0, most + 1).Select(index => Finding($"w{index:000}", index))]));

        Assert.Equal((most, true), (agenda.Items.Length, agenda.More));
        Assert.All(agenda.Items, item => Assert.Equal(("红色预警", 1), (item.Reasons[0].Words.Zh[^4..], item.Reasons.Length)));
    }

    private static AgendaView Of(params (string Reason, ImmutableArray<AgendaFinding> Found)[] found) =>
        Agenda.Of(County, Now, [.. found.Select(one => (Given.Law.Agenda.Find(one.Reason)!, one.Found))]);

    private static AgendaFinding Finding(string subject, int? day) =>
        new(subject, County, "NEI", Given.Housing.Agency!.Value, day is { } days ? Now.At.AddDays(days) : null, $"/v1/disputes/{subject}");

    private static string Told(AgendaItem item) => $"{item.Subject} {string.Join('|', item.Reasons.Select(reason => reason.Reason))}";
}
