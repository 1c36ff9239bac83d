using Suyuan.Agencies;
using Suyuan.Areas;

namespace Suyuan.Identity;

/// <summary>Who acts. Comes from the token, never from a body.</summary>
/// <param name="Id">Stable subject of the token.</param>
/// <param name="Agency">Unit the actor belongs to, where the role has one.</param>
/// <param name="Area">Area the actor is responsible for, where the role has one.</param>
[GenerateSerializer, Immutable, Alias("actor")]
public sealed record Actor(
    [property: Id(0)] string Id,
    [property: Id(1)] Role Role,
    [property: Id(2)] AgencyId? Agency = null,
    [property: Id(3)] AreaCode? Area = null)
{
    /// <summary>The cluster itself, when time alone acts.</summary>
    public static readonly Actor Clockwork = new("system", Role.System);
}
