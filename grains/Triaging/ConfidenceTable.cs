using System.Collections.Immutable;
using System.Globalization;

namespace Suyuan.Triaging;

/// <summary>How often suggestions of so much score and so much lead were right. More of either never means less.</summary>
/// <param name="Enough">From which confidence on the first suggestion may be gone by, per cent.</param>
/// <param name="Near">With less lead than this the second suggestion is near the first, per cent.</param>
internal sealed record ConfidenceTable(ImmutableArray<(int Score, int Lead, int Confidence)> Rows, int Enough, int Near)
{
    public const string File = "Triaging/confidence.csv";

    private const int MostScore = 1_000;

    public static ConfidenceTable Load(Func<string, TextReader> open, string version)
    {
        var file = DataFile.Read(File, open(File), "score", "lead", "confidence");
        TriageBook.SameVersion(file, version);
        // Nothing is ever certain here.
        return new ConfidenceTable(
            [.. file.Rows.Select(row => (row.Whole("score", 1, MostScore), row.Whole("lead", -100, 100), row.Whole("confidence", 1, 99)))],
            Percent(file, "confident"),
            Percent(file, "near"));
    }

    private static int Percent(DataFile file, string key) =>
        int.TryParse(file.Preamble(key), NumberStyles.None, CultureInfo.InvariantCulture, out var percent) && percent is >= 1 and <= 100
            ? percent
            : throw file.Wrong(key, "must be a whole number from 1 to 100");

    /// <param name="lead">Ahead of the next in per cent of its own points; behind the first, negative.</param>
    public int Of(int score, int lead) =>
        Rows.Where(row => score >= row.Score && lead >= row.Lead).Select(row => row.Confidence).DefaultIfEmpty(0).Max();
}
