using System.Security.Claims;

namespace Suyuan.Identity;

/// <summary>The claims of a foreign issuer as those that <see cref="Actors"/> reads, and nothing besides.</summary>
internal static class ClaimMapping
{
    /// <summary>When the token runs out: streams end with it.</summary>
    private const string ExpiryClaim = "exp";

    /// <summary>
    /// A claim that stands several times says nothing: which of two roles or agencies was meant is not for us to choose. Roles that this
    /// product does not know are no contradiction: issuers put into one list what all their applications need.
    /// </summary>
    public static ClaimsPrincipal Mapped(ClaimsPrincipal foreign, AuthOptions options)
    {
        var roles = foreign.FindAll(options.Claims.Role)
            .Select(claim => options.Roles.GetValueOrDefault(claim.Value, claim.Value))
            .Where(word => Http.Words<Role>.TryParse(word, out var role) && Actors.CanBeHeld(role))
            .Distinct().ToArray();
        var claims = new (string Name, string[] Values)[]
        {
            (Actors.SubjectClaim, Values(options.Claims.Subject)),
            (Actors.RoleClaim, roles),
            (Actors.AgencyClaim, Values(options.Claims.Agency)),
            (Actors.AreaClaim, Values(options.Claims.Area)),
            (ExpiryClaim, Values(ExpiryClaim)),
        };
        // Two agencies are no agency, and not the one of them that stands first; so nobody acts with half a token.
        return claims.Any(claim => claim.Values.Length > 1)
            ? new ClaimsPrincipal(new ClaimsIdentity([], "Bearer"))
            : new ClaimsPrincipal(new ClaimsIdentity(claims.SelectMany(claim => claim.Values.Select(value => new Claim(claim.Name, value))), "Bearer", Actors.SubjectClaim, Actors.RoleClaim));

        string[] Values(string name) => [.. foreign.FindAll(name).Select(claim => claim.Value).Distinct()];
    }
}
