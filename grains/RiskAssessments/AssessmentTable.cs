using System.Collections.Immutable;
using Orleans.Concurrency;
using Suyuan.Agencies;
using Suyuan.Areas;
using Suyuan.Changes;
using Suyuan.Identity;
using Suyuan.Matters;
using Suyuan.Projection;
using Suyuan.Warnings;

namespace Suyuan.RiskAssessments;

/// <summary>M-32 应评尽评率: decisions with a filed assessment before them over the decisions within scope, and a list of the rest. Pure.</summary>
internal static class AssessmentTable
{
    /// <param name="rows">Assessments of the area, of whatever time.</param>
    public static RiskAssessmentReport Of(AreaCode area, DateOnly from, DateOnly to, IEnumerable<MatterRow> rows, Moment now, LawBook law)
    {
        var within = rows.Select(row => (Row: row, Listed: HistoryJson.Read<RiskAssessmentListed>(row.Data))).Where(one => one.Listed.MustAssess).ToArray();
        var decided = within.Where(one => one.Listed.DecidedOn is { } on && from <= on && on <= to).ToArray();
        var assessed = decided.Count(one => one.Listed.Way is DecisionWay.Assessed);
        return new RiskAssessmentReport(
            area, from, to, decided.Length, assessed,
            decided.Length is 0 ? null : decimal.Round(100m * assessed / decided.Length, 2, MidpointRounding.AwayFromZero),
            Listed(decided.Where(one => one.Listed.Way is not DecisionWay.Assessed)),
            Listed(within.Where(one => one.Row.Open && one.Listed is { DecidedOn: null, FiledAt: null } && one.Listed.PlannedOn < now.Day)));

        ImmutableArray<DecisionWithout> Listed(IEnumerable<(MatterRow Row, RiskAssessmentListed Listed)> some) =>
        [
            .. some.Select(one => new DecisionWithout(
                    MatterNumber.Parse(one.Row.Number), Named(AgencyId.Parse(one.Row.Agency)), one.Listed.Kind, one.Listed.DecidedOn ?? one.Listed.PlannedOn, one.Listed.Way))
                .OrderBy(one => one.On).ThenBy(one => one.Number.ToString(), StringComparer.Ordinal),
        ];

        NamedAgency Named(AgencyId agency) => new(agency, law.Routing.NameOf(agency, law.Areas));
    }
}

/// <summary>Reads the assessments of an area for the report. Holds nothing.</summary>
[GrainType("risk-assessment-report"), StatelessWorker, Reentrant]
internal sealed class RiskAssessmentReportGrain(IMatterReads matters, LawInForce law, TimeProvider clock) : Grain, IRiskAssessmentReportGrain
{
    public async Task<Result<RiskAssessmentReport>> Assessments(RiskAssessmentReportQuery query, Actor by)
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
        // A decision may be made years after it was announced: all of them are read, which are few.
        var rows = await matters.All(new MatterFilter(RiskAssessmentState.KindName) { AreaPrefix = AreaTree.PrefixOf(area) });
        return AssessmentTable.Of(area, from, to, rows, now, book);
    }
}
