using System.Collections.Immutable;
using System.Text;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Suyuan.Load.Hostile.Forge;

/// <summary>Tokens that are nobody's: whoever is let in with one is let in wrongly.</summary>
internal static class FalseTokens
{
    private const string Issuer = "suyuan-development";

    /// <param name="good">A token that is believed.</param>
    /// <param name="key">The key that it is signed with.</param>
    public static ImmutableArray<string> Of(string good, string key)
    {
        var (head, body, signature) = good.Split('.') is [var h, var b, var s] ? (h, b, s) : throw new ArgumentException("No token of three parts.", nameof(good));
        var claims = Encoding.UTF8.GetString(Base64UrlEncoder.DecodeBytes(body));
        var other = Base64UrlEncoder.Encode(claims.Replace("\"role\":\"", "\"role\":\"coordinator", StringComparison.Ordinal));
        string Headed(string text) => $"{Base64UrlEncoder.Encode(text)}.{body}";
        return
        [
            $"{head}.{other}.{signature}",
            $"{head}.{body}.{Flipped(signature)}",
            $"{head}.{body}.",
            $"{head}.{body}",
            $"{Headed("""{"alg":"none","typ":"JWT"}""")}.",
            $"{Headed("""{"alg":"None"}""")}.{signature}",
            $"{Headed("""{"alg":"HS512","typ":"JWT"}""")}.{signature}",
            $"{Headed("""{"alg":"RS256","typ":"JWT"}""")}.{signature}",
            $"{Headed("""{"alg":"HS256","typ":"JWT","jku":"http://127.0.0.1:1/keys","x5u":"http://127.0.0.1:1/"}""")}.{signature}",
            $"{Headed("""{"alg":"HS256","typ":"JWT","kid":"../../../../dev/null"}""")}.{signature}",
            $"{Headed("""{"alg":"HS256","typ":"JWT","crit":["exp"],"exp":1}""")}.{signature}",
            Signed(key, issuer: Issuer, audience: Issuer, hours: -2),
            Signed(key, issuer: Issuer, audience: Issuer, hours: 12, from: 6),
            Signed(key, issuer: "somebody", audience: Issuer, hours: 2),
            Signed(key, issuer: Issuer, audience: "somebody", hours: 2),
            Signed("another key that is long enough for the algorithm", issuer: Issuer, audience: Issuer, hours: 2),
            new string('a', 4_000), "...", "a.b.c", ".", "e30.e30.e30", $"{good}.{signature}", $"{good}{good}", good[..(good.Length / 2)], "null", "undefined", "{}",
        ];
    }

    private static string Signed(string key, string issuer, string audience, int hours, int from = -10)
    {
        var now = TimeProvider.System.GetUtcNow();
        return new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = issuer,
            Audience = audience,
            IssuedAt = now.AddHours(from).UtcDateTime,
            NotBefore = now.AddHours(from).UtcDateTime,
            Expires = now.AddHours(hours).UtcDateTime,
            Claims = new Dictionary<string, object> { ["sub"] = "hostile", ["role"] = "coordinator", ["area"] = "510300" },
            SigningCredentials = new SigningCredentials(new SymmetricSecurityKey(Encoding.UTF8.GetBytes(key)), SecurityAlgorithms.HmacSha256),
        });
    }

    private static string Flipped(string signature) => (signature[0] is 'A' ? 'B' : 'A') + signature[1..];
}
