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
        var filter = new MatterFilter(ResolutionTaskState.KindName)
        {
            AreaPrefix = AreaTree.PrefixOf(area),
            CreatedFrom = Moment.StartOf(from),
            CreatedBefore = Moment.StartOf(to.AddDays(1)),
        };
        return FollowUpTable.Of(area, from, to, await matters.All(filter), now, book.Areas);
    }
}
