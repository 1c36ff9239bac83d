using System.Security.Claims;
using Suyuan.Agencies;
using Suyuan.Areas;
using Suyuan.Http;

namespace Suyuan.Identity;

/// <summary>The one place where a token's claims become an <see cref="Actor"/>.</summary>
internal static class Actors
{
    public const string SubjectClaim = "sub";

    public const string RoleClaim = "role";

    public const string AgencyClaim = "agency";

    public const string AreaClaim = "area";

    private const int MaxSubjectLength = 200;

    /// <summary>Null when the claims name no one who may act here: unknown role, malformed code, no subject.</summary>
    public static Actor? TryFrom(ClaimsPrincipal principal) => principal.Identity is KnownIdentity known ? known.Who : Read(principal);

    /// <summary>Reads the claims themselves, once for each token that is examined.</summary>
    internal static Actor? Read(ClaimsPrincipal principal)
    {
        // A line break in a subject would blur the lines that the history's hashes are made of.
        if (principal.FindFirstValue(SubjectClaim) is not { Length: > 0 and <= MaxSubjectLength } subject
            || subject.Any(char.IsControl)
            || !Words<Role>.TryParse(principal.FindFirstValue(RoleClaim), out var role)
            || !CanBeHeld(role)
            || !TryRead<AgencyId>(principal.FindFirstValue(AgencyClaim), out var agency)
            || !TryRead<AreaCode>(principal.FindFirstValue(AreaClaim), out var area))
            return null;
        return (NeedsAgency(role) && agency is null) || (NeedsArea(role) && area is null) || (NeedsUnit(role) && agency is null && area is null)
            ? null
            : new Actor(subject, role, agency, area);
    }

    /// <summary>Behind a policy of <see cref="Access"/> there always is one.</summary>
    public static Actor ToActor(this ClaimsPrincipal principal) =>
        TryFrom(principal) ?? throw new InvalidOperationException("No policy stands before this endpoint.");

    /// <summary>Parties come with number and access code, and time needs no token.</summary>
    public static bool CanBeHeld(Role role) => role is not (Role.None or Role.Party or Role.System);

    public static bool NeedsAgency(Role role) => role is Role.Handler or Role.Leader or Role.Mediator;

    public static bool NeedsArea(Role role) => role is Role.GridWorker;

    /// <summary>Whose part of the city decides what they may know: a token that names none is a fault of its issuer, and nobody's whole city.</summary>
    public static bool NeedsUnit(Role role) => role is not Role.Operator;

    /// <summary>An absent claim is nothing; a malformed one is a fault, never nothing.</summary>
    private static bool TryRead<T>(string? claim, out T? value)
        where T : struct, IParsable<T>
    {
        value = null;
        if (claim is null)
            return true;
        if (!T.TryParse(claim, null, out var parsed))
            return false;
        value = parsed;
        return true;
    }
}
