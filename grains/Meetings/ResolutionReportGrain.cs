using System.Collections.Immutable;
using Orleans.Concurrency;
using Suyuan.Areas;
using Suyuan.Changes;
using Suyuan.Identity;
using Suyuan.Projection;
using Suyuan.Warnings;

namespace Suyuan.Meetings;

/// <summary>Reads the tasks of a period for the follow-up table. Holds nothing.</summary>
[GrainType("resolution-report"), StatelessWorker, Reentrant]
internal sealed class ResolutionReportGrain(IMatterReads matters, LawInForce law, TimeProvider clock) : Grain, IResolutionReportGrain
{
    private const int Page = 1_000;

    public async Task<Result<ResolutionReport>> Resolutions(ResolutionReportQuery query, Actor by)
    {
        var asked = law.Current.AreaFor("report/read", by, query.Area);
        if (!asked.Succeeded)
            return asked.Refusal;
        query = query with { Area = asked.Value };
        var (book, now) = (law.Current, Moment.Now(clock));
        var period = ReportPeriod.Of(query.Area, query.From, query.To, book, now);
        if (!period.Succeeded)
            return period.Refusal;
        var (area, from, to) = period.Value;
        var filter = new MatterFilter(ResolutionTaskState.KindName, Page)
        {
            AreaPrefix = AreaTree.PrefixOf(area),
            CreatedFrom = Moment.StartOf(from),
            CreatedBefore = Moment.StartOf(to.AddDays(1)),
        };
        var tasks = ImmutableArray.CreateBuilder<MatterRow>();
        while (await matters.List(filter, CancellationToken.None) is { IsEmpty: false } page)
        {
            tasks.AddRange(page);
            if (page.Length < Page)
                break;
            filter = filter with { After = new PagePosition(page[^1].CreatedAt.UtcTicks, page[^1].Number) };
        }

        return FollowUpTable.Of(area, from, to, tasks.ToImmutable(), now, book.Areas);
    }
}
