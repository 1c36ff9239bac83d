using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Suyuan.Agencies;
using Suyuan.Areas;
using Suyuan.Http;
using Suyuan.Problems;

namespace Suyuan.Identity;

/// <summary>Whom a trial token is for.</summary>
public sealed record TokenRequest
{
    public Role? Role { get; init; }

    /// <summary>Area code; required for a grid worker. Without area and agency, the whole city (<c>Auth:DevelopmentArea</c>).</summary>
    public string? Area { get; init; }

    /// <summary>Agency id; required for mediator, handler and leader.</summary>
    public string? Agency { get; init; }

    /// <summary>Subject of the token, at most 60 characters. Default: made of role and unit.</summary>
    public string? Name { get; init; }
}

/// <param name="ExpiresAt">12 hours after it was issued.</param>
public sealed record IssuedToken(string Token, DateTimeOffset ExpiresAt);

/// <summary>Tokens for trying it out, signed with a key of this process. Development only.</summary>
internal sealed class DevelopmentTokens(IOptions<AuthOptions> options)
{
    public const string Issuer = "suyuan-development";

    private const int MaxNameLength = 60;

    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(12);

    public SymmetricSecurityKey Key { get; } = new(
        options.Value.DevelopmentKey is { } key ? Encoding.UTF8.GetBytes(key) : RandomNumberGenerator.GetBytes(32));

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/dev/token", (Body<TokenRequest> body, DevelopmentTokens tokens) => tokens.Answer(body.Value))
            .AddEndpointFilterFactory(InputCheck.Create)
            .Permits("development/token")
            .WithTags("试用 Trying it out")
            .WithSummary("试用令牌 A token for trying it out (Development only)")
            .Produces<IssuedToken>();

    internal IResult Answer(TokenRequest request)
    {
        var errors = Check(request).ToImmutableArray();
        return errors.IsEmpty ? Results.Ok(Issue(request)) : new Problem(Refusal.Invalid(errors));
    }

    internal static IEnumerable<Refusal> Check(TokenRequest request)
    {
        if (request.Role is not { } role)
            yield return Refusal.Of("role", RefusalCode.Required);
        else if (!Actors.CanBeHeld(role))
            yield return Refusal.Of("role", RefusalCode.UnknownValue, new Fact("allowed", string.Join(", ", Enum.GetValues<Role>().Where(Actors.CanBeHeld).Select(Words<Role>.Of))));
        else
        {
            if (Actors.NeedsAgency(role) && request.Agency is null)
                yield return Refusal.Of("agency", RefusalCode.Required);
            if (Actors.NeedsArea(role) && request.Area is null)
                yield return Refusal.Of("area", RefusalCode.Required);
        }
        if (request.Agency is not null && !AgencyId.TryParse(request.Agency, null, out _))
            yield return Refusal.Of("agency", RefusalCode.Malformed, new Fact("example", Examples.Of(typeof(AgencyId))!));
        if (request.Area is not null && !AreaCode.TryParse(request.Area, null, out _))
            yield return Refusal.Of("area", RefusalCode.Malformed, new Fact("example", Examples.Of(typeof(AreaCode))!));
        if (request.Name is { Length: 0 or > MaxNameLength })
            yield return Refusal.Of("name", request.Name.Length is 0 ? RefusalCode.TooShort : RefusalCode.TooLong, new Fact("min", "1"), new Fact("max", "60"));
        else if (request.Name?.Any(char.IsControl) is true)
            yield return Refusal.Of("name", RefusalCode.ControlCharacters);
    }

    private IssuedToken Issue(TokenRequest request)
    {
        // Tokens belong to the world outside, whose issuers know nothing of a rehearsal's faster clock.
        var now = TimeProvider.System.GetUtcNow();
        var role = Words<Role>.Of(request.Role!.Value);
        var claims = new Dictionary<string, object>
        {
            [Actors.SubjectClaim] = request.Name ?? string.Join('-', new[] { role, request.Agency ?? request.Area }.OfType<string>()),
            [Actors.RoleClaim] = role,
        };
        if (request.Agency is not null)
            claims[Actors.AgencyClaim] = request.Agency;
        // What a token reaches is always said in it: one that names nothing reaches nothing.
        if ((request.Area ?? (request.Agency is null && Actors.NeedsUnit(request.Role.Value) ? options.Value.DevelopmentArea : null)) is { } area)
            claims[Actors.AreaClaim] = area;
        var token = new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Issuer,
            Audience = Issuer,
            IssuedAt = now.UtcDateTime,
            NotBefore = now.UtcDateTime,
            Expires = (now + Lifetime).UtcDateTime,
            Claims = claims,
            SigningCredentials = new SigningCredentials(Key, SecurityAlgorithms.HmacSha256),
        });
        return new IssuedToken(token, now + Lifetime);
    }
}
