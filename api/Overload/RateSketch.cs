using System.Security.Cryptography;

namespace Suyuan.Overload;

/// <summary>
/// How often each of any number of callers has asked lately, in memory that never grows: four rows of instants, in each of which a
/// caller has one place by a hash that nobody outside knows. An instant says until when the place is used up (the generic cell rate
/// algorithm, ITU-T I.371). Of a caller's four places the emptiest counts, so he is held up by others only where all four were used
/// up by them: with a thousand callers beyond their limit that is one in eighty thousand. Nobody is ever let off by the others.
/// </summary>
/// <param name="row">What is allowed.</param>
/// <param name="scale">All numbers times this.</param>
internal sealed class RateSketch(RateRow row, double scale, TimeProvider time)
{
    private const int Rows = 4;

    /// <summary>Places of a row; a power of two.</summary>
    private const int Places = 16_384;

    private readonly long[] _usedUntil = new long[Rows * Places];

    private readonly ulong _secret = BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(8));

    /// <summary>What one request uses up, in ticks of the clock.</summary>
    private readonly long _each = Math.Max(1, (long)(row.Within.TotalSeconds * time.TimestampFrequency / (row.Requests * scale)));

    private readonly long _most = Math.Max(1, (long)(row.Within.TotalSeconds * time.TimestampFrequency / row.Requests * row.Burst));

    /// <summary>One more request; or how long until there is room for it. Two at the very same instant may count as one.</summary>
    public TimeSpan? Take(ulong caller)
    {
        var now = time.GetTimestamp();
        var hash = Mix(caller ^ _secret);
        var used = long.MaxValue;
        for (var i = 0; i < Rows; i++)
            used = Math.Min(used, Volatile.Read(ref _usedUntil[Place(hash, i)]));
        var after = Math.Max(used, now) + _each;
        if (after - now > _most)
            return TimeSpan.FromSeconds((double)(after - now - _most) / time.TimestampFrequency);
        for (var i = 0; i < Rows; i++)
            Raise(ref _usedUntil[Place(hash, i)], after);
        return null;
    }

    /// <summary>Fourteen bits of the hash for each row.</summary>
    private static int Place(ulong hash, int row) => (row * Places) + (int)((hash >> (row * 16)) & (Places - 1));

    private static void Raise(ref long place, long to)
    {
        for (var seen = Volatile.Read(ref place); seen < to;)
        {
            var before = Interlocked.CompareExchange(ref place, to, seen);
            if (before == seen)
                return;
            seen = before;
        }
    }

    /// <summary>Every bit of the result hangs on every bit of the caller (the finaliser of SplitMix64).</summary>
    private static ulong Mix(ulong value)
    {
        unchecked
        {
            value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
            value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
            return value ^ (value >> 31);
        }
    }
}
