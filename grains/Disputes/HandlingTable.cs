using System.Collections.Immutable;
using Orleans.Concurrency;
using Suyuan.Areas;
using Suyuan.Changes;
using Suyuan.Identity;
using Suyuan.Projection;
using Suyuan.Warnings;

namespace Suyuan.Disputes;

/// <summary>M-10, M-29 and what is not among the indicators: days, talks, places, money and legal aid of the disputes closed in a period. Pure.</summary>
internal static class HandlingTable
{
    public static HandlingReport Of(AreaCode area, DateOnly from, DateOnly to, ImmutableArray<ClosingCost> closings, AreaTree tree) => new(
        area,
        from,
        to,
        FiguresOf(closings),
        [
            .. from below in tree.ChildrenOf(area)
               let its = closings.Where(closing => AreaCode.Parse(closing.Closing.Area).IsWithin(below.Code)).ToImmutableArray()
               where its.Length > 0
               orderby below.Code
               select new HandlingRow(below.Code, tree.PathOf(below.Code), FiguresOf(its)),
        ]);

    private static HandlingFigures FiguresOf(ImmutableArray<ClosingCost> closings)
    {
        decimal[] days = [.. closings.Select(NetDays).Order()];
        var known = closings.Select(closing => closing.Closing.CostFen).OfType<long>().ToArray();
        return new HandlingFigures(
            closings.Length,
            Quantile(days, 50),
            Quantile(days, 90),
            closings.Sum(closing => (long)closing.Closing.SuspendedDays),
            Mean(closings.Sum(closing => (decimal)closing.Closing.Contacts), closings.Length),
            Mean(closings.Sum(closing => (decimal)closing.Closing.Sessions), closings.Length),
            Mean(closings.Sum(closing => (decimal)closing.Closing.Places), closings.Length),
            Mean(100m * closings.Count(closing => closing.Closing.Places <= 1), closings.Length),
            known.Length,
            Mean(known.Sum() / 100m, known.Length),
            closings.Count(closing => closing.Closing.LegalAid));
    }

    private static decimal NetDays(ClosingCost closing) => Math.Max(0, decimal.Round(
        (decimal)(closing.Closing.ClosedAt - closing.RegisteredAt).TotalDays - closing.Closing.SuspendedDays, 1, MidpointRounding.AwayFromZero));

    /// <summary>Nearest rank of what is sorted.</summary>
    private static decimal? Quantile(decimal[] sorted, int percent) =>
        sorted.Length is 0 ? null : sorted[((sorted.Length * percent) + 99) / 100 - 1];

    private static decimal? Mean(decimal sum, int count) => count is 0 ? null : decimal.Round(sum / count, 2, MidpointRounding.AwayFromZero);
}

/// <summary>Reads the closings of a period for the report. Holds nothing.</summary>
[GrainType("handling-report"), StatelessWorker, Reentrant]
internal sealed class HandlingReportGrain(IAreaReads areas, LawInForce law, TimeProvider clock) : Grain, IHandlingReportGrain
{
    public async Task<Result<HandlingReport>> Handling(HandlingReportQuery query, Actor by)
    {
        var asked = law.Current.AreaFor("report/read", by, query.Area);
        if (!asked.Succeeded)
            return asked.Refusal;
        query = query with { Area = asked.Value };
        var book = law.Current;
        var period = ReportPeriod.Of(query.Area, query.From, query.To, book, Moment.Now(clock));
        if (!period.Succeeded)
            return period.Refusal;
        var (area, from, to) = period.Value;
        var closings = await areas.Closings(AreaTree.PrefixOf(area), Moment.StartOf(from), Moment.StartOf(to.AddDays(1)), CancellationToken.None);
        return HandlingTable.Of(area, from, to, closings, book.Areas);
    }
}
