using System.Diagnostics;

namespace Suyuan.Load.Bench;

/// <summary>What one measurement found.</summary>
/// <param name="Spent">Processor time of the measured process.</param>
internal sealed record Measured(long Count, TimeSpan Took, TimeSpan Spent, long? Transactions)
{
    public double PerSecond => Count / Took.TotalSeconds;

    public double MicrosecondsEach => Count is 0 ? 0 : Spent.TotalMicroseconds / Count;

    public double? TransactionsEach => Transactions is { } transactions && Count > 0 ? (double)transactions / Count : null;
}

/// <summary>Callers that each wait for an answer before they ask again.</summary>
internal static class Callers
{
    /// <param name="spent">Processor time so far.</param>
    /// <param name="transactions">Commits of the database so far; null where it does not count them.</param>
    /// <param name="ask">Caller and turn.</param>
    public static async Task<Measured> Measure(
        int callers, TimeSpan window, Func<TimeSpan> spent, Func<Task<long?>> transactions, Func<int, int, Task> ask, CancellationToken cancellation)
    {
        var committed = await transactions();
        var before = spent();
        var watch = Stopwatch.StartNew();
        var counts = await Task.WhenAll(Enumerable.Range(0, callers).Select(Caller));
        var took = watch.Elapsed;
        var used = spent() - before;
        return new Measured(counts.Sum(), took, used, await transactions() - committed);

        async Task<long> Caller(int caller)
        {
            var turn = 0;
            for (; watch.Elapsed < window && !cancellation.IsCancellationRequested; turn++)
                await ask(caller, turn);
            return turn;
        }
    }
}
