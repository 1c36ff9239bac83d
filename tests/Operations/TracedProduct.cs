using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Suyuan.Tests.Product;
using Suyuan.Tests.Storage;
using Suyuan.Tests.Support;

namespace Suyuan.Tests.Operations;

/// <summary>The product with a collector that keeps what it is sent.</summary>
public sealed class TracedProduct(PostgresServer server) : RunningProduct(new PostgresTestDatabase(server))
{
    private readonly Collector _collector = new();

    /// <summary>Everything that was sent to a path, as the bytes came.</summary>
    public IEnumerable<byte[]> Sent(string path) => _collector.Received.Where(message => message.Path == path).Select(message => message.Body);

    protected override IReadOnlyDictionary<string, string?> Settings => new Dictionary<string, string?>
    {
        ["OTEL_EXPORTER_OTLP_ENDPOINT"] = _collector.Address,
        ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
    };

    /// <summary>Listens as long as the process of the tests lives: whatever is told last must find somebody.</summary>
    private sealed class Collector : IDisposable
    {
        private readonly HttpListener _listener = new();

        public Collector()
        {
            using (var free = new TcpListener(IPAddress.Loopback, 0))
            {
                free.Start();
                Address = $"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}/";
            }

            _listener.Prefixes.Add(Address);
            _listener.Start();
            _ = Task.Run(Receive);
        }

        public string Address { get; }

        public ConcurrentQueue<(string Path, byte[] Body)> Received { get; } = new();

        public void Dispose() => _listener.Close();

        private async Task Receive()
        {
            while (true)
            {
                var context = await _listener.GetContextAsync();
                using var body = new MemoryStream();
                await context.Request.InputStream.CopyToAsync(body);
                Received.Enqueue((context.Request.Url!.AbsolutePath, body.ToArray()));
                context.Response.Close();
            }
        }
    }
}
