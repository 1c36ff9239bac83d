using System.Collections.Immutable;
using Suyuan.Agencies;
using Suyuan.Mediators;
using Suyuan.Projection;

namespace Suyuan.Areas;

/// <summary>Reads what areas have put, and whom mediators serve, from the rows of matters.</summary>
internal sealed class AreaDuties(IMatterReads matters)
{
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

    /// <summary>Mediators who were entered and may be given cases.</summary>
    public async Task<ImmutableArray<MediatorReach>> Entered(LawBook law) => [.. (await Facts(law)).Where(known => !known.Facts.Sample).Select(ReachOf)];

    /// <summary>The same, and the examples where nobody was entered yet: whom the ranking would propose.</summary>
    public async Task<ImmutableArray<MediatorReach>> Mediators(LawBook law)
    {
        var entered = await Facts(law);
        var kept = entered.Where(known => !known.Facts.Sample).Select(known => known.Facts.Organisation.Area.County).ToHashSet();
        var without = law.Areas.ChildrenOf(law.Areas.City.Code).Select(county => county.Code).Where(county => !kept.Contains(county)).ToImmutableArray();
        return
        [
            .. entered.Where(known => !known.Facts.Sample).Select(ReachOf),
            .. from sample in kept.Contains(law.Areas.City.Code) ? [] : law.Mediators.Samples.All
               let reach = ReachOf((sample.Key.ToString(), sample.Value))
               select reach with
               {
                   Areas = [.. reach.Areas.SelectMany(area => area.Level is AreaLevel.City ? without : without.Contains(area.County) ? [area] : [])],
               },
        ];
    }

    private async Task<ImmutableArray<(string Number, MediatorFacts Facts)>> Facts(LawBook law) =>
        [.. (await All(MediatorFacts.Kind, law.Areas.City.Code)).Where(row => row.Status is "active").Select(row => (row.Number, HistoryJson.Read<MediatorFacts>(row.Data)))];

    private static MediatorReach ReachOf((string Number, MediatorFacts Facts) known) =>
        new(known.Number, [.. known.Facts.Areas.Select(AreaCode.Parse)], known.Facts.Fields);

    private Task<ImmutableArray<MatterRow>> All(string kind, AreaCode area) => matters.All(new MatterFilter(kind) { AreaPrefix = area.Prefix });
}
