using System.Collections.Immutable;
using System.Globalization;

namespace Suyuan.Triaging;

/// <summary>How often suggestions of so much score and so much lead were right. More of either never means less.</summary>
/// <param name="Enough">From which confidence on the first suggestion may be gone by, per cent.</param>
internal sealed record ConfidenceTable(ImmutableArray<(int Score, int Lead, int Confidence)> Rows, int Enough)
{
    public const string File = "Triaging/confidence.csv";

    private const int MostScore = 1_000;

    public static ConfidenceTable Load(Func<string, TextReader> open, string version)
    {
        var file = DataFile.Read(File, open(File), "score", "lead", "confidence");
        TriageBook.SameVersion(file, version);
        if (!int.TryParse(file.Preamble("confident"), NumberStyles.None, CultureInfo.InvariantCulture, out var enough) || enough is < 1 or > 100)
            throw file.Wrong("confident", "must be a whole number from 1 to 100");
        // Nothing is ever certain here.
        return new ConfidenceTable(
            [.. file.Rows.Select(row => (row.Whole("score", 1, MostScore), row.Whole("lead", -100, 100), row.Whole("confidence", 1, 99)))], enough);
    }

    /// <param name="lead">Ahead of the next in per cent of its own points; behind the first, negative.</param>
    public int Of(int score, int lead) =>
        Rows.Where(row => score >= row.Score && lead >= row.Lead).Select(row => row.Confidence).DefaultIfEmpty(0).Max();
}
