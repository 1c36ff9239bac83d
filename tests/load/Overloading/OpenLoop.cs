using System.Diagnostics;
using System.Net.Sockets;
using System.Text;
using Suyuan.Load.Driving;

namespace Suyuan.Load.Overloading;

/// <summary>A part of the load: requests at an even rate for so long.</summary>
internal sealed record Phase(string Name, double Rate, TimeSpan Length)
{
    public long Count => (long)(Rate * Length.TotalSeconds);
}

/// <summary>What became of one request.</summary>
/// <param name="At">When it was due, since the loop began.</param>
/// <param name="Took">From its first byte out to its last byte in; none for what was not sent.</param>
/// <param name="Said">Null for success; the refusal's code, or <see cref="Broken"/>, or <see cref="NotSent"/>.</param>
internal readonly record struct Asked(TimeSpan At, TimeSpan Took, string? Said)
{
    public const string Broken = "connection broken";

    /// <summary>All connections were busy a second after it was due.</summary>
    public const string NotSent = "not sent";
}

/// <summary>
/// Requests that are due whether or not anybody is free, over a bounded number of connections: one phase after another without a pause.
/// Latency counts from the sending: who finds no connection free for a second gives up, and is counted as not sent.
/// </summary>
/// <param name="answered">Hears the body of each success.</param>
internal sealed class OpenLoop(Uri address, int connections, IReadOnlyList<Phase> phases, Func<int, Work> work, Action<int, Reply>? answered = null)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly List<Asked>[] _asked = [.. Enumerable.Range(0, connections).Select(_ => new List<Asked>())];
    private long _begin;
    private long _next = -1;

    /// <returns>Every request of every connection.</returns>
    public async Task<IReadOnlyList<Asked>> Run(CancellationToken cancellation)
    {
        _begin = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, connections).Select(connection => Task.Factory.StartNew(
            () => Connection(connection, cancellation), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)));
        cancellation.ThrowIfCancellationRequested();
        return [.. _asked.SelectMany(one => one)];
    }

    /// <summary>When the so many-th request is due; null after the last.</summary>
    public static TimeSpan? Due(IReadOnlyList<Phase> phases, long index)
    {
        var begun = TimeSpan.Zero;
        foreach (var phase in phases)
        {
            if (index < phase.Count)
                return begun + TimeSpan.FromSeconds(index / phase.Rate);
            index -= phase.Count;
            begun += phase.Length;
        }

        return null;
    }

    private void Connection(int caller, CancellationToken cancellation)
    {
        var (mine, asked) = (work(caller), _asked[caller]);
        using var connection = new Connection(address);
        while (Due(phases, Interlocked.Increment(ref _next)) is { } due)
        {
            while (due - Stopwatch.GetElapsedTime(_begin) is { Ticks: > 0 } early && !cancellation.WaitHandle.WaitOne((int)Math.Ceiling(early.TotalMilliseconds)))
            {
            }

            if (cancellation.IsCancellationRequested)
                return;
            asked.Add(Stopwatch.GetElapsedTime(_begin) - due > Patience ? new Asked(due, TimeSpan.Zero, Asked.NotSent) : Ask(caller, connection, mine, due));
        }
    }

    private Asked Ask(int caller, Connection connection, Work mine, TimeSpan due)
    {
        var sent = Stopwatch.GetTimestamp();
        try
        {
            var reply = connection.Ask(mine.Next());
            var took = Stopwatch.GetElapsedTime(sent);
            mine.Heard(reply);
            if (!reply.Succeeded)
                return new Asked(due, took, Code(reply));
            answered?.Invoke(caller, reply);
            return new Asked(due, took, null);
        }
        catch (SocketException)
        {
            return new Asked(due, Stopwatch.GetElapsedTime(sent), Asked.Broken);
        }
    }

    /// <summary>Status and code of a problem document.</summary>
    private static string Code(Reply reply)
    {
        var from = reply.Body.IndexOf("\"code\":\""u8);
        var rest = from < 0 ? default : reply.Body[(from + 8)..];
        return string.Intern($"{reply.Status} {(rest.IndexOf((byte)'"') is > 0 and var end ? Encoding.UTF8.GetString(rest[..end]) : "")}".TrimEnd());
    }
}
