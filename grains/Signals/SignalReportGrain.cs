using System.Collections.Immutable;
using Orleans.Concurrency;
using Suyuan.Areas;
using Suyuan.Changes;
using Suyuan.Identity;
using Suyuan.Projection;

namespace Suyuan.Signals;

/// <summary>Counts what signals were worth: the rate of false alarms, and the share of disputes found before a party filed them. Holds nothing.</summary>
[GrainType("signal-report"), StatelessWorker, Reentrant]
internal sealed class SignalReportGrain(IMatterReads matters, IWarningReads reads, LawInForce law, TimeProvider clock) : Grain, ISignalReportGrain
{
    public async Task<Result<SignalReport>> Signals(SignalReportQuery query, Actor by)
    {
        var asked = law.Current.AreaFor("report/read", by, query.Area);
        if (!asked.Succeeded)
            return asked.Refusal;
        query = query with { Area = asked.Value };
        var period = Warnings.ReportPeriod.Of(query.Area, query.From, query.To, law.Current, Moment.Now(clock));
        if (!period.Succeeded)
            return period.Refusal;
        var (area, from, to) = period.Value;
        var prefix = AreaTree.PrefixOf(area);
        var rows = await matters.All(
            new MatterFilter("signal") { AreaPrefix = prefix, CreatedFrom = Moment.StartOf(from), CreatedBefore = Moment.StartOf(to.AddDays(1)) });
        var sources = await reads.Sources(prefix, Moment.StartOf(from), Moment.StartOf(to.AddDays(1)), CancellationToken.None);
        return SignalReports.Of(query.Area, from, to, rows, sources, law.Current.SignalSources);
    }
}

/// <summary>The sums themselves. Pure.</summary>
internal static class SignalReports
{
    public static SignalReport Of(
        AreaCode? area, DateOnly from, DateOnly to, ImmutableArray<MatterRow> signals, ImmutableArray<SourceCount> sources, SignalSources table)
    {
        var listed = signals.Select(row => (row.Status, row.Open, Listed: HistoryJson.Read<SignalListed>(row.Data))).ToArray();
        var (isTrue, isFalse) = (listed.Count(row => row.Listed.Finding is SignalFinding.True), listed.Count(row => row.Listed.Finding is SignalFinding.False));
        var all = sources.Sum(row => row.Count);
        var found = sources.Where(row => row.FromSignal || table.IsFoundBy(row.Source)).Sum(row => row.Count);
        return new SignalReport(
            area, from, to, listed.Length, listed.Count(row => row.Listed.DuplicateOf is not null), isTrue, isFalse,
            listed.Count(row => row.Open && row.Listed.Finding is not SignalFinding.True), listed.Count(row => row.Listed.Dispute is not null),
            Share(isFalse, isTrue + isFalse), all, found, Share(found, all));
    }

    private static double? Share(long part, long whole) => whole == 0 ? null : Math.Round((double)part / whole, 4);
}
