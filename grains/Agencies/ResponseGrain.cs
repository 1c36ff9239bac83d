using Orleans.Concurrency;
using Suyuan.Areas;
using Suyuan.Changes;
using Suyuan.Disputes;
using Suyuan.Identity;
using Suyuan.Projection;

namespace Suyuan.Agencies;

/// <summary>Translates between the question for a response table and the projected tables. Holds nothing.</summary>
[GrainType("response"), StatelessWorker, Reentrant]
internal sealed class ResponseGrain(LawInForce inForce, IAgencyReads reads, TimeProvider clock) : Grain, IResponseGrain
{
    /// <summary>Longest period, in days.</summary>
    private const int LongestPeriod = 366;

    private const int UsualPeriod = 30;

    /// <summary>More agencies than a city has.</summary>
    private const int MostRows = 20_000;

    private static readonly DateOnly Earliest = new(2023, 1, 1);

    private static readonly DateOnly Latest = new(2100, 12, 31);

    private LawBook Law => inForce.Current;

    public async Task<Result<ResponseTable>> Table(ResponseQuery query, Actor by)
    {
        var asked = Law.AreaFor("report/read", by, query.Area);
        if (!asked.Succeeded)
            return asked.Refusal;
        query = query with { Area = asked.Value };
        var now = Moment.Now(clock);
        var field = new FieldChecks();
        field.Day("to", query.To, Earliest, Latest);
        var to = query.To ?? now.Day;
        field.Day("from", query.From, Earliest, to);
        var from = query.From ?? to.AddDays(-UsualPeriod);
        var area = query.Area ?? Law.Areas.City.Code;
        if (!Law.Areas.Exists(area))
            field.Fault("area", RefusalCode.UnknownArea, new Fact("area", area.ToString()));
        if (to.DayNumber - from.DayNumber >= LongestPeriod)
            field.Fault("from", RefusalCode.PeriodTooLong, new Fact("max", $"{LongestPeriod}"));
        if (field.Refusal is { } malformed)
            return malformed;

        var rows = await reads.Responses(
            new ResponseFilter(
                AreaTree.PrefixOf(area),
                Moment.StartOf(from),
                Moment.StartOf(to.AddDays(1)),
                now.At,
                [.. Law.Notices.Silence.Select(step => step.Kind.Id)],
                MostRows),
            CancellationToken.None);
        return new ResponseTable(area, from, to, now.At, [.. rows.Select(View)]);
    }

    private AgencyResponse View(ResponseRow row)
    {
        var agency = AgencyId.Parse(row.Agency);
        return new AgencyResponse
        {
            Agency = agency,
            Name = Law.Routing.NameOf(agency, Law.Areas),
            Received = row.Received,
            ToAcknowledge = row.ToAcknowledge,
            InTime = row.InTime,
            Late = row.Late,
            Waiting = row.Waiting,
            Missed = row.Missed,
            OldestWaiting = row.OldestWaiting,
            MedianSeconds = row.MedianSeconds,
            P90Seconds = row.P90Seconds,
            SilenceSteps = row.SilenceSteps,
            FurthestStep = row.FurthestStep is { } step ? Law.Notices.Silence[step - 1].Id : null,
            OverdueDuties = row.OverdueDuties,
        };
    }
}
