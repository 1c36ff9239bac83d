using Suyuan.Areas;

namespace Suyuan.Identity;

/// <summary>The grains' own look at <c>access.csv</c>: whatever an endpoint forgot, nothing is told or done here that the table does not allow.</summary>
internal static class Gate
{
    public static Reach Reach(this LawBook law, string permission, Actor? by) => Identity.Reach.Of(law.Access[permission], by);

    public static bool Allows(this LawBook law, string permission, Actor? by, Concern concern) => law.Reach(permission, by).Covers(concern);

    /// <summary>Null when the role may do this at all; of what is not asked.</summary>
    public static Refusal? RefusesRole(this LawBook law, string permission, Actor? by) => law.Reach(permission, by).IsNothing ? NotYourRole(by) : null;

    /// <summary>The area that is asked about, by default the actor's own. Refused where it reaches beyond what the actor may know.</summary>
    /// <param name="asked">Null: as far as the actor may look; for who may look everywhere, null again.</param>
    public static Result<AreaCode?> AreaFor(this LawBook law, string permission, Actor? by, AreaCode? asked)
    {
        var reach = law.Reach(permission, by);
        if (reach is { All: false, Area: null })
            return NotYourRole(by);
        return asked is { } area && !reach.CoversArea(area)
            ? Refusal.Because(RefusalCode.NotYourArea, new Fact("area", area.ToString()), new Fact("own", $"{reach.Area}"))
            : asked ?? reach.Area;
    }

    /// <summary>Null when the actor may ask about this area.</summary>
    public static Refusal? RefusesArea(this LawBook law, string permission, Actor? by, AreaCode area) => law.AreaFor(permission, by, area) is { Succeeded: false } refused ? refused.Refusal : null;

    private static Refusal NotYourRole(Actor? by) =>
        Refusal.Because(RefusalCode.NotYourRole, by is null ? [] : [new Fact("role", Kebab.Of(by.Role))]);
}
