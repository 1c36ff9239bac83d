using System.Net;
using System.Net.Sockets;

namespace Suyuan.Webhooks;

/// <summary>
/// Reads a target as it was written. One spelling of each host, so that what is checked, what is resolved and what is called
/// cannot be three different things.
/// </summary>
internal static class WebhookTarget
{
    private const int MostHost = 253;

    /// <summary>Ports that need no entry on the allow-list.</summary>
    private static readonly int[] UsualPorts = [443, 8443];

    /// <returns>The target, or why it is none: no address is looked up here.</returns>
    public static Result<Uri> Read(string url, TargetGuard guard, WebhookOptions options)
    {
        var scheme = url.IndexOf("://", StringComparison.Ordinal);
        if (scheme < 0 || url.Any(character => character is <= ' ' or >= '\x7f' or '\\') || !Uri.TryCreate(url, UriKind.Absolute, out var target))
            return Refusal.Of("url", RefusalCode.Malformed, new Fact("example", "https://inbox.example.gov.cn/suyuan"));
        var rest = url[(scheme + 3)..];
        var authority = rest[..(rest.IndexOfAny(['/', '?', '#']) is var end && end < 0 ? rest.Length : end)];
        if (authority.Contains('@', StringComparison.Ordinal))
            return No("user-info");
        if (target.Fragment.Length > 0)
            return No("fragment");
        if (HostOf(authority) is not { } host || !string.Equals(host, target.Host.Trim('[', ']'), StringComparison.OrdinalIgnoreCase))
            return No("notation");
        var named = guard.Names(host);
        if (target.Scheme != Uri.UriSchemeHttps && !(target.Scheme == Uri.UriSchemeHttp && options.PlainHttp && named))
            return No("scheme");
        if (!named && !UsualPorts.Contains(target.Port))
            return No("port");
        // An address needs no name service: what is closed can be said at once.
        return IPAddress.TryParse(host, out var address) && !guard.Permits(host, [address]) ? No("address") : target;
    }

    public static Refusal No(string reason) => Refusal.Of("url", RefusalCode.WebhookTargetNotAllowed, new Fact("reason", reason));

    /// <summary>Labels of letters, digits and hyphens whose last is no number: <c>0x7f.1</c> and <c>2130706433</c> are addresses in disguise.</summary>
    public static bool IsHostName(string host) =>
        host.Length is > 0 and <= MostHost
        && host.Split('.') is var labels
        && labels.All(label => label.Length is > 0 and <= 63 && label.All(character => char.IsAsciiLetterOrDigit(character) || character is '-'))
        && !IsNumber(labels[^1]);

    /// <summary>Null for anything but a host name, a dotted IPv4 address or an IPv6 address in brackets, each in its usual spelling.</summary>
    private static string? HostOf(string authority)
    {
        if (authority.StartsWith('['))
        {
            var inside = authority[1..(authority.IndexOf(']', StringComparison.Ordinal) is var close && close < 0 ? ^0 : close)];
            return IPAddress.TryParse(inside, out var six) && six.AddressFamily is AddressFamily.InterNetworkV6 && !inside.Contains('%', StringComparison.Ordinal)
                ? six.ToString()
                : null;
        }

        var host = authority.Split(':')[0];
        return IsHostName(host) || (IPAddress.TryParse(host, out var four) && four.ToString() == host) ? host : null;
    }

    private static bool IsNumber(string label) =>
        label.All(char.IsAsciiDigit)
        || (label.StartsWith("0x", StringComparison.OrdinalIgnoreCase) && label.AsSpan(2).TrimStart("0123456789abcdefABCDEF").IsEmpty);
}
