using System.Collections.Immutable;
using System.Text.Json;
using Suyuan.Agencies;
using Suyuan.Projection;

namespace Suyuan.Areas;

/// <summary>Reads what areas have put, and whom mediators serve, from the rows of matters.</summary>
internal sealed class AreaDuties(IMatterReads matters)
{
    private const int Page = 1_000;

    /// <summary>What was put by an area and those above it: enough to say who is on duty there. Asked of the grains, so it is never old.</summary>
    public static async Task<OwnDuties> Above(IGrainFactory grains, AreaCode area, AreaTree tree)
    {
        AreaCode[] up = [area, .. tree.AncestorsOf(area).Select(above => above.Code)];
        var put = await Task.WhenAll(up.Select(async code => (Code: code, Duties: await grains.AreaDuty(code).Own())));
        return new OwnDuties(
            from one in put
            from duty in one.Duties
            select new OwnDuty(one.Code, duty.Duty, duty.Category, duty.Unit, duty.Deputy, duty.Reason));
    }

    /// <summary>The same for every area of a subtree, with the grids of its villages, from the rows of matters.</summary>
    public async Task<(OwnDuties Own, ILookup<AreaCode, Grid> Grids)> Within(AreaCode area, AreaTree tree)
    {
        var (duties, grids) = (new List<OwnDuty>(), new List<Grid>());
        foreach (var row in await All(AreaDutyState.KindName, area))
        {
            var put = HistoryJson.Read<AreaDutyListed>(row.Data);
            duties.AddRange(put.Duties);
            grids.AddRange(put.Grids);
        }

        foreach (var code in tree.AncestorsOf(area).Select(above => above.Code))
        {
            if (await matters.Find(AreaDutyState.NumberOf(code).ToString(), CancellationToken.None) is { } row)
                duties.AddRange(HistoryJson.Read<AreaDutyListed>(row.Data).Duties);
        }

        return (new OwnDuties(duties), grids.ToLookup(grid => grid.Code.Village));
    }

    /// <summary>Mediators who may be given cases. Whatever a row does not say, it does not promise: no areas, nobody reached.</summary>
    public async Task<ImmutableArray<MediatorReach>> Mediators(AreaCode city) =>
        [.. (await All("mediator", city)).Where(row => row.Status is "active").Select(ReachOf)];

    private static MediatorReach ReachOf(MatterRow row)
    {
        using var data = JsonDocument.Parse(row.Data);
        return new MediatorReach(
            row.Number,
            [.. Words("areas").Select(AreaCode.Parse)],
            [.. Words("fields")]);

        List<string> Words(string name) =>
            data.RootElement.TryGetProperty(name, out var words) && words.ValueKind is JsonValueKind.Array
                ? [.. words.EnumerateArray().Select(word => word.GetString()!)]
                : [];
    }

    private async Task<ImmutableArray<MatterRow>> All(string kind, AreaCode area)
    {
        var rows = ImmutableArray.CreateBuilder<MatterRow>();
        PagePosition? after = null;
        do
        {
            var page = await matters.List(
                new MatterFilter(kind, Page) { AreaPrefix = area.Prefix, After = after }, CancellationToken.None);
            rows.AddRange(page);
            after = page.Length == Page ? new PagePosition(page[^1].CreatedAt.UtcTicks, page[^1].Number) : null;
        }
        while (after is not null);
        return rows.ToImmutable();
    }
}
