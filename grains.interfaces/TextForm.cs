using System.Buffers;

namespace Suyuan;

/// <summary>
/// Characters that no text may hold, because machines obey them or people are deceived by them. A text that has none of them is kept
/// exactly as it was sent: receipts and histories are made of it, so nothing is normalised or taken out behind the caller's back.
/// </summary>
public static class TextForm
{
    /// <summary>Longer than this it is a story, where what was copied from elsewhere may bring invisible marks; up to this it is a name, a number, an address.</summary>
    public const int LongestName = 200;

    /// <summary>High half of the tags (U+E0000 to U+E007F), which look like nothing and spell anything.</summary>
    private const char TagHigh = '\udb40';

    private const char LastTagLow = '\udc7f';

    /// <summary>Control characters but line breaks and tabs, characters that turn the direction of others (U+202A–U+202E, U+2066–U+2069), and what is no character.</summary>
    private static readonly SearchValues<char> Never = SearchValues.Create(
        [.. Range('\0', '\u0008'), '\u000b', '\u000c', .. Range('\u000e', '\u001f'), .. Range('\u007f', '\u009f'), .. Range('\u202a', '\u202e'), .. Range('\u2066', '\u2069'), .. Range('\ufdd0', '\ufdef'), '\ufffe', '\uffff']);

    /// <summary>What is not seen and makes two names look like one: soft hyphens, joiners, marks of direction, separators, fillers.</summary>
    private static readonly SearchValues<char> Unseen = SearchValues.Create(
        ['\u00ad', '\u034f', '\u061c', '\u115f', '\u1160', .. Range('\u17b4', '\u17b5'), '\u180e', .. Range('\u200b', '\u200f'), '\u2028', '\u2029', .. Range('\u2060', '\u2065'), .. Range('\u206a', '\u206f'), '\u3164', '\ufeff', '\uffa0', .. Range('\ufff9', '\ufffb')]);

    /// <summary>Whether the text may be kept.</summary>
    /// <param name="most">Most characters that its field may hold: what is as short as a name is judged as one.</param>
    public static bool IsSound(ReadOnlySpan<char> text, int most) =>
        !text.ContainsAny(Never) && (most > LongestName || !text.ContainsAny(Unseen)) && HasWholePairs(text, most);

    /// <summary>Whether a character may be shown to somebody who does not know where it comes from.</summary>
    public static bool IsShown(char character) => !Never.Contains(character) && !Unseen.Contains(character) && character is not ('\r' or '\n' or '\t');

    private static bool HasWholePairs(ReadOnlySpan<char> text, int most)
    {
        var at = text.IndexOfAnyInRange('\ud800', '\udfff');
        for (; at >= 0 && at < text.Length; at++)
        {
            if (!char.IsSurrogate(text[at]))
                continue;
            if (!char.IsHighSurrogate(text[at]) || at + 1 >= text.Length || !char.IsLowSurrogate(text[at + 1]))
                return false;
            // The last two code points of every plane are no characters.
            if ((char.ConvertToUtf32(text[at], text[at + 1]) & 0xFFFE) is 0xFFFE)
                return false;
            if (most <= LongestName && text[at] is TagHigh && text[at + 1] <= LastTagLow)
                return false;
            at++;
        }

        return true;
    }

    private static IEnumerable<char> Range(char first, char last) => Enumerable.Range(first, last - first + 1).Select(code => (char)code);
}
