using System.Globalization;
using CsCheck;
using Suyuan.Agencies;
using Suyuan.Identity;
using Suyuan.Projection;
using Suyuan.Tests.Support;
using Xunit;

namespace Suyuan.Tests.Agencies;

/// <summary>An agency's inbox by example and by property: no gap, nothing twice, and silence that rings step by step.</summary>
public sealed class InboxRulesTests
{
    private static readonly AgencyId Committee = AgencyId.Parse("510304104-committee");
    private static readonly AgencyId City = AgencyId.Parse("510300-coordinator");

    [Fact]
    public void What_waits_is_taken_as_it_happened_and_numbered_without_gaps()
    {
        var taken = InboxRules.Take(
            new AgencyState { LastSequence = 7 },
            Committee,
            [Waiting("51030420260000015-10-0"), Waiting("51030420260000015-9-1"), Waiting("51030420260000015-9-0"), Waiting("51030420260000023-2-0", minutes: -5)],
            Given.Law,
            At("2026-03-02T10:00"));

        Assert.Equal(
            [("51030420260000023-2-0", 8), ("51030420260000015-9-0", 9), ("51030420260000015-9-1", 10), ("51030420260000015-10-0", 11)],
            taken.Written.Taken.Select(row => (row.Id, (int)row.Sequence)));
        Assert.Equal(11, taken.LastSequence);
    }

    [Theory]
    [InlineData("info", null)]
    [InlineData("warning", "2026-03-06T00:00")]
    [InlineData("urgent", "2026-03-04T00:00")]
    [InlineData("overdue", "2026-03-04T00:00")]
    public void How_loud_a_notice_is_decides_until_when_a_person_has_to_acknowledge_it(string severity, string? by)
    {
        var taken = InboxRules.Take(new AgencyState(), Committee, [Waiting("51030420260000015-1-0", severity)], Given.Law, At("2026-03-02T10:00"));

        // From a Monday: one working day ends with Tuesday, three with Thursday.
        DateTimeOffset? expected = by is null ? null : At(by).At;
        Assert.Equal(expected, taken.Written.Taken[0].AcknowledgeBy);
        Assert.Equal(taken.Written.Taken[0].AcknowledgeBy, taken.AnswerBy);
        // The next morning's list comes before any limit.
        Assert.Equal(taken.NextDigest, taken.WakeAt);
    }

    [Fact]
    public void Silence_goes_to_the_leader_then_the_superior_then_the_coordinator_each_once()
    {
        var agency = InboxRules.Take(new AgencyState(), Committee, [Waiting("51030420260000015-1-0", "urgent")], Given.Law, At("2026-03-02T10:00"));

        var leader = InboxRules.Elapse(agency, Committee, 1, Given.Law, At("2026-03-04T00:00"));
        var again = InboxRules.Elapse(leader, Committee, 1, Given.Law, At("2026-03-04T08:59"));
        var superior = InboxRules.Elapse(again, Committee, 1, Given.Law, At("2026-03-04T09:00"));
        var coordinator = InboxRules.Elapse(superior, Committee, 1, Given.Law, At("2026-03-06T09:00"));
        var later = InboxRules.Elapse(coordinator, Committee, 1, Given.Law, At("2026-06-01T09:00"));

        Assert.Equal([("unanswered", "510304104-committee")], Told(leader));
        Assert.Same(leader, again);
        Assert.Equal([("unanswered-below", "510304-centre")], Told(superior));
        Assert.Equal([("unanswered-long", "510304-coordinator")], Told(coordinator));
        Assert.Same(coordinator, later);
        Assert.Equal(coordinator.NextDigest, coordinator.WakeAt);
    }

    [Fact]
    public void After_an_outage_all_steps_that_were_due_are_taken_at_once_in_order()
    {
        var agency = InboxRules.Take(new AgencyState(), Committee, [Waiting("51030420260000015-1-0", "urgent")], Given.Law, At("2026-03-02T10:00"));

        var late = InboxRules.Elapse(agency, Committee, 3, Given.Law, At("2026-04-01T10:00"));

        Assert.Equal(["unanswered", "unanswered-below", "unanswered-long"], Told(late).Select(told => told.Kind));
        Assert.Equal(3, late.Written.Notices.Select(notice => notice.Id).Distinct().Count());
        Assert.All(late.Written.Notices, notice => Assert.Contains("\"count\":3", notice.Payload, StringComparison.Ordinal));
    }

    [Fact]
    public void Nobody_is_told_of_its_own_silence_as_a_unit_below()
    {
        var agency = InboxRules.Take(new AgencyState(), City, [Waiting("51030020260000015-1-0", "urgent")], Given.Law, At("2026-03-02T10:00"));

        var silent = InboxRules.Elapse(agency, City, 1, Given.Law, At("2026-06-01T10:00"));

        Assert.Equal([("unanswered", "510300-coordinator")], Told(silent));
        Assert.Equal(silent.NextDigest, silent.WakeAt);
    }

    [Fact]
    public void Who_acknowledges_everything_overdue_is_silent_no_more_and_the_ladder_begins_anew_with_the_next()
    {
        var by = Given.Someone(Role.Handler, Committee.ToString());
        var agency = InboxRules.Take(new AgencyState(), Committee, [Waiting("51030420260000015-1-0", "urgent")], Given.Law, At("2026-03-02T10:00"));
        var told = InboxRules.Elapse(agency, Committee, 1, Given.Law, At("2026-03-04T10:00"));

        var partly = InboxRules.Acknowledge(told, Committee, ["a"], new Unanswered(1, At("2026-03-04T00:00").At), by, Given.Law, At("2026-03-04T11:00"));
        var wholly = InboxRules.Acknowledge(told, Committee, ["a", "b"], new Unanswered(0, null), by, Given.Law, At("2026-03-04T11:00"));
        var next = InboxRules.Take(wholly, Committee, [Waiting("51030420260000015-2-0", "urgent")], Given.Law, At("2026-03-05T10:00"));

        Assert.Equal(["leader", "superior"], partly.Silence);
        Assert.Empty(wholly.Silence);
        Assert.Equal(wholly.NextDigest, wholly.WakeAt);
        Assert.Equal([("a", by.Id), ("b", by.Id)], wholly.Written.Acknowledged.Select(row => (row.Id, row.By)));
        Assert.Equal(At("2026-03-07T00:00").At, next.AnswerBy);
    }

    [Fact]
    public void However_notices_arrive_sequences_have_no_gap_and_no_notice_is_taken_twice() =>
        Gen.Int[0, 6].Array[1, 12].Sample(bunches =>
        {
            var agency = new AgencyState();
            var rows = new List<TakenRow>();
            var step = 0;
            foreach (var count in bunches.Where(count => count > 0))
            {
                agency = InboxRules.Take(
                    agency, Committee, [.. Enumerable.Range(0, count).Select(_ => Waiting($"51030420260000015-{++step}-0"))], Given.Law, At("2026-03-02T10:00"));
                rows.AddRange(agency.Written.Taken);
            }

            Assert.Equal(Enumerable.Range(1, step).Select(place => (long)place), rows.Select(row => row.Sequence));
            Assert.Equal(step, rows.Select(row => row.Id).Distinct().Count());
            Assert.Equal(step, agency.LastSequence);
        });

    private static IEnumerable<(string Kind, string Agency)> Told(AgencyState agency) => agency.Written.Notices.Select(notice => (notice.Kind, notice.Agency));

    private static NoticeRow Waiting(string id, string severity = "info", int minutes = 0) =>
        new(id, Committee.ToString(), id.Split('-')[0], "new-duty", severity, At("2026-03-02T09:00").At.AddMinutes(minutes), "{}");

    private static Moment At(string text) => new(DateTimeOffset.Parse(text + "+08:00", CultureInfo.InvariantCulture));
}
