using Suyuan.Areas;

namespace Suyuan.Agencies;

/// <summary>Who stands above whom (分级负责), read off the codes.</summary>
internal static class Hierarchy
{
    /// <summary>The unit that hears when this one is late: the centre above it, for a county's department its coordinator.</summary>
    public static AgencyId SuperiorOf(AgencyId agency) => agency.Area.Level switch
    {
        AreaLevel.Village => AgencyId.Of(AreaCode.Parse(agency.Area.ToString()[..9]), "centre"),
        AreaLevel.Township => AgencyId.Of(agency.Area.County, "centre"),
        _ when agency.Kind is not "coordinator" => AgencyId.Of(agency.Area, "coordinator"),
        _ => AgencyId.Of(CityOf(agency.Area), "coordinator"),
    };

    /// <summary>It hears, directly or further up, when the other is late; or it is the same kind of unit for an area around the other's.</summary>
    public static bool IsAbove(AgencyId upper, AgencyId agency)
    {
        if (upper.Kind == agency.Kind)
            return upper.Area.Level > agency.Area.Level && agency.Area.ToString().StartsWith(AreaTree.PrefixOf(upper.Area), StringComparison.Ordinal);
        var (below, above) = (agency, SuperiorOf(agency));
        while (above != upper && above != below)
            (below, above) = (above, SuperiorOf(above));
        return above == upper;
    }

    /// <summary>The unit whose attention a level means: the township's centre, the county's or the city's coordinator.</summary>
    public static AgencyId AttentionAt(AreaCode area, AreaLevel level) => level switch
    {
        AreaLevel.City => AgencyId.Of(CityOf(area), "coordinator"),
        AreaLevel.County => AgencyId.Of(area.County, "coordinator"),
        _ => Routing.Registrar(area),
    };

    /// <summary>The court that an agreement made in this area is confirmed by.</summary>
    public static AgencyId CourtOf(AreaCode area) => AgencyId.Of(area.County, "court");

    private static AreaCode CityOf(AreaCode area) => AreaCode.Parse($"{area.ToString()[..4]}00");
}
