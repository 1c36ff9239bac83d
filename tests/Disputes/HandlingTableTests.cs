using System.Collections.Immutable;
using CsCheck;
using Suyuan.Areas;
using Suyuan.Disputes;
using Suyuan.Projection;
using Suyuan.Tests.Support;
using Xunit;

namespace Suyuan.Tests.Disputes;

/// <summary>提高化解效率、降低群众化解成本、最大限度维护权益: what handling took and cost.</summary>
public sealed class HandlingTableTests
{
    private static readonly DateTimeOffset Closed = new(2026, 5, 1, 12, 0, 0, TimeSpan.FromHours(8));

    private static readonly AreaCode Daan = AreaCode.Parse("510304");

    [Fact]
    public void D_9_14_Days_talks_places_money_and_legal_aid_are_reported_for_an_area_and_each_part()
    {
        var report = Of(
            Closing("510304104218", days: 10, suspended: 2, contacts: 3, sessions: 1, places: 1, fen: 12_050, aid: true),
            Closing("510304104218", days: 20, suspended: 0, contacts: 1, sessions: 1, places: 3, fen: null, aid: false),
            Closing("510304105201", days: 4, suspended: 0, contacts: 2, sessions: 0, places: 0, fen: 0, aid: false));

        Assert.Equal(new HandlingFigures(3, 8m, 20m, 2, 2m, 0.67m, 1.33m, 66.67m, 2, 60.25m, 1), report.Total);
        Assert.Equal([("510304104", 2), ("510304105", 1)], report.Rows.Select(row => (row.Area.ToString(), row.Figures.Closed)));
        Assert.Equal((8m, 20m, 50m), (report.Rows[0].Figures.DaysMedian, report.Rows[0].Figures.DaysP90, report.Rows[0].Figures.AtMostOnePlace));
    }

    [Fact]
    public void D_9_14_Without_closings_nothing_is_computed_and_nothing_is_zero_per_cent() =>
        Assert.Equal(new HandlingFigures(0, null, null, 0, null, null, null, null, 0, null, 0), Of().Total);

    [Fact]
    public void D_9_14_The_parts_add_up_and_nine_of_ten_took_no_longer_than_said() =>
        Gen.Select(Gen.Int[0, 400], Gen.Int[0, 30], Gen.Int[0, 4]).Array[1, 60].Sample(cases =>
        {
            var report = Of([.. cases.Select((one, index) => Closing(index % 2 is 0 ? "510304104218" : "510304105201", one.Item1 + one.Item2, one.Item2, 0, 0, one.Item3, null, false))]);

            return report.Rows.Sum(row => row.Figures.Closed) == cases.Length
                && cases.Count(one => one.Item1 <= report.Total.DaysP90) * 10 >= cases.Length * 9
                && cases.Count(one => one.Item1 <= report.Total.DaysMedian) * 2 >= cases.Length
                && report.Total.DaysMedian <= report.Total.DaysP90;
        });

    [Fact]
    public void D_9_14_A_closing_says_what_the_way_to_it_cost_the_parties()
    {
        var life = Given.AHandledDispute()
            .With(new RecordContact { Method = DeliveryMethod.InPerson, Outcome = ContactOutcome.Reached, Place = "510304-housing" }, Given.Lead)
            .With(new RequestService { Kind = ServiceKind.LegalAid, Owner = "510304-legal-aid" }, Given.Lead)
            .With(new CompleteService { Service = 1, Outcome = ServiceOutcome.Delivered }, Given.Lead);
        life.With(Given.Suspended("agreed"), Given.Lead).After(TimeSpan.FromDays(10)).With(new Resume(), Given.Lead);
        life.With(Given.NotAgreed("lawsuit"), Given.Lead).With(Given.Answer, Given.Lead);
        Assert.Null(life.State.Project().Closing);
        Assert.Equal("partyCost:NumberOutOfRange", Life.Told(life.Do(new Close { PartyCost = -1 }, Given.Lead).Refusal));

        life.With(new Close { PartyCost = 120.5m }, Given.Lead);

        var closing = life.State.Project().Closing!;
        Assert.Equal((life.State.Closure!.At, 2, 2, 12_050L, true), (closing.ClosedAt, closing.Contacts, closing.Places, closing.CostFen!.Value, closing.LegalAid));
        Assert.Equal(10, closing.SuspendedDays);
        life.With(Given.Settled, Given.Lead);
        Assert.Null(life.State.Project().Closing);
    }

    private static HandlingReport Of(params ImmutableArray<ClosingCost> closings) =>
        HandlingTable.Of(Daan, new DateOnly(2026, 1, 1), new DateOnly(2026, 12, 31), closings, Given.Law.Areas);

    private static ClosingCost Closing(string area, int days, int suspended, int contacts, int sessions, int places, long? fen, bool aid) =>
        new(Closed.AddDays(-days), new ClosingRow("51030420260000015", area, Closed, suspended, contacts, sessions, places, fen, aid));
}
