using Orleans.Concurrency;
using Suyuan.Agencies;
using Suyuan.Areas;
using Suyuan.Changes;
using Suyuan.Disputes;
using Suyuan.Projection;

namespace Suyuan.Deadlines;

/// <summary>Asks the read model and lays the answer out on the calendar.</summary>
[GrainType("forecast"), StatelessWorker, Reentrant]
internal sealed class ForecastGrain(IReadModel reads, LawInForce law, TimeProvider clock) : Grain, IForecastGrain
{
    private const int MostDays = 366;

    public async Task<Result<Forecast>> OfAgency(AgencyId agency, int days) =>
        law.Current.Routing.Exists(agency, law.Current.Areas)
            ? await Count(days, agency.ToString(), null)
            : Refusal.Of("id", RefusalCode.UnknownAgency, new Fact("value", agency.ToString()));

    public async Task<Result<Forecast>> OfArea(AreaCode area, int days) =>
        law.Current.Areas.Exists(area)
            ? await Count(days, null, AreaTree.PrefixOf(area))
            : Refusal.Of("code", RefusalCode.UnknownArea, new Fact("area", area.ToString()));

    private async Task<Result<Forecast>> Count(int days, string? holder, string? areaPrefix)
    {
        var field = new FieldChecks();
        field.Number("days", days, 1, MostDays);
        if (field.Refusal is { } malformed)
            return malformed;
        var now = Moment.Now(clock);
        var rows = await reads.Load(
            new LoadFilter(holder, areaPrefix, now.At, Moment.StartOf(now.Day), Moment.StartOf(now.Day.AddDays(days))), CancellationToken.None);
        return Forecasting.Of(rows, now.Day, days, law.Current.Calendar);
    }
}
