using System.Text;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Suyuan.Load.Driving;

/// <summary>Tokens as the product issues them in Development, made here so that every contender is given the same.</summary>
internal static class Tokens
{
    public const string Issuer = "suyuan-development";

    /// <summary>Key of every process that a comparison starts, all on the loopback address.</summary>
    public const string Key = "a key for rehearsals on the loopback address only";

    /// <summary>A token that names no part of the city reaches none; earlier versions gave such for the asking.</summary>
    public const string WholeCity = "510300";

    public static string Of(string role, string key = Key, string? agency = null, string? subject = null)
    {
        var now = TimeProvider.System.GetUtcNow();
        var claims = new Dictionary<string, object> { ["sub"] = subject ?? role, ["role"] = role };
        claims[agency is null ? "area" : "agency"] = agency ?? WholeCity;
        return new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Issuer,
            Audience = Issuer,
            IssuedAt = now.UtcDateTime,
            NotBefore = now.UtcDateTime,
            Expires = now.AddHours(12).UtcDateTime,
            Claims = claims,
            SigningCredentials = new SigningCredentials(new SymmetricSecurityKey(Encoding.UTF8.GetBytes(key)), SecurityAlgorithms.HmacSha256),
        });
    }
}
