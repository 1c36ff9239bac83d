using System.Collections.Immutable;
using System.Text;

namespace Suyuan.Load.Hostile.Forge;

/// <summary>What must not be answered otherwise; that nothing is answered with a fault of the server's goes without saying.</summary>
internal enum Expected
{
    Anything = 0,

    /// <summary>No success: it asks for a change and something in it is wrong.</summary>
    Refused = 1,

    /// <summary>401: its token is nobody's.</summary>
    Unauthenticated = 2,

    /// <summary>As it was answered when it was sent first.</summary>
    AsBefore = 3,
}

/// <summary>One hostile request.</summary>
/// <param name="Kind">What is wrong with it; the counts are by kind.</param>
/// <param name="Target">As it stands in the request line, escaped or not.</param>
/// <param name="Body">Null: none.</param>
internal sealed record Shot(string Kind, string Method, string Target, ImmutableArray<(string Name, string Value)> Headers, byte[]? Body, Expected Expected)
{
    /// <summary>Bytes for the socket as they are, instead of everything else; what they are is no request that HTTP knows.</summary>
    public byte[]? Raw { get; init; }

    /// <summary>Of the body that was announced so much is sent, and then the caller hangs up.</summary>
    public bool HangsUp { get; init; }

    /// <summary>The status that it was answered with before.</summary>
    public int Before { get; init; }

    /// <summary>As bytes for the socket.</summary>
    public byte[] Bytes(string host)
    {
        if (Raw is not null)
            return Raw;
        var head = new StringBuilder().Append(Method).Append(' ').Append(Target).Append(" HTTP/1.1\r\nHost: ").Append(host).Append("\r\n");
        foreach (var (name, value) in Headers)
            head.Append(name).Append(": ").Append(value).Append("\r\n");
        if (Body is not null)
            head.Append("Content-Length: ").Append(HangsUp ? Body.Length + 100_000 : Body.Length).Append("\r\n");
        return [.. Encoding.UTF8.GetBytes(head.Append("\r\n").ToString()), .. Body ?? []];
    }

    /// <summary>What is wrong with an answer, or null.</summary>
    /// <param name="status">0: the connection was closed without one.</param>
    public string? Fault(int status) => status switch
    {
        // A version of HTTP that there is not, which only this status says.
        505 when Raw is not null => null,
        >= 500 and not 503 => $"answered {status}",
        503 => "answered 503",
        _ when Expected is Expected.Refused && status is >= 200 and < 300 => $"accepted with {status}",
        _ when Expected is Expected.Unauthenticated && status is not (401 or 400 or 404 or 405 or 431 or 0) => $"let in with {status}",
        _ when Expected is Expected.AsBefore && status != Before => $"answered {status} instead of {Before}",
        _ => null,
    };
}
