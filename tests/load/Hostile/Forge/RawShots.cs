using System.Text;

namespace Suyuan.Load.Hostile.Forge;

/// <summary>Bytes that are no HTTP, or two kinds of it at once.</summary>
internal static class RawShots
{
    public static byte[] Malformed(Random random, string host, string path) => random.Next(22) switch
    {
        0 => [0x16, 0x03, 0x01, 0x02, 0x00, 0x01, 0x00, 0x01, 0xFC, 0x03, 0x03, .. Noise(random, 400)],
        1 => Text("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"),
        2 => Noise(random, random.Next(1, 3_000)),
        3 => Text($"GET {path}\r\n\r\n"),
        4 => Text($"GET {path} HTTP/9.9\r\nHost: {host}\r\n\r\n"),
        5 => Text($"GET /{new string('a', 20_000)} HTTP/1.1\r\nHost: {host}\r\n\r\n"),
        6 => Text($"GET {path} HTTP/1.1\nHost: {host}\n\n"),
        7 => Text($"GET {path} HTTP/1.1\r\nHost: {host}\r\nX-Bad\u0000Name: 1\r\n\r\n"),
        8 => Text($"{string.Concat(Enumerable.Repeat("\r\n", 5_000))}GET {path} HTTP/1.1\r\nHost: {host}\r\n\r\n"),
        9 => Text($"GET {path} HTTP/1.1\r\n{string.Concat(Enumerable.Range(0, 2_000).Select(i => $"X-{i}: {i}\r\n"))}\r\n"),
        10 => Text($"GET {path} HTTP/1.1\r\nHost: {host}\r\nX-Long: {new string('b', 100_000)}\r\n\r\n"),
        11 => Text($"GET {path} HTTP/1.1\r\nHost: {host}\r\nX-Folded: a\r\n b\r\n\r\n"),
        12 => Text($"GET {path} HTTP/1.1\r\nHost : {host}\r\n\r\n"),
        13 => Text($"GET {path} HTTP/1.1\r\nHost: {host}\r\nHost: other.example\r\n\r\n"),
        14 => Text($"GET {path} HTTP/1.1\r\n\r\n"),
        15 => Text($"GET\t{path}\tHTTP/1.1\r\nHost: {host}\r\n\r\n"),
        16 => Text($"GET {path}\u0000 HTTP/1.1\r\nHost: {host}\r\n\r\n"),
        17 => Text($"GET {path} HTTP/1.1\r\nHost: a b\r\n\r\n"),
        18 => Text($" GET {path} HTTP/1.1\r\nHost: {host}\r\n\r\n"),
        19 => Text($"GET http://evil.example{path} HTTP/1.1\r\nHost: {host}\r\n\r\n"),
        20 => Text($"CONNECT {host} HTTP/1.1\r\nHost: {host}\r\n\r\n"),
        _ => Text($"GET {path} HTTP/1.1\r\nHost: {host}\r\nX-Injected: a\rb\r\n\r\n"),
    };

    /// <summary>Heads that two readers may read differently; what they would smuggle in is a reading.</summary>
    public static byte[] Conflicting(Random random, string host, string path, string token)
    {
        var head = $"POST {path} HTTP/1.1\r\nHost: {host}\r\nAuthorization: Bearer {token}\r\nContent-Type: application/json\r\n";
        const string Inner = "GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n";
        return Text(random.Next(14) switch
        {
            0 => $"{head}Content-Length: 5\r\nContent-Length: 6\r\n\r\n{{,,,}}",
            1 => $"{head}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n{Inner}",
            2 => $"{head}Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n{Inner}",
            3 => $"{head}Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
            4 => $"{head}Content-Length: -1\r\n\r\n",
            5 => $"{head}Content-Length: 99999999999999999999\r\n\r\n",
            6 => $"{head}Content-Length: 1073741824\r\n\r\n{{,",
            7 => $"{head}Transfer-Encoding: chunked\r\n\r\nZZ\r\n{{,}}\r\n0\r\n\r\n",
            8 => $"{head}Transfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n",
            9 => $"{head}Transfer-Encoding: chunked\r\n\r\n3;{new string('e', 20_000)}\r\n{{,}}\r\n0\r\n\r\n",
            10 => $"{head}Authorization: Basic YTpi\r\nContent-Length: 3\r\n\r\n{{,}}",
            11 => $"{head}Content-Length: 3 \r\nExpect: 100-continue\r\n\r\n{{,}}",
            12 => $"{head}Content-Length: 3\r\nExpect: 200-ok\r\n\r\n{{,}}",
            _ => $"{head}Content-Length: 3\r\nConnection: close, upgrade\r\nUpgrade: websocket\r\n\r\n{{,}}",
        });
    }

    private static byte[] Text(string text) => Encoding.Latin1.GetBytes(text);

    private static byte[] Noise(Random random, int length)
    {
        var noise = new byte[length];
        random.NextBytes(noise);
        return noise;
    }
}
