using System.Runtime.InteropServices;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Suyuan.Identity;

/// <summary>
/// Believes a token that it examined a short while ago, as long as the issuer's keys are those it was examined with: whoever works
/// here sends the same token with every request. What its holder may do is asked anew each time.
/// </summary>
/// <param name="examiner">Looks at signature, issuer, audience and times.</param>
/// <param name="mapping">From the issuer's claims to ours.</param>
/// <param name="time">Real time, in rehearsals too: tokens belong to the world outside.</param>
internal sealed class RememberedTokens(JsonWebTokenHandler examiner, Func<ClaimsPrincipal, ClaimsPrincipal> mapping, AuthOptions auth, TimeProvider time) : TokenHandler
{
    /// <summary>Tokens remembered at most, a few kilobytes each; a power of two. One that falls on another's place takes it.</summary>
    private const int Places = 4_096;

    private readonly Known?[] _known = new Known?[Places];

    public override async Task<TokenValidationResult> ValidateTokenAsync(string token, TokenValidationParameters validationParameters)
    {
        var print = Print(token);
        var place = (int)(print & (Places - 1));
        if (Volatile.Read(ref _known[place]) is { } known && known.Print == print && time.GetUtcNow() < known.Until && ReferenceEquals(known.Keys, await KeysOf(validationParameters)))
            return known.Result;
        var result = await examiner.ValidateTokenAsync(token, validationParameters);
        if (!result.IsValid)
            return result;
        result.ClaimsIdentity = new KnownIdentity(mapping(new ClaimsPrincipal(result.ClaimsIdentity)));
        var keys = await KeysOf(validationParameters);
        // A token that only the keys before these let in is examined each time, until they let it in no more.
        if (keys is null || keys.SigningKeys.Contains(result.SecurityToken.SigningKey))
            Volatile.Write(ref _known[place], new Known(print, result, keys, Until(result.SecurityToken)));
        return result;
    }

    /// <summary>Half of the hash is plenty: who could find two tokens with the same would have to have both of them signed.</summary>
    private static UInt128 Print(string token)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(token), hash);
        return MemoryMarshal.Read<UInt128>(hash);
    }

    /// <summary>The issuer's keys as they were last read, another object each time; null in Development, whose key is the process's own.</summary>
    private static async ValueTask<BaseConfiguration?> KeysOf(TokenValidationParameters parameters) =>
        parameters.ConfigurationManager is { } issuer ? await issuer.GetBaseConfigurationAsync(CancellationToken.None) : null;

    private DateTimeOffset Until(SecurityToken token)
    {
        var soon = time.GetUtcNow() + auth.TokenMemory;
        var end = new DateTimeOffset(DateTime.SpecifyKind(token.ValidTo, DateTimeKind.Utc)) + auth.ClockSkew;
        return end < soon ? end : soon;
    }

    /// <param name="Print">Of the token; the token itself is not compared.</param>
    /// <param name="Keys">With which it was examined.</param>
    private sealed record Known(UInt128 Print, TokenValidationResult Result, BaseConfiguration? Keys, DateTimeOffset Until);
}

/// <summary>The claims of a token that was examined, and whom they name. Many requests share it, so nobody changes it.</summary>
internal sealed class KnownIdentity : ClaimsIdentity
{
    public KnownIdentity(ClaimsPrincipal examined)
        : base(examined.Claims, "Bearer", Actors.SubjectClaim, Actors.RoleClaim) => Who = Actors.Read(new ClaimsPrincipal(this));

    /// <summary>Null when the claims name no one who may act here.</summary>
    public Actor? Who { get; }
}
