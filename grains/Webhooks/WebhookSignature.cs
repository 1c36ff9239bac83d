using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Suyuan.Webhooks;

/// <summary>
/// Signatures after the Standard Webhooks specification: HMAC-SHA256 over id, timestamp and body, one for each secret that
/// is good now. Made with the framework's HMAC; see <c>docs/integration.md</c> for why no library.
/// </summary>
internal static class WebhookSignature
{
    public const string Prefix = "whsec_";

    /// <summary>The specification asks for 24 to 64.</summary>
    private const int SecretBytes = 32;

    public static string NewSecret() => Prefix + Convert.ToBase64String(RandomNumberGenerator.GetBytes(SecretBytes));

    /// <summary>Value of <c>webhook-signature</c>.</summary>
    /// <param name="timestamp">Unix seconds, as in <c>webhook-timestamp</c>.</param>
    public static string Of(IEnumerable<string> secrets, string id, long timestamp, ReadOnlySpan<byte> body)
    {
        var head = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{id}.{timestamp}."));
        byte[] signed = [.. head, .. body];
        return string.Join(' ', secrets.Select(secret => "v1," + Convert.ToBase64String(HMACSHA256.HashData(Convert.FromBase64String(secret[Prefix.Length..]), signed))));
    }
}
