using System.Text;
using Microsoft.Extensions.Options;

namespace Suyuan.Identity;

/// <summary>Section <c>Auth</c>: who issues the tokens that are believed.</summary>
public sealed class AuthOptions
{
    public const string Section = "Auth";

    /// <summary>Issuer (OpenID Connect). Required outside Development.</summary>
    public string? Authority { get; set; }

    /// <summary>Audience that tokens must name. Required outside Development.</summary>
    public string? Audience { get; set; }

    /// <summary>
    /// Development only: key of <c>POST /dev/token</c>, at least 32 bytes of UTF-8, so that several processes believe each
    /// other's tokens. Default: random at each start.
    /// </summary>
    public string? DevelopmentKey { get; set; }
}

/// <summary>Stops the start with one sentence that names the key.</summary>
internal sealed class AuthOptionsCheck(IHostEnvironment environment) : IValidateOptions<AuthOptions>
{
    public ValidateOptionsResult Validate(string? name, AuthOptions options)
    {
        if (environment.IsDevelopment())
            return options.DevelopmentKey is { } key && Encoding.UTF8.GetByteCount(key) < 32
                ? ValidateOptionsResult.Fail("Auth:DevelopmentKey must have at least 32 bytes.")
                : ValidateOptionsResult.Success;
        if (!Uri.TryCreate(options.Authority, UriKind.Absolute, out var authority) || authority.Scheme is not "https")
            return ValidateOptionsResult.Fail("Auth:Authority must be the https address of the OpenID Connect issuer.");
        return string.IsNullOrWhiteSpace(options.Audience)
            ? ValidateOptionsResult.Fail("Auth:Audience must name the audience that tokens are issued for.")
            : ValidateOptionsResult.Success;
    }
}
