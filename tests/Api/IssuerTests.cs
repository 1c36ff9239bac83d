using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Xunit;

namespace Suyuan.Tests.Api;

/// <summary>Tokens of an OpenID Connect issuer, in Production. What is let in meets a cluster that is not there: 503.</summary>
public sealed class IssuerTests : IAsyncLifetime
{
    private const string Authority = "https://issuer.test";

    private readonly Issuer _issuer = new();

    private WebApplication _app = null!;

    public async ValueTask InitializeAsync()
    {
        _app = Build();
        await _app.StartAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _issuer.Dispose();
    }

    [Fact]
    public async Task A_token_of_the_issuer_comes_in() => Assert.Equal(HttpStatusCode.ServiceUnavailable, await Asked(_issuer.Token()));

    [Fact]
    public async Task A_token_for_somebody_else_or_of_somebody_else_does_not()
    {
        Assert.Equal(HttpStatusCode.Unauthorized, await Asked(_issuer.Token(audience: "another")));
        Assert.Equal(HttpStatusCode.Unauthorized, await Asked(_issuer.Token(issuer: "https://another.test")));
        using var stranger = new Issuer();
        Assert.Equal(HttpStatusCode.Unauthorized, await Asked(stranger.Token()));
    }

    [Fact]
    public async Task The_clock_may_be_off_by_so_much_and_no_more()
    {
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await Asked(_issuer.Token(endsIn: TimeSpan.FromSeconds(-30))));
        Assert.Equal(HttpStatusCode.Unauthorized, await Asked(_issuer.Token(endsIn: TimeSpan.FromMinutes(-3))));
        Assert.Equal(HttpStatusCode.Unauthorized, await Asked(_issuer.Token(beginsIn: TimeSpan.FromMinutes(3))));

        await using var wide = Build(("Auth:ClockSkew", "00:05:00"));
        await wide.StartAsync(TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await Asked(_issuer.Token(endsIn: TimeSpan.FromMinutes(-3)), wide));
    }

    [Fact]
    public async Task A_published_key_signs_nothing_and_a_token_without_signature_is_none()
    {
        var published = new SymmetricSecurityKey(Encoding.UTF8.GetBytes(_issuer.Published)) { KeyId = _issuer.KeyId };
        Assert.Equal(HttpStatusCode.Unauthorized, await Asked(_issuer.Token(signing: new SigningCredentials(published, SecurityAlgorithms.HmacSha256))));
        var parts = _issuer.Token().Split('.');
        Assert.Equal(HttpStatusCode.Unauthorized, await Asked($"{Base64UrlEncoder.Encode("{\"alg\":\"none\"}")}.{parts[1]}."));
    }

    [Fact]
    public async Task A_new_key_of_the_issuer_is_found_without_a_restart()
    {
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await Asked(_issuer.Token()));
        _issuer.Rotate();

        // The first token under the new key has the keys read again; who comes while they are read may hear no once more.
        var answer = await Asked(_issuer.Token());
        for (var tries = 0; tries < 200 && answer is HttpStatusCode.Unauthorized; tries++)
            answer = await Asked(_issuer.Token());
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer);
    }

    [Fact]
    public async Task A_key_that_was_taken_back_lets_nobody_in_whom_it_had_let_in()
    {
        var before = _issuer.Token();
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await Asked(before));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await Asked(before));
        _issuer.Rotate();

        var answer = await Asked(_issuer.Token());
        for (var tries = 0; tries < 200 && answer is HttpStatusCode.Unauthorized; tries++)
            answer = await Asked(_issuer.Token());
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer);
        Assert.Equal(HttpStatusCode.Unauthorized, await Asked(before));
    }

    [Fact]
    public async Task Claims_and_roles_are_called_as_the_issuer_calls_them()
    {
        await using var mapped = Build(("Auth:Claims:Role", "groups"), ("Auth:Claims:Agency", "unit"), ("Auth:Claims:Area", "region"), ("Auth:Roles:zhfw-handler", "handler"));
        await mapped.StartAsync(TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, await Asked(_issuer.Token(("groups", (string[])["mail", "zhfw-handler"]), ("unit", "510304-housing")), mapped));
        // The product's own names mean nothing then, two roles or agencies contradict each other, and no unit is nobody's.
        Assert.Equal(HttpStatusCode.Forbidden, await Asked(_issuer.Token(("role", "handler"), ("agency", "510304-housing")), mapped));
        Assert.Equal(HttpStatusCode.Forbidden, await Asked(_issuer.Token(("groups", (string[])["zhfw-handler", "coordinator"]), ("unit", "510304-housing")), mapped));
        Assert.Equal(HttpStatusCode.Forbidden, await Asked(_issuer.Token(("groups", "zhfw-handler"), ("unit", (string[])["510304-housing", "510304-labour"])), mapped));
        Assert.Equal(HttpStatusCode.Forbidden, await Asked(_issuer.Token(("groups", "zhfw-handler")), mapped));
        Assert.Equal(HttpStatusCode.Forbidden, await Asked(_issuer.Token(("groups", "coordinator")), mapped));
    }

    [Theory]
    [InlineData("Auth:ClockSkew", "00:06:00", "Auth:ClockSkew must be between 00:00:00 and 00:05:00.")]
    [InlineData("Auth:KeyRefresh", "00:01:00", "Auth:KeyRefresh must be between 00:05:00 and 7.00:00:00.")]
    [InlineData("Auth:TokenMemory", "00:16:00", "Auth:TokenMemory must be between 00:00:00 and 00:15:00.")]
    [InlineData("Auth:Claims:Role", "agency", "Auth:Claims must name four different claims.")]
    [InlineData("Auth:Roles:root", "system", "Auth:Roles:root must be a role that a token may hold.")]
    public void A_wrong_setting_stops_the_start(string key, string value, string told) =>
        Assert.Equal(told, Assert.Throws<OptionsValidationException>(() => Build((key, value))).Message);

    [Fact]
    public async Task No_setting_brings_trial_tokens_into_production()
    {
        const string key = "a key that somebody left in the settings of production";
        await using var left = Build(("Auth:DevelopmentKey", key), ("Auth:DevelopmentArea", "510300"));
        await left.StartAsync(TestContext.Current.CancellationToken);

        using var asked = await left.GetTestClient().PostAsJsonAsync("/dev/token", new { role = "coordinator" }, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, asked.StatusCode);
        var trial = _issuer.Token(issuer: "suyuan-development", audience: "suyuan-development", signing: new SigningCredentials(new SymmetricSecurityKey(Encoding.UTF8.GetBytes(key)), SecurityAlgorithms.HmacSha256));
        Assert.Equal(HttpStatusCode.Unauthorized, await Asked(trial, left));
    }

    private WebApplication Build(params (string Key, string? Value)[] settings) => EdgeWithoutCluster.Build(
        Environments.Production,
        services => services.Configure<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme, options => options.BackchannelHttpHandler = _issuer),
        [("Auth:Authority", Authority), ("Auth:Audience", "suyuan"), .. settings]);

    private async Task<HttpStatusCode> Asked(string token, WebApplication? app = null)
    {
        using var client = (app ?? _app).GetTestClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/disputes");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }

    /// <summary>Publishes a description and keys as issuers do, and signs.</summary>
    private sealed class Issuer : HttpMessageHandler
    {
        private RSA _key = RSA.Create(2048);

        public string KeyId { get; private set; } = "key-1";

        public string Published => _key.ExportSubjectPublicKeyInfoPem();

        public void Rotate()
        {
            _key.Dispose();
            (_key, KeyId) = (RSA.Create(2048), "key-2");
        }

        public string Token(params (string Name, object Value)[] claims) => Signed("suyuan", Authority, TimeSpan.FromMinutes(-10), TimeSpan.FromMinutes(10), null, claims);

        public string Token(string audience = "suyuan", string issuer = Authority, TimeSpan? beginsIn = null, TimeSpan? endsIn = null, SigningCredentials? signing = null) =>
            Signed(audience, issuer, beginsIn ?? TimeSpan.FromMinutes(-10), endsIn ?? TimeSpan.FromMinutes(10), signing, [("role", "clerk"), ("area", "510304")]);

        public string Token() => Token("suyuan");

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var parameters = _key.ExportParameters(includePrivateParameters: false);
            return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK)
            {
                Content = request.RequestUri!.AbsolutePath.EndsWith("/keys", StringComparison.Ordinal)
                    ? JsonContent.Create(new { keys = new[] { new { kty = "RSA", use = "sig", kid = KeyId, n = Base64UrlEncoder.Encode(parameters.Modulus), e = Base64UrlEncoder.Encode(parameters.Exponent) } } })
                    : JsonContent.Create(new { issuer = Authority, jwks_uri = $"{Authority}/keys" }),
            });
        }

        protected override void Dispose(bool disposing)
        {
            _key.Dispose();
            base.Dispose(disposing);
        }

        private string Signed(string audience, string issuer, TimeSpan beginsIn, TimeSpan endsIn, SigningCredentials? signing, (string Name, object Value)[] claims)
        {
            var now = TimeProvider.System.GetUtcNow();
            return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
            {
                Issuer = issuer,
                Audience = audience,
                NotBefore = (now + beginsIn).UtcDateTime,
                Expires = (now + (endsIn > beginsIn ? endsIn : beginsIn + TimeSpan.FromMinutes(1))).UtcDateTime,
                Claims = claims.Append(("sub", "somebody")).ToDictionary(claim => claim.Item1, claim => claim.Item2),
                SigningCredentials = signing ?? new SigningCredentials(new RsaSecurityKey(_key) { KeyId = KeyId }, SecurityAlgorithms.RsaSha256),
            });
        }
    }
}
