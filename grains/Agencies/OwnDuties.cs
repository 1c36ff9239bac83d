using System.Collections.Frozen;
using System.Collections.Immutable;
using Suyuan.Areas;

namespace Suyuan.Agencies;

/// <summary>What areas have put over the table of duties. The nearest area upward counts, and there a named category before all.</summary>
internal sealed class OwnDuties
{
    public static readonly OwnDuties None = new([]);

    private readonly FrozenDictionary<AreaCode, ImmutableArray<OwnDuty>> _byArea;

    public OwnDuties(IEnumerable<OwnDuty> duties) =>
        _byArea = duties.GroupBy(duty => duty.By).ToFrozenDictionary(area => area.Key, area => area.ToImmutableArray());

    public OwnDuty? Find(AreaCode area, AreaDuty duty, string? category, AreaTree areas)
    {
        if (_byArea.Count == 0)
            return null;
        foreach (var step in areas.AncestorsOf(area).Select(above => above.Code).Prepend(area))
        {
            var put = _byArea.GetValueOrDefault(step, []).Where(one => one.Duty == duty && (one.Category is null || one.Category == category));
            if (put.MaxBy(one => one.Category is not null) is { } found)
                return found;
        }

        return null;
    }
}

/// <summary>One duty as an area has put it.</summary>
/// <param name="By">The area that put it; it holds for everything below.</param>
/// <param name="Category">Null: every category.</param>
[GenerateSerializer, Alias("own-duty")]
internal sealed record OwnDuty(
    [property: Id(0)] AreaCode By, [property: Id(1)] AreaDuty Duty, [property: Id(2)] string? Category,
    [property: Id(3)] AgencyId Unit, [property: Id(4)] AgencyId Deputy, [property: Id(5)] string Reason);
