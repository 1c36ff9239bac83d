using System.Collections.Concurrent;

namespace Suyuan.Projection;

/// <summary>
/// Keys of grains that cannot have a state yet, because their number was handed out a moment ago. The storage does
/// not look for them: the first write is the check. Forgotten after some seconds, the oldest first when there are many.
/// </summary>
public sealed class FreshKeys
{
    /// <summary>Long enough for one registration; short enough that a grain which lives elsewhere is never thought missing.</summary>
    private const long LifeMilliseconds = 5_000;

    /// <summary>Two generations of this many are kept at most.</summary>
    private const int GenerationLimit = 20_000;

    private Generation _young = new();
    private Generation _old = new();

    public void Add(string key)
    {
        var young = _young;
        if (young.Add(key) == GenerationLimit && Interlocked.CompareExchange(ref _young, new Generation(), young) == young)
            _old = young;
    }

    /// <summary>True once for a key that is fresh.</summary>
    public bool Take(string key) => _young.Take(key) || _old.Take(key);

    private sealed class Generation
    {
        private readonly ConcurrentDictionary<string, long> _expiry = new(StringComparer.Ordinal);
        private int _added;

        public int Add(string key)
        {
            _expiry[key] = Environment.TickCount64 + LifeMilliseconds;
            return Interlocked.Increment(ref _added);
        }

        public bool Take(string key) => _expiry.TryRemove(key, out var expiry) && Environment.TickCount64 < expiry;
    }
}
