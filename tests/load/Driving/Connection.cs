using System.Buffers.Text;
using System.Net.Sockets;
using System.Text;

namespace Suyuan.Load.Driving;

/// <summary>One answer. The body lies in the connection's buffer until the next request.</summary>
/// <param name="version">Number that the <c>ETag</c> begins with; 0 without one.</param>
internal readonly ref struct Reply(int status, int version, ReadOnlySpan<byte> body)
{
    public int Status { get; } = status;

    public int Version { get; } = version;

    public ReadOnlySpan<byte> Body { get; } = body;

    public bool Succeeded => Status is >= 200 and < 300;
}

/// <summary>
/// One HTTP/1.1 connection of one caller's own thread: prepared bytes out, status, tag and body in. Callers share the machine with
/// what they measure, so a request must cost them next to nothing: no pools, no tasks, two system calls.
/// </summary>
internal sealed class Connection(Uri address) : IDisposable
{
    private const int Patience = 30_000;

    private Socket? _socket;
    private byte[] _buffer = new byte[32_768];
    private int _have;

    /// <exception cref="SocketException">The other side is not there or was silent for half a minute.</exception>
    public Reply Ask(ReadOnlySpan<byte> request)
    {
        try
        {
            var socket = _socket ??= Connect();
            _have = 0;
            while (!request.IsEmpty)
                request = request[socket.Send(request)..];
            return Read(socket);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        _socket?.Dispose();
        _socket = null;
    }

    private Socket Connect()
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true, ReceiveTimeout = Patience, SendTimeout = Patience };
        socket.Connect(address.Host, address.Port);
        return socket;
    }

    private Reply Read(Socket socket)
    {
        int end;
        while ((end = _buffer.AsSpan(0, _have).IndexOf("\r\n\r\n"u8)) < 0)
            More(socket);
        var (length, chunked, version, close) = (0, false, 0, false);
        var lines = _buffer.AsSpan(0, end);
        var status = Number(lines[9..]);
        foreach (var range in lines.Split("\r\n"u8))
        {
            var line = lines[range];
            if (Value(line, "content-length:"u8) is { IsEmpty: false } size)
                length = Number(size);
            else if (Value(line, "etag:"u8) is { IsEmpty: false } tag)
                version = Utf8Parser.TryParse(tag.Trim((byte)'"'), out int number, out _) ? number : 0;
            else if (!Value(line, "transfer-encoding:"u8).IsEmpty)
                chunked = true;
            else if (Value(line, "connection:"u8).SequenceEqual("close"u8))
                close = true;
        }

        var body = end + 4;
        var last = chunked ? Unchunk(socket, body) : body + length;
        while (!chunked && _have < last)
            More(socket);
        if (close)
            Dispose();
        return new Reply(status, version, _buffer.AsSpan(body..last));
    }

    /// <summary>Puts the chunks together where they lie.</summary>
    /// <returns>Where the body ends.</returns>
    private int Unchunk(Socket socket, int body)
    {
        for (var (to, from) = (body, body); ;)
        {
            int line;
            while ((line = _buffer.AsSpan(from, _have - from).IndexOf("\r\n"u8)) < 0)
                More(socket);
            var size = Number(_buffer.AsSpan(from, line), 'x');
            from += line + 2;
            while (_have < from + size + 2)
                More(socket);
            if (size is 0)
                return to;
            _buffer.AsSpan(from, size).CopyTo(_buffer.AsSpan(to));
            to += size;
            from += size + 2;
        }
    }

    private void More(Socket socket)
    {
        if (_have == _buffer.Length)
            Array.Resize(ref _buffer, _buffer.Length * 2);
        var read = socket.Receive(_buffer.AsSpan(_have));
        _have += read > 0 ? read : throw new SocketException((int)SocketError.ConnectionReset);
    }

    private static int Number(ReadOnlySpan<byte> text, char form = default) =>
        Utf8Parser.TryParse(text, out int number, out _, form) ? number : throw new SocketException((int)SocketError.ProtocolNotSupported);

    private static ReadOnlySpan<byte> Value(ReadOnlySpan<byte> line, ReadOnlySpan<byte> name) =>
        line.Length > name.Length && Ascii.EqualsIgnoreCase(line[..name.Length], name) ? line[name.Length..].Trim((byte)' ') : default;
}
