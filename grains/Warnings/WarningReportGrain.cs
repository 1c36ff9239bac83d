using Orleans.Concurrency;
using Suyuan.Areas;
using Suyuan.Changes;
using Suyuan.Identity;
using Suyuan.Projection;

namespace Suyuan.Warnings;

/// <summary>Counts what warnings were worth. Holds nothing.</summary>
[GrainType("warning-report"), StatelessWorker, Reentrant]
internal sealed class WarningReportGrain(IMatterReads matters, IWarningReads reads, LawInForce law, TimeProvider clock) : Grain, IWarningReportGrain
{
    private const int MostIncidents = 5_000;

    public async Task<Result<WarningReport>> Warnings(WarningReportQuery query, Actor by)
    {
        var asked = law.Current.AreaFor("report/read", by, query.Area);
        if (!asked.Succeeded)
            return asked.Refusal;
        query = query with { Area = asked.Value };
        var now = Moment.Now(clock);
        var period = ReportPeriod.Of(query.Area, query.From, query.To, law.Current, now);
        if (!period.Succeeded)
            return period.Refusal;
        var (area, from, to) = period.Value;
        var policy = law.Current.Warnings;
        var (first, before) = (Moment.StartOf(from), Moment.StartOf(to.AddDays(1)));
        // Warnings and signals from before the period may have come before its incidents.
        var filter = new MatterFilter(WarningNumbers.Kind)
        {
            AreaPrefix = AreaTree.PrefixOf(law.Current.Areas.City.Code),
            CreatedFrom = first - policy.QuietBeforeIncident,
            CreatedBefore = before,
        };
        var warnings = await matters.All(filter);
        var signals = await matters.All(filter with { Kind = "signal" });
        var massFrom = policy.Subjects.Where(rule => rule.Measure is SubjectRule.People).Select(rule => rule.From[^1]).DefaultIfEmpty(int.MaxValue).Min();
        var incidents = await reads.Incidents(AreaTree.PrefixOf(area), first, before, massFrom, MostIncidents, CancellationToken.None);
        var missed = WarningReports.Missed(incidents, [.. warnings, .. signals], policy.QuietBeforeIncident);
        return new WarningReport
        {
            Area = query.Area,
            From = from,
            To = to,
            Rows = WarningReports.Rows(
                [.. warnings.Where(row => row.CreatedAt >= first && row.Area.StartsWith(AreaTree.PrefixOf(area), StringComparison.Ordinal))], now),
            Incidents = incidents.Length,
            Missed = missed.Length,
            MissedNumbers = [.. missed.Take(100)],
        };
    }
}
