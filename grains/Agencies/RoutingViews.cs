using Suyuan.Areas;
using Suyuan.Deadlines;

namespace Suyuan.Agencies;

/// <summary>Responsible units as callers see them: with name, post in charge and superior.</summary>
internal static class RoutingViews
{
    /// <summary>Null when there is no such area.</summary>
    public static RoutingView? Of(AreaCode area, Category category, LawBook law)
    {
        if (law.Routing.Route(area, category.Code, law.Areas) is not { } advice)
            return null;
        RoutedAgency Named(AgencyId agency, Sentence why) => new(
            agency, law.Routing.NameOf(agency, law.Areas).Zh, why, law.Directory.Find(agency)!.LeaderPost, law.Directory.SuperiorOf(agency));
        return new RoutingView(
            area,
            category.Code,
            new Sentence(category.Zh, category.En),
            advice.DefaultChannel.Id,
            Named(advice.TerritorialOwner, advice.TerritorialReason),
            Named(advice.SectorOwner, advice.SectorReason),
            Named(advice.MediationBody, advice.MediationReason))
        {
            Level = advice.Level.Level,
            LevelWhy = advice.Level.Why,
            WayUp = [.. LevelResponsibility.WayUp(area, category, law).Select(step => new LevelUnitView(step.Level, new NamedAgency(step.Unit, law.Routing.NameOf(step.Unit, law.Areas))))],
        };
    }
}
