using System.Collections.Immutable;
using System.Globalization;
using Orleans.Concurrency;
using Suyuan.Agencies;
using Suyuan.Changes;
using Suyuan.Disputes;
using Suyuan.Identity;
using Suyuan.Projection;

namespace Suyuan.Areas;

/// <summary>Puts together what areas have put, the tables, and what the read model counts. Decides nothing, holds nothing.</summary>
[GrainType("area-query"), StatelessWorker, Reentrant]
internal sealed class AreaQueryGrain(LawInForce inForce, AreaDuties areas, IAreaReads reads, TimeProvider clock) : Grain, IAreaQueryGrain
{
    private const int MostPerPage = 200;
    private const int LongestPeriodInDays = 3_660;

    private LawBook Law => inForce.Current;

    public async Task<Result<ImmutableArray<DutyView>>> Duties(AreaCode area, string? category)
    {
        if (!Law.Areas.Exists(area))
            return UnknownArea(area);
        if (category is not null && Law.Routing.Category(category) is null)
            return Refusal.Of("category", RefusalCode.UnknownCategory, new Fact("value", FieldChecks.Shown(category)), new Fact("allowed", string.Join('|', Law.Routing.Categories.Select(known => known.Code))));
        var own = await AreaDuties.Above(GrainFactory, area, Law.Areas);
        return (ImmutableArray<DutyView>)
        [
            .. from duty in Enum.GetValues<AreaDuty>().Skip(1)
               from code in category is null ? Law.Routing.Categories.Select(one => one.Code) : [category]
               let answer = Law.Duties.Of(area, duty, code, own, Law)
               select new DutyView(duty, code, Named(answer.Unit), Named(answer.Deputy), answer.Rule, answer.Why),
        ];
    }

    public async Task<Result<CoverageView>> Gaps(AreaCode area, string? cursor, int limit)
    {
        var field = new FieldChecks();
        field.Number("limit", limit, 1, MostPerPage);
        var from = 0;
        if (cursor is not null && !int.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out from))
            field.Fault("cursor", RefusalCode.CursorInvalid);
        if (!Law.Areas.Exists(area))
            field.Fault("area", RefusalCode.UnknownArea, new Fact("area", area.ToString()));
        if (field.Refusal is { } malformed)
            return malformed;
        var (own, grids) = await areas.Within(area, Law.Areas);
        // Whoever serves the city or the county serves the village: all of them are looked at.
        return Coverage.Of(area, own, grids, await areas.Mediators(Law), Law).Page(from, limit);
    }

    public async Task<Result<SettlementView>> Settlement(AreaCode area, DateOnly? from, DateOnly? to, Identity.Actor by)
    {
        if (Law.RefusesArea("settlement/read", by, area) is { } refused)
            return refused;
        var today = Moment.Now(clock).Day;
        var last = to ?? today;
        var first = from ?? last.AddYears(-1).AddDays(1);
        var field = new FieldChecks();
        if (!Law.Areas.Exists(area))
            field.Fault("area", RefusalCode.UnknownArea, new Fact("area", area.ToString()));
        if (first > last)
            field.Fault("to", RefusalCode.PeriodReversed);
        else if (last.DayNumber - first.DayNumber > LongestPeriodInDays)
            field.Fault("from", RefusalCode.DateOutOfRange, FieldChecks.Range(last.AddDays(-LongestPeriodInDays), last));
        if (field.Refusal is { } malformed)
            return malformed;
        var rows = await reads.Settled(area.Prefix, Moment.StartOf(first), Moment.StartOf(last.AddDays(1)), CancellationToken.None);
        return LocalSettlement.Of(area, Law.Areas.PathOf(area), first, last, rows);
    }

    private NamedAgency? Named(AgencyId? agency) => agency is { } id ? new NamedAgency(id, Law.Routing.NameOf(id, Law.Areas)) : null;

    private static Refusal UnknownArea(AreaCode code) => Refusal.Of("area", RefusalCode.UnknownArea, new Fact("area", code.ToString()));
}
