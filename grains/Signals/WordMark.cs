using System.Globalization;
using System.Text;

namespace Suyuan.Signals;

/// <summary>
/// What a text is like, in few characters: of all pairs of neighbouring characters, the least hash in each of thirty-two bins. The
/// share of bins in which two texts agree estimates the share of pairs that they have in common. The text cannot be read from it, but with a
/// table of pairs some of its pairs can: it lies encrypted, and is compared where it is open.
/// </summary>
internal static class WordMark
{
    private const int Bins = 32;
    private const int Digits = 4;
    private const ushort Empty = ushort.MaxValue;

    public static string Of(string text)
    {
        var least = new ushort[Bins];
        Array.Fill(least, Empty);
        var before = '\0';
        foreach (var letter in Letters(text))
        {
            if (before != '\0')
            {
                var hash = Mixed(((uint)before << 16) | letter);
                ref var bin = ref least[hash % Bins];
                bin = Math.Min(bin, (ushort)(hash >> 16 & 0xfffe));
            }

            before = letter;
        }

        return string.Create(Bins * Digits, least, static (target, least) =>
        {
            for (var bin = 0; bin < Bins; bin++)
                least[bin].TryFormat(target.Slice(bin * Digits, Digits), out _, "x4", CultureInfo.InvariantCulture);
        });
    }

    /// <summary>From 0, nothing in common, to 1, the same; 0 where either says nothing.</summary>
    public static double Likeness(string one, string other)
    {
        if (one.Length != Bins * Digits || other.Length != one.Length)
            return 0;
        var (same, known) = (0, 0);
        for (var at = 0; at < one.Length; at += Digits)
        {
            var mine = one.AsSpan(at, Digits);
            var theirs = other.AsSpan(at, Digits);
            var nothing = mine is "ffff" && theirs is "ffff";
            known += nothing ? 0 : 1;
            same += !nothing && mine.SequenceEqual(theirs) ? 1 : 0;
        }

        return known == 0 ? 0 : (double)same / known;
    }

    /// <summary>Letters and digits alone, full-width ones as narrow ones, capitals as small ones.</summary>
    private static IEnumerable<char> Letters(string text) =>
        Whole(text).Normalize(NormalizationForm.FormKC).Where(char.IsLetterOrDigit).Select(char.ToLowerInvariant);

    // A lone half of a pair cannot be normalised.
    private static string Whole(string text) => new([.. text.Where(letter => !char.IsSurrogate(letter))]);

    private static uint Mixed(uint value) => unchecked((uint)(value * 0x9E3779B97F4A7C15UL >> 29));
}
