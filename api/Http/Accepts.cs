using System.Collections.Frozen;
using Microsoft.Net.Http.Headers;

namespace Suyuan.Http;

/// <summary>What form of an answer a caller would rather have, by <c>Accept</c> with its q-values.</summary>
internal static class Accepts
{
    private static readonly FrozenSet<string> Json =
        new[] { "application/json", "application/*", "*/*" }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether that is this type and not JSON; the first that we know of those preferred most decides.</summary>
    public static bool Prefers(this HttpRequest request, string mediaType) => Prefers(request.Headers.Accept, mediaType);

    internal static bool Prefers(IList<string?> accept, string mediaType)
    {
        if (!MediaTypeHeaderValue.TryParseList([.. accept.OfType<string>()], out var ranges))
            return false;
        var known = ranges.Where(range => range.Quality is not 0)
            .OrderByDescending(range => range.Quality ?? 1)
            .Select(range => range.MediaType.ToString())
            .FirstOrDefault(type => IsSame(type, mediaType) || Json.Contains(type));
        return known is not null && IsSame(known, mediaType);
    }

    private static bool IsSame(string type, string other) => type.Equals(other, StringComparison.OrdinalIgnoreCase);
}
