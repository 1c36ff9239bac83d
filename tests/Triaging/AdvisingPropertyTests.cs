using System.Text.Json;
using CsCheck;
using Suyuan.Triaging;
using Xunit;

namespace Suyuan.Tests.Triaging;

/// <summary>What must hold of triage help for whatever is told.</summary>
public sealed class AdvisingPropertyTests
{
    private static readonly LawBook Law = LawBook.Load();

    private static readonly string[] Scraps =
    [
        .. Story.All.SelectMany(story => story.Text.Split('，', '。')).Where(scrap => scrap.Length > 0),
        "ＷＴＯ ４Ｓ", "😀", "\n", "不是", "!!!", "1234567890", "的的的",
    ];

    /// <summary>Words that say nothing, put together to a sentence.</summary>
    private static readonly Gen<string> Irrelevant =
        Gen.OneOf("春来早", "云淡风轻", "一二", "嗯", "这里很好", "啊").Array[1, 6].Select(words => $"。{string.Concat(words)}。");

    private static readonly Gen<string> Tellings = Gen.Int[0, Scraps.Length - 1].Select(place => Scraps[place]).Array[1, 12].Select(scraps => string.Join('，', scraps));

    private static readonly Gen<string> Noise = Gen.String[0, 60];

    [Fact]
    public void Every_score_is_the_sum_of_its_reasons_and_they_stand_in_the_text() =>
        Gen.Select(Tellings, Noise).Sample((telling, noise) =>
        {
            var text = telling + noise;
            return Advise(text).Suggestions.All(suggestion =>
                suggestion.Score == suggestion.Because.Sum(reason => reason.Weight)
                && suggestion.Because.All(reason => reason.Words.All(words => string.CompareOrdinal(text, words.Position, words.Text, 0, words.Text.Length) == 0)));
        });

    [Fact]
    public void They_are_ranked_and_no_confidence_is_certainty() =>
        Tellings.Sample(telling =>
        {
            var advice = Advise(telling);
            var scores = advice.Suggestions.Select(suggestion => suggestion.Score).ToList();
            return scores.SequenceEqual(scores.OrderDescending())
                && advice.Suggestions.All(suggestion => suggestion.Confidence is >= 0 and < 100)
                && advice.Confidence == (advice.Suggestions is [var first, ..] ? first.Confidence : 0)
                && advice.Confident == (advice.Confidence >= Law.Triage.Confidence.Enough)
                && (advice.Confident || advice.Ask.Any());
        });

    [Fact]
    public void The_same_is_always_answered_alike() => Tellings.Sample(telling => Written(Advise(telling)) == Written(Advise(telling)));

    [Fact]
    public void A_sentence_that_says_nothing_changes_no_suggestion() =>
        Gen.Select(Tellings, Irrelevant).Sample((telling, sentence) =>
            Written(Advise(telling).Suggestions) == Written(Advise(telling + sentence).Suggestions)
            && Advise(sentence + telling).Confidence == Advise(telling).Confidence);

    [Fact]
    public void Doubts_never_raise_a_confidence() =>
        Tellings.Sample(telling => Advise($"{telling}。会判刑吗").Confidence <= Advise(telling).Confidence);

    [Fact]
    public void More_score_and_more_lead_never_mean_less_confidence() =>
        Gen.Select(Gen.Int[-30, 60], Gen.Int[-100, 100], Gen.Int[0, 20], Gen.Int[0, 50]).Sample((score, lead, more, further) =>
            Law.Triage.Confidence.Of(score + more, lead + further) >= Law.Triage.Confidence.Of(score, lead));

    [Fact]
    public void In_whatever_order_the_files_have_their_rows_and_words_the_answer_is_the_same() =>
        Gen.Int[1, int.MaxValue - 1].Sample(
            seed =>
            {
                var shuffled = Law with { Triage = TriageBook.Load(Shuffled(new Random(seed)), Law.Routing) };
                return Story.All.All(story => Written(Advise(story.Text)) == Written(Advise(story.Text, shuffled)));
            },
            iter: 3,
            threads: 1);

    private static Func<string, TextReader> Shuffled(Random random) => name =>
    {
        using var file = DataFile.OpenEmbedded(name);
        if (name is not (Vocabulary.CuesFile or Vocabulary.PatternsFile or TriageBook.RulesFile or ConfidenceTable.File))
            return new StringReader(file.ReadToEnd());
        var lines = file.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var header = Array.FindIndex(lines, line => !line.StartsWith('#'));
        var rows = lines[(header + 1)..].Select(row => name is Vocabulary.CuesFile ? WithWordsShuffled(row, random) : row).ToArray();
        random.Shuffle(rows);
        return new StringReader(string.Join('\n', [.. lines[..(header + 1)], .. rows]));
    };

    private static string WithWordsShuffled(string row, Random random)
    {
        var comma = row.LastIndexOf(',');
        var words = row[(comma + 1)..].Split('|');
        random.Shuffle(words);
        return row[..(comma + 1)] + string.Join('|', words);
    }

    private static TriageAdvice Advise(string text, LawBook? law = null) => Advising.Of(new Told(null, text, null, null, []), law ?? Law);

    private static string Written<T>(T answer) => JsonSerializer.Serialize(answer);
}
