using System.Text;
using Microsoft.Extensions.Options;
using Suyuan.Areas;
using Suyuan.Http;

namespace Suyuan.Identity;

/// <summary>Section <c>Auth</c>: who issues the tokens that are believed.</summary>
public sealed class AuthOptions
{
    public const string Section = "Auth";

    /// <summary>Issuer (OpenID Connect). Required outside Development.</summary>
    public string? Authority { get; set; }

    /// <summary>Audience that tokens must name. Required outside Development.</summary>
    public string? Audience { get; set; }

    /// <summary>How far the issuer's clock may be off. Default: a minute; at most five.</summary>
    public TimeSpan ClockSkew { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How often the issuer's keys are read again at the latest; an unknown key has them read at once. Default: 12 hours; 5 minutes at least.</summary>
    public TimeSpan KeyRefresh { get; set; } = TimeSpan.FromHours(12);

    /// <summary>How long a token that was examined is believed without examining it again, never beyond its own end. Default: 5 minutes; at most 15; none for 0.</summary>
    public TimeSpan TokenMemory { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>What the issuer calls the claims that this product reads.</summary>
    public ClaimNames Claims { get; set; } = new();

    /// <summary>What the issuer calls a role, and which of ours it is. A word that stands here for nothing is taken as it is.</summary>
    public Dictionary<string, string> Roles { get; set; } = [];

    /// <summary>
    /// Development only: key of <c>POST /dev/token</c>, at least 32 bytes of UTF-8, so that several processes believe each
    /// other's tokens. Default: random at each start.
    /// </summary>
    public string? DevelopmentKey { get; set; }

    /// <summary>Development only: the area that <c>POST /dev/token</c> puts into a token for which neither area nor agency was asked. Default: the whole city.</summary>
    public string DevelopmentArea { get; set; } = "510300";
}

/// <summary>Section <c>Auth:Claims</c>: names of claims in the issuer's tokens.</summary>
public sealed class ClaimNames
{
    public string Subject { get; set; } = "sub";

    public string Role { get; set; } = "role";

    public string Agency { get; set; } = "agency";

    public string Area { get; set; } = "area";
}

/// <summary>Stops the start with one sentence that names the key.</summary>
internal sealed class AuthOptionsCheck(IHostEnvironment environment) : IValidateOptions<AuthOptions>
{
    private static readonly TimeSpan MostSkew = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan MostMemory = TimeSpan.FromMinutes(15);

    private static readonly TimeSpan LeastRefresh = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan MostRefresh = TimeSpan.FromDays(7);

    public ValidateOptionsResult Validate(string? name, AuthOptions options)
    {
        if (options.TokenMemory < TimeSpan.Zero || options.TokenMemory > MostMemory)
            return ValidateOptionsResult.Fail("Auth:TokenMemory must be between 00:00:00 and 00:15:00.");
        if (environment.IsDevelopment())
            return options.DevelopmentKey is { } key && Encoding.UTF8.GetByteCount(key) < 32 ? ValidateOptionsResult.Fail("Auth:DevelopmentKey must have at least 32 bytes.")
                : !AreaCode.TryParse(options.DevelopmentArea, null, out _) ? ValidateOptionsResult.Fail("Auth:DevelopmentArea must be an area code.")
                : ValidateOptionsResult.Success;
        if (!Uri.TryCreate(options.Authority, UriKind.Absolute, out var authority) || authority.Scheme is not "https")
            return ValidateOptionsResult.Fail("Auth:Authority must be the https address of the OpenID Connect issuer.");
        if (string.IsNullOrWhiteSpace(options.Audience))
            return ValidateOptionsResult.Fail("Auth:Audience must name the audience that tokens are issued for.");
        if (options.ClockSkew < TimeSpan.Zero || options.ClockSkew > MostSkew)
            return ValidateOptionsResult.Fail("Auth:ClockSkew must be between 00:00:00 and 00:05:00.");
        if (options.KeyRefresh < LeastRefresh || options.KeyRefresh > MostRefresh)
            return ValidateOptionsResult.Fail("Auth:KeyRefresh must be between 00:05:00 and 7.00:00:00.");
        if (new[] { options.Claims.Subject, options.Claims.Role, options.Claims.Agency, options.Claims.Area } is var names
            && (names.Any(string.IsNullOrWhiteSpace) || names.Distinct().Count() != names.Length))
            return ValidateOptionsResult.Fail("Auth:Claims must name four different claims.");
        return options.Roles.Where(role => !Words<Role>.TryParse(role.Value, out var ours) || !Actors.CanBeHeld(ours)).Select(role => role.Key).FirstOrDefault() is { } wrong
            ? ValidateOptionsResult.Fail($"Auth:Roles:{wrong} must be a role that a token may hold.")
            : ValidateOptionsResult.Success;
    }
}
