using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Sockets;
using System.Text;
using HdrHistogram;

namespace Suyuan.Load.Driving;

/// <summary>What was heard in one window.</summary>
/// <param name="Latency">Microseconds of what succeeded.</param>
/// <param name="Failures">By status; 0 stands for a connection that broke.</param>
/// <param name="Bytes">Mean size of the bodies that were answered.</param>
internal sealed record Felt(LongHistogram Latency, TimeSpan Took, IReadOnlyDictionary<int, long> Failures, long Bytes)
{
    public long Count => Latency.TotalCount;

    public double PerSecond => Count / Took.TotalSeconds;

    public double Milliseconds(double percentile) => Latency.GetValueAtPercentile(percentile) / 1000.0;
}

/// <summary>
/// Callers on threads of their own. Closed: each asks again when it was answered, so a slow answer is felt by few. Open: requests are
/// due at an even rate whether or not anybody is free, and latency counts from the due instant, so a stall is felt by everybody it
/// kept waiting (no coordinated omission).
/// </summary>
/// <param name="rate">Requests a second of an open loop; null: closed.</param>
internal sealed class Loop(Uri address, int callers, double? rate, Func<int, Work> work)
{
    private const long LongestMicroseconds = 600_000_000;

    private static readonly TimeSpan MarkEvery = TimeSpan.FromMilliseconds(50);

    private readonly ConcurrentDictionary<int, long> _failures = new();
    private readonly ConcurrentBag<(LongHistogram Latency, long Bytes)> _heard = [];
    private readonly int[] _marks = new int[24_000];
    private string? _complaint;
    private long _begin;
    private long _next = -1;
    private long _opens = long.MaxValue;
    private long _closes = long.MaxValue;

    /// <summary>Runs until it is told to end; what is answered between the two is what counts.</summary>
    /// <param name="atStart">Called when the window opens.</param>
    /// <param name="atEnd">Called when it closes, before the callers end.</param>
    public async Task<Felt> Run(TimeSpan warm, TimeSpan window, Action atStart, Action atEnd, CancellationToken cancellation)
    {
        await using var driven = Begin(cancellation);
        await Task.Delay(warm, TimeProvider.System, cancellation);
        atStart();
        var opened = Stopwatch.GetTimestamp();
        Volatile.Write(ref _opens, opened);
        await Task.Delay(window, TimeProvider.System, cancellation);
        var closed = Stopwatch.GetTimestamp();
        Volatile.Write(ref _closes, closed);
        atEnd();
        await driven.DisposeAsync();
        return Sum(Stopwatch.GetElapsedTime(opened, closed));
    }

    /// <summary>Begins to ask; disposing ends it. For those who look at <see cref="Between"/> while it goes on.</summary>
    public IAsyncDisposable Begin(CancellationToken cancellation)
    {
        _begin = Stopwatch.GetTimestamp();
        var over = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        return new Driven(over, [.. Enumerable.Range(0, callers).Select(caller => Task.Factory.StartNew(
            () => Caller(caller, over.Token), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default))]);
    }

    /// <summary>How many a second were answered between two instants of the stopwatch, to the twentieth of a second.</summary>
    public double Between(long from, long to)
    {
        var (first, last) = (Mark(from), Math.Max(Mark(from) + 1, Mark(to)));
        return _marks.AsSpan(first..last).ToArray().Sum() / ((last - first) * MarkEvery.TotalSeconds);
    }

    /// <summary>How many have been answered well so far.</summary>
    public long Answered => _marks.AsSpan().ToArray().Sum();

    private void Caller(int caller, CancellationToken over)
    {
        var (latency, bytes) = (new LongHistogram(1, LongestMicroseconds, 3), 0L);
        var mine = work(caller);
        using var connection = new Connection(address);
        while (!over.IsCancellationRequested)
        {
            var due = rate is { } each ? Due(each, over) : Stopwatch.GetTimestamp();
            if (over.IsCancellationRequested)
                break;
            var status = 0;
            try
            {
                var reply = connection.Ask(mine.Next());
                mine.Heard(reply);
                var now = Stopwatch.GetTimestamp();
                if (reply.Succeeded)
                {
                    Interlocked.Increment(ref _marks[Mark(now)]);
                    if (now < Volatile.Read(ref _opens) || now >= Volatile.Read(ref _closes))
                        continue;
                    latency.RecordValue(Math.Clamp((long)Stopwatch.GetElapsedTime(due, now).TotalMicroseconds, 1, LongestMicroseconds));
                    bytes += reply.Body.Length;
                    continue;
                }

                status = reply.Status;
                Interlocked.CompareExchange(ref _complaint, Encoding.UTF8.GetString(reply.Body), null);
            }
            catch (SocketException)
            {
                // Who is not there is asked again, like a failing one, and counted; unless it is all over.
                if (over.IsCancellationRequested)
                    break;
            }

            _failures.AddOrUpdate(status, 1, static (_, count) => count + 1);
        }

        _heard.Add((latency, bytes));
    }

    /// <summary>Waits until the next request of all callers is due; it goes out up to a millisecond late, which is counted as latency too.</summary>
    private long Due(double each, CancellationToken over)
    {
        var due = _begin + (long)(Interlocked.Increment(ref _next) * (Stopwatch.Frequency / each));
        while (Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), due) is { Ticks: > 0 } early && !over.WaitHandle.WaitOne((int)Math.Ceiling(early.TotalMilliseconds)))
        {
        }

        return due;
    }

    private int Mark(long at) => Math.Clamp((int)(Stopwatch.GetElapsedTime(_begin, at) / MarkEvery), 0, _marks.Length - 1);

    private Felt Sum(TimeSpan took)
    {
        var sum = new LongHistogram(1, LongestMicroseconds, 3);
        var bytes = 0L;
        foreach (var (latency, heard) in _heard)
        {
            sum.Add(latency);
            bytes += heard;
        }

        if (sum.TotalCount is 0)
            throw new InvalidOperationException($"Nothing succeeded: {string.Join(", ", _failures)}; {_complaint}");
        return new Felt(sum, took, new Dictionary<int, long>(_failures), bytes / Math.Max(1, sum.TotalCount));
    }

    private sealed class Driven(CancellationTokenSource over, Task[] callers) : IAsyncDisposable
    {
        private bool _ended;

        public async ValueTask DisposeAsync()
        {
            if (_ended)
                return;
            _ended = true;
            await over.CancelAsync();
            await Task.WhenAll(callers);
            over.Dispose();
        }
    }
}
