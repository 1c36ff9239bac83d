using System.Collections.Immutable;
using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.ServerSentEvents;
using Suyuan.Load.Product;
using Suyuan.Load.Talk;

namespace Suyuan.Load.Notices;

/// <summary>Many readers of one agency's events through a kill and a new start: each must have every notice once, in order.</summary>
internal sealed class Streams(NoticesOptions options, TextWriter output)
{
    private const int Callers = 4;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public async Task<int> Run(CancellationToken cancellation)
    {
        var agencies = Cause.Agencies(1);
        await using var place = await ProductPlace.Make(options.Postgres, keep: false, cancellation);
        var product = await ProductProcess.Start(place, speed: 1, cancellation);
        try
        {
            using var http = Line.Client(place.Address, Callers);
            using var line = new Line(http, new Told(), options.Seed, Callers);
            var cause = new Cause(line, options.Seed);
            await cause.Dispute(0, agencies, 0, cancellation);
            using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            using var readers = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = options.Readers }) { BaseAddress = place.Address, Timeout = Timeout.InfiniteTimeSpan };
            var token = await Token(line, agencies[0], cancellation);
            var read = Enumerable.Range(0, options.Readers).Select(_ => new Reading()).ToImmutableArray();
            var reading = read.Select(one => Follow(readers, token, agencies[0], one, enough.Token)).ToArray();

            var watch = Stopwatch.StartNew();
            var turn = 0;
            var callers = Enumerable.Range(0, Callers).Select(async _ =>
            {
                while (watch.Elapsed < options.Window)
                    await cause.Dispute(Interlocked.Increment(ref turn), agencies, 0, cancellation);
            }).ToArray();
            await Task.Delay(options.Window / 2, cancellation);
            await product.Kill();
            await product.DisposeAsync();
            product = await ProductProcess.Start(place, speed: 1, cancellation);
            await Task.WhenAll(callers);
            var all = cause.Owed.Count;

            while (read.Any(one => one.Last < all) && watch.Elapsed < options.Window + Patience)
                await Task.Delay(100, cancellation);
            var after = watch.Elapsed - options.Window;
            await enough.CancelAsync();
            await Task.WhenAll(reading);
            var (gaps, twice, behind) = (read.Sum(one => one.Gaps), read.Sum(one => one.Twice), read.Count(one => one.Last < all));
            await output.WriteLineAsync(
                $"{(place.IsPostgres ? "PostgreSQL" : "SQLite")}: {options.Readers} readers, {all} notices in {options.Window.TotalSeconds:0} s with one kill -9; "
                + $"{read.Sum(one => (long)one.Events)} events read, {read.Sum(one => one.Connections)} connections; "
                + $"gaps {gaps}, twice {twice}, readers behind {behind}; the last had everything {after.TotalSeconds:0.0} s after the end");
            await output.WriteLineAsync($"the product ended with {await product.Stop()}");
            return gaps + twice + behind == 0 ? 0 : 1;
        }
        finally
        {
            await product.DisposeAsync();
        }
    }

    private static async Task<string> Token(Line line, string agency, CancellationToken cancellation) =>
        (await line.Post(Person.Handler(agency), "/dev/token", new { role = "handler", agency }, "token", cancellation)).Read<SeenToken>().Token;

    /// <summary>As a browser's EventSource would: comes back with the last id it has.</summary>
    private static async Task Follow(HttpClient http, string token, string agency, Reading reading, CancellationToken enough)
    {
        while (!enough.IsCancellationRequested)
        {
            try
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, $"/v1/agencies/{agency}/inbox/stream");
                request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
                if (reading.Last > 0)
                    request.Headers.Add("Last-Event-ID", $"{reading.Last}");
                using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, enough);
                response.EnsureSuccessStatusCode();
                reading.Connections++;
                await using var body = await response.Content.ReadAsStreamAsync(enough);
                await foreach (var item in SseParser.Create(body).EnumerateAsync(enough))
                    reading.Heard(item.EventId is { } id ? long.Parse(id, System.Globalization.CultureInfo.InvariantCulture) : 0);
            }
            catch (Exception broken) when (broken is HttpRequestException or IOException)
            {
                // The product went: come back.
            }
            catch (OperationCanceledException) when (enough.IsCancellationRequested)
            {
                return;
            }

            await Task.Delay(200, CancellationToken.None);
        }
    }

    /// <summary>What one reader has heard.</summary>
    private sealed class Reading
    {
        private long _last;

        public long Last => Volatile.Read(ref _last);

        public int Events { get; private set; }

        public int Connections { get; set; }

        public int Gaps { get; private set; }

        public int Twice { get; private set; }

        public void Heard(long sequence)
        {
            Events++;
            Gaps += sequence > _last + 1 ? 1 : 0;
            Twice += sequence <= _last ? 1 : 0;
            Volatile.Write(ref _last, Math.Max(_last, sequence));
        }
    }
}
