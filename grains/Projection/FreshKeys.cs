using System.Collections.Concurrent;

namespace Suyuan.Projection;

/// <summary>
/// Keys of grains that cannot have a state yet, because their number was handed out a moment ago. The storage does
/// not look for them: the first write is the check. Forgotten after some seconds, and silently when there are many.
/// </summary>
public sealed class FreshKeys
{
    /// <summary>Long enough for one registration; short enough that a grain which lives elsewhere is never thought missing.</summary>
    private const long LifeMilliseconds = 5_000;

    private const int Limit = 50_000;

    private readonly ConcurrentDictionary<string, long> _expiry = new(StringComparer.Ordinal);

    public void Add(string key)
    {
        if (_expiry.Count >= Limit)
            Prune();
        if (_expiry.Count < Limit)
            _expiry[key] = Environment.TickCount64 + LifeMilliseconds;
    }

    /// <summary>True once for a key that is fresh.</summary>
    public bool Take(string key) => _expiry.TryRemove(key, out var expiry) && Environment.TickCount64 < expiry;

    private void Prune()
    {
        var now = Environment.TickCount64;
        foreach (var (key, expiry) in _expiry)
        {
            if (expiry <= now)
                _expiry.TryRemove(key, out _);
        }
    }
}
