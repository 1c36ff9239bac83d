using System.Collections.Immutable;
using Suyuan.Triaging;

namespace Suyuan.Load.Triaging;

/// <summary>One text with its label and what was suggested for it.</summary>
internal sealed record Tried(Label Label, TriageAdvice Advice)
{
    public string? First => Advice.Suggestions is [var first, ..] ? first.Category : null;

    /// <summary>The first suggestion is the label, or the second one that would do as well.</summary>
    public bool Right => First is { } first && Label.Accepts(first);

    public bool Strictly => First == Label.Category;

    public bool InThree => Advice.Suggestions.Take(3).Any(suggestion => Label.Accepts(suggestion.Category));
}

/// <summary>Shares of one group of texts.</summary>
internal sealed record Tally(string Name, ImmutableArray<Tried> All)
{
    private ImmutableArray<Tried> Disputes { get; } = [.. All.Where(tried => tried.Label.IsDispute)];

    private ImmutableArray<Tried> Others { get; } = [.. All.Where(tried => !tried.Label.IsDispute)];

    public IEnumerable<(string What, Share Share)> Lines()
    {
        var sure = Disputes.Where(tried => tried.Advice.Confident).ToList();
        yield return ("top-1, label or second", Of(Disputes, tried => tried.Right));
        yield return ("top-1, label only", Of(Disputes, tried => tried.Strictly));
        yield return ("top-3, label or second", Of(Disputes, tried => tried.InThree));
        yield return ("top-1 of all but family", Of(Disputes.Where(tried => tried.Label.Category is not "FAM"), tried => tried.Right));
        yield return ("abstained", Of(Disputes, tried => !tried.Advice.Confident));
        yield return ("right when confident", Of(sure, tried => tried.Right));
        yield return ("no dispute: rightly unsure", Of(Others, tried => !tried.Advice.Confident));
        yield return ("no dispute: or in the second", Of(Others, tried => !tried.Advice.Confident || tried.Right));
    }

    public IEnumerable<Tried> Misses => Disputes.Where(tried => !tried.Right);

    /// <summary>Rows: labels. Columns: what came first. A second label that was met counts on the diagonal.</summary>
    public IEnumerable<string> Confusion()
    {
        var cells = Disputes.CountBy(tried => (Label: tried.Label.Category, First: tried.Right ? tried.Label.Category : tried.First ?? "--")).ToDictionary();
        var columns = cells.Keys.Select(cell => cell.First).Concat(cells.Keys.Select(cell => cell.Label)).Distinct().Order(StringComparer.Ordinal).ToList();
        yield return "label " + string.Concat(columns.Select(column => $"{column,4}")) + "   of";
        foreach (var label in cells.Keys.Select(cell => cell.Label).Distinct().Order(StringComparer.Ordinal))
            yield return $"{label,-6}" + string.Concat(columns.Select(column => $"{(cells.TryGetValue((label, column), out var count) ? $"{count}" : "."),4}"))
                + $"{Disputes.Count(tried => tried.Label.Category == label),5}";
    }

    private static Share Of(IEnumerable<Tried> among, Func<Tried, bool> counts)
    {
        var all = among.ToList();
        return new Share(all.Count(counts), all.Count);
    }
}

/// <summary>A share with its 95 % interval after Wilson, which stays within 0 and 1 and does not fail on small groups.</summary>
internal readonly record struct Share(int Hits, int Of)
{
    private const double Z = 1.959964;

    public override string ToString()
    {
        if (Of is 0)
            return "–";
        var (share, n) = ((double)Hits / Of, (double)Of);
        var middle = (share + Z * Z / (2 * n)) / (1 + Z * Z / n);
        var reach = Z * Math.Sqrt(share * (1 - share) / n + Z * Z / (4 * n * n)) / (1 + Z * Z / n);
        return FormattableString.Invariant($"{100 * share:0.0} % [{100 * (middle - reach):0.0}–{100 * (middle + reach):0.0}] {Hits}/{Of}");
    }
}
