using Orleans.Concurrency;
using Suyuan.Agencies;
using Suyuan.Areas;
using Suyuan.Changes;
using Suyuan.Disputes;
using Suyuan.Identity;
using Suyuan.Projection;

namespace Suyuan.Deadlines;

/// <summary>Asks the read model and lays the answer out on the calendar.</summary>
[GrainType("forecast"), StatelessWorker, Reentrant]
internal sealed class ForecastGrain(IReadModel reads, LawInForce law, TimeProvider clock) : Grain, IForecastGrain
{
    private const int MostDays = 366;

    public async Task<Result<Forecast>> OfAgency(AgencyId agency, int days, Actor by) =>
        law.Current.RefusesRole("forecast/agency", by) is { } refused ? refused
        : !law.Current.Routing.Exists(agency, law.Current.Areas) ? Unknown(agency)
        // That the agency exists is no secret.
        : !law.Current.Allows("forecast/agency", by, Concern.Of(agency)) ? Refusal.Because(RefusalCode.NotYourAgency, new Fact("agency", agency.ToString()))
        : await Count(days, agency.ToString(), null);

    private static Refusal Unknown(AgencyId agency) => Refusal.Of("id", RefusalCode.UnknownAgency, new Fact("value", agency.ToString()));

    public async Task<Result<Forecast>> OfArea(AreaCode area, int days, Actor by) =>
        law.Current.Areas.Exists(area)
            ? law.Current.RefusesArea("forecast/area", by, area) is { } refused ? refused : await Count(days, null, AreaTree.PrefixOf(area))
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
