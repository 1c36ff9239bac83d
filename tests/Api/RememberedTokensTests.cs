using System.Security.Claims;
using System.Security.Cryptography;
using Microsoft.Extensions.Time.Testing;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;
using Suyuan.Identity;
using Xunit;

namespace Suyuan.Tests.Api;

public sealed class RememberedTokensTests
{
    private readonly FakeTimeProvider _time = new(TimeProvider.System.GetUtcNow());

    private readonly Examiner _examiner = new();

    private readonly Issuer _issuer = new();

    [Fact]
    public async Task A_token_that_comes_again_is_examined_once_for_so_long()
    {
        var (tokens, token) = (Tokens(TimeSpan.FromMinutes(5)), _issuer.Token("u1"));

        var first = await Believed(tokens, token);
        _time.Advance(TimeSpan.FromMinutes(4));
        Assert.Same(first, await Believed(tokens, token));
        Assert.Equal(1, _examiner.Examined);

        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.NotNull(await Believed(tokens, token));
        Assert.Equal(2, _examiner.Examined);
    }

    [Fact]
    public async Task Nor_is_it_believed_beyond_its_own_end()
    {
        var (tokens, token) = (Tokens(TimeSpan.FromMinutes(15)), _issuer.Token("u1", TimeSpan.FromMinutes(2)));

        await Believed(tokens, token);
        // The end, and the minute by which the issuer's clock may be off.
        _time.Advance(TimeSpan.FromMinutes(3));
        await Believed(tokens, token);
        Assert.Equal(2, _examiner.Examined);
    }

    [Fact]
    public async Task Without_a_memory_each_is_examined()
    {
        var (tokens, token) = (Tokens(TimeSpan.Zero), _issuer.Token("u1"));

        Assert.Equal("u1", (await Believed(tokens, token))?.Who?.Id);
        Assert.Equal("u1", (await Believed(tokens, token))?.Who?.Id);
        Assert.Equal(2, _examiner.Examined);
    }

    [Fact]
    public async Task Keys_that_were_read_again_have_it_examined_again()
    {
        var (tokens, token) = (Tokens(TimeSpan.FromMinutes(5)), _issuer.Token("u1"));
        await Believed(tokens, token);

        _issuer.ReadAgain();
        Assert.NotNull(await Believed(tokens, token));
        Assert.Equal(2, _examiner.Examined);

        _issuer.TakeBack();
        Assert.Null(await Believed(tokens, token));
        Assert.Null(await Believed(tokens, token));
        Assert.NotNull(await Believed(tokens, _issuer.Token("u1")));
    }

    [Fact]
    public async Task A_refused_token_is_refused_each_time_and_forgets_nobody()
    {
        var (tokens, token) = (Tokens(TimeSpan.FromMinutes(5)), _issuer.Token("u1"));
        var forged = token[..^6] + (token.EndsWith("AAAAAA", StringComparison.Ordinal) ? "BBBBBB" : "AAAAAA");

        Assert.Null(await Believed(tokens, forged));
        var good = await Believed(tokens, token);
        Assert.NotNull(good);
        Assert.Null(await Believed(tokens, forged));
        Assert.Same(good, await Believed(tokens, token));
    }

    [Fact]
    public async Task Of_more_tokens_than_there_are_places_each_is_its_own_holders()
    {
        var tokens = Tokens(TimeSpan.FromMinutes(5));
        var issued = Enumerable.Range(0, 6_000).Select(n => (Name: $"u{n}", Token: _issuer.Token($"u{n}"))).ToArray();

        for (var round = 0; round < 2; round++)
        {
            foreach (var (name, token) in issued)
                Assert.Equal(name, (await Believed(tokens, token))?.Who?.Id);
        }

        Assert.InRange(_examiner.Examined, issued.Length + 1, (2 * issued.Length) - 1);
    }

    private RememberedTokens Tokens(TimeSpan memory) => new(_examiner, foreign => foreign, new AuthOptions { TokenMemory = memory }, _time);

    private async Task<KnownIdentity?> Believed(RememberedTokens tokens, string token)
    {
        var result = await tokens.ValidateTokenAsync(token, new TokenValidationParameters { ValidIssuer = Issuer.Name, ValidAudience = "suyuan", ConfigurationManager = _issuer });
        return result.IsValid ? (KnownIdentity)result.ClaimsIdentity : null;
    }

    /// <summary>Examines as always, and counts.</summary>
    private sealed class Examiner : JsonWebTokenHandler
    {
        public int Examined { get; private set; }

        public override Task<TokenValidationResult> ValidateTokenAsync(string token, TokenValidationParameters validationParameters)
        {
            Examined++;
            return base.ValidateTokenAsync(token, validationParameters);
        }
    }

    /// <summary>Signs, and says with which keys.</summary>
    private sealed class Issuer : BaseConfigurationManager
    {
        public const string Name = "https://issuer.test";

        private SymmetricSecurityKey _key = NewKey();

        private OpenIdConnectConfiguration _said = new();

        public Issuer()
        {
            UseLastKnownGoodConfiguration = false;
            ReadAgain();
        }

        public void ReadAgain()
        {
            _said = new OpenIdConnectConfiguration { Issuer = Name };
            _said.SigningKeys.Add(_key);
        }

        public void TakeBack()
        {
            _key = NewKey();
            ReadAgain();
        }

        public string Token(string subject, TimeSpan? endsIn = null) => new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Name,
            Audience = "suyuan",
            Expires = (TimeProvider.System.GetUtcNow() + (endsIn ?? TimeSpan.FromHours(1))).UtcDateTime,
            Subject = new ClaimsIdentity([new Claim("sub", subject), new Claim("role", "clerk"), new Claim("area", "510304")]),
            SigningCredentials = new SigningCredentials(_key, SecurityAlgorithms.HmacSha256),
        });

        public override Task<BaseConfiguration> GetBaseConfigurationAsync(CancellationToken cancel) => Task.FromResult<BaseConfiguration>(_said);

        public override void RequestRefresh()
        {
        }

        private static SymmetricSecurityKey NewKey() => new(RandomNumberGenerator.GetBytes(32)) { KeyId = Guid.NewGuid().ToString("N") };
    }
}
