using System.Buffers;
using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Suyuan.Deadlines;

namespace Suyuan.Triaging;

/// <summary>
/// The words and turns of phrase by which a narrative shows what it is about, and the looking for them: at each place the
/// longest word, each cue once, where it is first seen. The same text always gives the same cues, in whatever order the
/// files have them.
/// </summary>
internal sealed class Vocabulary
{
    public const string CuesFile = "Triaging/cues.csv";

    public const string PatternsFile = "Triaging/patterns.csv";

    private const string Nothing = "nothing";

    private const string Denial = "denial";

    private const int LongestWord = 12;

    private readonly FrozenDictionary<string, ImmutableArray<string>> _words;
    private readonly SearchValues<string> _anyWord;
    private readonly ImmutableArray<(string Cue, Regex Pattern)> _patterns;
    private readonly int _longest;

    private Vocabulary(FrozenDictionary<string, Sentence> cues, FrozenDictionary<string, ImmutableArray<string>> words, ImmutableArray<(string Cue, Regex Pattern)> patterns, DataFile file)
    {
        (Cues, _words, _patterns, File) = (cues, words, patterns, file);
        _anyWord = SearchValues.Create([.. words.Keys], StringComparison.Ordinal);
        _longest = words.Keys.Max(word => word.Length);
    }

    /// <summary>What each cue stands for.</summary>
    public FrozenDictionary<string, Sentence> Cues { get; }

    public DataFile File { get; }

    public static Vocabulary Load(Func<string, TextReader> open, string version)
    {
        var file = DataFile.Read(CuesFile, open(CuesFile), "cue", "zh", "en", "words");
        var cues = new Dictionary<string, Sentence>();
        var words = new Dictionary<string, ImmutableArray<string>>();
        foreach (var row in file.Rows)
        {
            if (!cues.TryAdd(row.Text("cue"), new Sentence(row.Text("zh"), row.Text("en"))))
                throw row.Wrong("cue", $"{row.Text("cue")} is there twice");
            foreach (var word in row.List("words"))
            {
                if (word.Length > LongestWord || Normal(word) != word)
                    throw row.Wrong("words", $"\"{word}\" must be of small, half-width letters and digits and at most {LongestWord} characters");
                var meanings = words.GetValueOrDefault(word, []);
                if (meanings.Contains(row.Text("cue")))
                    throw row.Wrong("words", $"\"{word}\" is there twice");
                words[word] = meanings.Add(row.Text("cue"));
            }
        }

        var patterns = DataFile.Read(PatternsFile, open(PatternsFile), "cue", "pattern", "example");
        TriageBook.SameVersion(file, version);
        TriageBook.SameVersion(patterns, version);
        var vocabulary = new Vocabulary(cues.ToFrozenDictionary(), words.ToFrozenDictionary(), [.. patterns.Rows.Select(row => PatternOf(row, cues))], file);
        if (cues.Keys.Except(words.Values.SelectMany(meanings => meanings)).Except(vocabulary._patterns.Select(pattern => pattern.Cue)).FirstOrDefault() is { } mute)
            throw file.Wrong("words", $"{mute} has neither words nor patterns");
        return vocabulary;
    }

    /// <summary>True of a cue that rules may rest on.</summary>
    public bool Speaks(string cue) => cue is not (Nothing or Denial) && Cues.ContainsKey(cue);

    /// <summary>Every cue of the title and the narrative, where it is first seen; the title comes first.</summary>
    public IReadOnlyDictionary<string, FoundWords> Find(string? title, string narrative)
    {
        var found = new Dictionary<string, FoundWords>();
        foreach (var (text, inTitle) in new[] { (title ?? "", true), (narrative, false) })
            foreach (var (cue, (at, length)) in FirstPlaces(Normal(text)))
                found.TryAdd(cue, new FoundWords(text.Substring(at, length), at, inTitle, Cues[cue]));
        return found;
    }

    private Dictionary<string, (int At, int Length)> FirstPlaces(string text)
    {
        var places = new Dictionary<string, (int At, int Length)>();
        var denied = -1;
        for (int at = 0, next; (next = text.AsSpan(at).IndexOfAny(_anyWord)) >= 0;)
        {
            at += next;
            var (length, meanings) = LongestAt(text, at);
            if (meanings.Contains(Denial))
                denied = at + length;
            else if (denied != at)
                foreach (var cue in meanings.Where(Speaks))
                    places.TryAdd(cue, (at, length));
            at += length;
        }

        foreach (var (cue, pattern) in _patterns)
            foreach (var match in pattern.EnumerateMatches(text))
            {
                if (!places.TryGetValue(cue, out var earlier) || (match.Index, -match.Length).CompareTo((earlier.At, -earlier.Length)) < 0)
                    places[cue] = (match.Index, match.Length);
                break;
            }

        return places;
    }

    private (int Length, ImmutableArray<string> Meanings) LongestAt(string text, int at)
    {
        var words = _words.GetAlternateLookup<ReadOnlySpan<char>>();
        for (var length = Math.Min(_longest, text.Length - at); ; length--)
            if (words.TryGetValue(text.AsSpan(at, length), out var meanings))
                return (length, meanings);
    }

    private static (string Cue, Regex Pattern) PatternOf(DataRow row, Dictionary<string, Sentence> cues)
    {
        if (!cues.ContainsKey(row.Text("cue")))
            throw row.Wrong("cue", $"there is no cue {row.Text("cue")}");
        try
        {
            // Takes time in proportion to the text, whatever the pattern: narratives come from outside.
            var pattern = new Regex(row.Text("pattern"), RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
            return pattern.Match(Normal(row.Text("example"))) is { Length: > 0 }
                ? (row.Text("cue"), pattern)
                : throw row.Wrong("example", $"the pattern does not find itself in \"{row.Text("example")}\"");
        }
        catch (Exception fault) when (fault is ArgumentException or NotSupportedException)
        {
            throw row.Wrong("pattern", fault.Message.TrimEnd('.'));
        }
    }

    /// <summary>Small letters, and letters and digits of half width; a character stays one, so places stay what they are.</summary>
    private static string Normal(string text) => string.Create(text.Length, text, static (normal, text) =>
    {
        for (var i = 0; i < text.Length; i++)
            normal[i] = char.ToLowerInvariant(text[i] is (>= '０' and <= '９') or (>= 'Ａ' and <= 'Ｚ') or (>= 'ａ' and <= 'ｚ') ? (char)(text[i] - 0xFEE0) : text[i]);
    });
}
