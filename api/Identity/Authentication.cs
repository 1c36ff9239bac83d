using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Suyuan.Overload;

namespace Suyuan.Identity;

/// <summary>Bearer tokens: of the configured issuer, or in Development of this very process.</summary>
internal static class Authentication
{
    public static void AddSuyuanAuthentication(this IServiceCollection services)
    {
        services.AddOptions<AuthOptions>().BindConfiguration(AuthOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<AuthOptions>, AuthOptionsCheck>();
        services.AddSingleton<DevelopmentTokens>();
        services.AddSingleton<IConfigureOptions<JwtBearerOptions>, BearerSetup>();
        services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer();
        // Otherwise a key that the issuer took back would be good for another hour.
        services.PostConfigure<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme, options =>
        {
            if (options.ConfigurationManager is BaseConfigurationManager issuer)
                issuer.UseLastKnownGoodConfiguration = false;
        });
        services.AddAuthorization(Access.AddPolicies);
    }

    private sealed class BearerSetup(
        IOptions<AuthOptions> auth, IHostEnvironment environment, DevelopmentTokens development, [FromKeyedServices(Lanes.Clock)] TimeProvider time)
        : IConfigureNamedOptions<JwtBearerOptions>
    {
        private static readonly string[] Asymmetric =
        [
            SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512,
            SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.RsaSsaPssSha384, SecurityAlgorithms.RsaSsaPssSha512,
            SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384, SecurityAlgorithms.EcdsaSha512,
        ];

        public void Configure(JwtBearerOptions options) => Configure(JwtBearerDefaults.AuthenticationScheme, options);

        public void Configure(string? name, JwtBearerOptions options)
        {
            options.SaveToken = false;
            options.TokenHandlers.Clear();
            // Claims keep their own names; Microsoft's long ones would only have to be undone again.
            options.TokenHandlers.Add(new RememberedTokens(
                new JsonWebTokenHandler { MapInboundClaims = false },
                foreign => environment.IsDevelopment() ? foreign : ClaimMapping.Mapped(foreign, auth.Value),
                auth.Value,
                time));
            var validation = options.TokenValidationParameters;
            validation.ClockSkew = auth.Value.ClockSkew;
            validation.NameClaimType = Actors.SubjectClaim;
            validation.RoleClaimType = Actors.RoleClaim;
            if (environment.IsDevelopment())
            {
                validation.ValidIssuer = DevelopmentTokens.Issuer;
                validation.ValidAudience = DevelopmentTokens.Issuer;
                validation.IssuerSigningKey = development.Key;
                validation.ValidAlgorithms = [SecurityAlgorithms.HmacSha256];
                return;
            }
            options.Authority = auth.Value.Authority;
            options.Audience = auth.Value.Audience;
            options.AutomaticRefreshInterval = auth.Value.KeyRefresh;
            // Only keys of which the issuer alone has the secret half: a key that is published can sign nothing here.
            validation.ValidAlgorithms = Asymmetric;
        }
    }
}
