using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text;
using HdrHistogram;
using Suyuan.Load.Driving;

namespace Suyuan.Load.Hostile;

/// <summary>Somebody who asks as one ought to, twenty times a second, whatever the others do: reads, lists, and asks for advice.</summary>
internal sealed class Polite(Uri address, string key, string dispute)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly LongHistogram _microseconds = new(1, 600_000_000, 3);

    public int Failed { get; private set; }

    /// <summary>Asks until told to end.</summary>
    public void Ask(CancellationToken end)
    {
        var requests = new Requests(address, Tokens.Of("clerk", key, subject: "polite"));
        byte[][] turns =
        [
            requests.Read(dispute), requests.Get("/v1/disputes?limit=20"), requests.Post("/v1/triage/suggest", """{"narrative":"邻居牛圈臭气熏天，多次交涉无果。"}"""), requests.Get($"/v1/disputes/{dispute}/history"),
        ];
        using var line = new Connection(address);
        for (var turn = 0; !end.WaitHandle.WaitOne(Pause); turn++)
        {
            var asked = Stopwatch.GetTimestamp();
            try
            {
                if (!line.Ask(turns[turn % turns.Length]).Succeeded)
                    Failed++;
            }
            catch (SocketException)
            {
                Failed++;
            }

            _microseconds.RecordValue(Math.Clamp((long)Stopwatch.GetElapsedTime(asked).TotalMicroseconds, 1, 600_000_000));
        }
    }

    public override string ToString() => new StringBuilder().Append(
        CultureInfo.InvariantCulture,
        $"{_microseconds.TotalCount} requests, p50 {Milliseconds(50):0} ms, p99 {Milliseconds(99):0} ms, longest {Milliseconds(100):0} ms, failed {Failed}").ToString();

    private double Milliseconds(double percentile) => _microseconds.GetValueAtPercentile(percentile) / 1000.0;
}
