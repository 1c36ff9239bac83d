using System.Collections.Concurrent;

namespace Suyuan.Load.Talk;

/// <summary>What the product was asked and what it acknowledged: its word, to be compared with its records.</summary>
internal sealed class Told
{
    private int _requests;
    private int _repeats;

    /// <summary>Numbers that were given, with the idempotency key of each.</summary>
    public ConcurrentDictionary<string, string> Registered { get; } = new();

    /// <summary>Commands that were answered with success, by number and act.</summary>
    public ConcurrentDictionary<(string Number, string Act), int> Done { get; } = new();

    /// <summary>Commands whose outcome was never learned: they may stand in the records or not.</summary>
    public ConcurrentDictionary<(string Number, string Act), int> Unknown { get; } = new();

    /// <summary>Answers other than success, by their code.</summary>
    public ConcurrentDictionary<string, int> Refusals { get; } = new();

    /// <summary>Sentences about answers that contradict each other or make no sense.</summary>
    public ConcurrentQueue<string> Contradictions { get; } = new();

    public int Requests => _requests;

    /// <summary>Requests that were sent again under the same key.</summary>
    public int Repeats => _repeats;

    public void Asked() => Interlocked.Increment(ref _requests);

    public void Repeated() => Interlocked.Increment(ref _repeats);

    public static void Count<T>(ConcurrentDictionary<T, int> counts, T key)
        where T : notnull => counts.AddOrUpdate(key, 1, (_, count) => checked(count + 1));
}
