using System.Buffers.Text;
using System.Net.Sockets;
using System.Text;

namespace Suyuan.Load.Hostile;

/// <summary>
/// A connection for bytes that need not be HTTP: sends what it is given and hears no more than the status of the answer, if there is
/// one. The connection is kept where the answer allows it.
/// </summary>
internal sealed class RawLine(Uri address) : IDisposable
{
    private const int Patience = 120_000;

    private readonly byte[] _buffer = new byte[65_536];
    private Socket? _socket;

    /// <summary>0: the connection was closed without an answer. -1: nothing was said and it was not closed either.</summary>
    /// <param name="last">Nothing more is sent on this connection.</param>
    /// <param name="headOnly">There is no body, whatever the head says.</param>
    public int Ask(byte[] request, bool last, bool headOnly)
    {
        try
        {
            _socket ??= Connect();
            for (var sent = 0; sent < request.Length;)
                sent += _socket.Send(request.AsSpan(sent));
            if (last)
                _socket.Shutdown(SocketShutdown.Send);
            return Heard(_socket, last, headOnly);
        }
        catch (SocketException refused)
        {
            Dispose();
            return refused.SocketErrorCode is SocketError.TimedOut or SocketError.WouldBlock ? -1 : 0;
        }
    }

    public void HangUp(byte[] request)
    {
        using var socket = Connect();
        socket.Send(request);
    }

    public void Dispose()
    {
        _socket?.Dispose();
        _socket = null;
    }

    private int Heard(Socket socket, bool last, bool headOnly)
    {
        var have = 0;
        while (true)
        {
            int end;
            while ((end = _buffer.AsSpan(0, have).IndexOf("\r\n\r\n"u8)) < 0)
            {
                var read = have < _buffer.Length ? socket.Receive(_buffer.AsSpan(have)) : 0;
                if (read is 0)
                {
                    Dispose();
                    return 0;
                }

                have += read;
            }

            var head = _buffer.AsSpan(0, end);
            var status = head.Length > 12 && Utf8Parser.TryParse(head[9..12], out int number, out _) ? number : 0;
            if (status is 100)
            {
                _buffer.AsSpan(end + 4, have - end - 4).CopyTo(_buffer);
                have -= end + 4;
                continue;
            }

            var text = Encoding.Latin1.GetString(head);
            var length = Value(text, "content-length");
            var close = last || Value(text, "connection") is "close" || Value(text, "content-type")?.StartsWith("text/event-stream", StringComparison.Ordinal) is true;
            if (close || !Passed(socket, have - end - 4, headOnly || status is 204 or 304 ? 0 : length is null ? null : long.Parse(length, System.Globalization.CultureInfo.InvariantCulture), have))
                Dispose();
            return status;
        }
    }

    /// <summary>Reads past the body. False where its end is not known by its length: then the connection is given up.</summary>
    private bool Passed(Socket socket, int had, long? length, int have)
    {
        if (length is not { } whole)
            return EndsChunked(have) || ReadToLastChunk(socket);
        for (long passed = had; passed < whole;)
        {
            var read = socket.Receive(_buffer.AsSpan(0, (int)Math.Min(_buffer.Length, whole - passed)));
            if (read is 0)
                return false;
            passed += read;
        }

        return true;
    }

    private bool EndsChunked(int have) => _buffer.AsSpan(0, have).EndsWith("\r\n0\r\n\r\n"u8);

    private bool ReadToLastChunk(Socket socket)
    {
        var have = 0;
        while (true)
        {
            if (have > _buffer.Length / 2)
            {
                _buffer.AsSpan(have - 16, 16).CopyTo(_buffer);
                have = 16;
            }

            var read = socket.Receive(_buffer.AsSpan(have));
            if (read is 0)
                return false;
            have += read;
            if (EndsChunked(have) || (have is 5 && _buffer.AsSpan(0, 5).SequenceEqual("0\r\n\r\n"u8)))
                return true;
        }
    }

    private static string? Value(string head, string name)
    {
        foreach (var line in head.Split("\r\n"))
            if (line.Length > name.Length && line[name.Length] is ':' && line.StartsWith(name, StringComparison.OrdinalIgnoreCase))
                return line[(name.Length + 1)..].Trim();
        return null;
    }

    private Socket Connect()
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true, ReceiveTimeout = Patience, SendTimeout = Patience };
        socket.Connect(address.Host, address.Port);
        return socket;
    }
}
