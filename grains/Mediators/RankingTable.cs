using System.Collections.Frozen;
using Suyuan.Deadlines;

namespace Suyuan.Mediators;

/// <summary>Points for each factor of the ranking: <c>Mediators/ranking.csv</c>.</summary>
internal sealed class RankingTable
{
    public const string File = "Mediators/ranking.csv";

    /// <summary>What the ranking knows to look at; a file that leaves one out is not this version's.</summary>
    private static readonly FrozenSet<(string Factor, string Case)> Known = new[]
    {
        ("competence", "field"), ("competence", "general"), ("organisation", "mediation-body"),
        ("place", "village"), ("place", "township"), ("place", "county"), ("place", "city"), ("place", "directory"),
        ("language", "spoken"), ("load", "free-share"), ("continuity", "former"), ("balance", "fewer-cases"),
    }.ToFrozenSet();

    private readonly FrozenDictionary<(string, string), RankingRow> _rows;

    private RankingTable(string version, FrozenDictionary<(string, string), RankingRow> rows) => (Version, _rows) = (version, rows);

    public string Version { get; }

    /// <summary>A share of a row's points as a reason.</summary>
    public RankingReason Reason(string factor, string its, decimal share = 1)
    {
        var row = _rows[(factor, its)];
        return new RankingReason(factor, its, decimal.Round(row.Points * share, 2), row.Words);
    }

    public static RankingTable Load(Func<string, TextReader> open)
    {
        var file = DataFile.Read(File, open(File), "factor", "case", "points", "zh", "en");
        var rows = new Dictionary<(string, string), RankingRow>();
        foreach (var row in file.Rows)
        {
            var key = (row.Text("factor"), row.Text("case"));
            if (!Known.Contains(key))
                throw row.Wrong("case", $"\"{key.Item1} {key.Item2}\" is nothing that is looked at");
            if (!rows.TryAdd(key, new RankingRow(row.Whole("points", 0, 1_000), new Sentence(row.Text("zh"), row.Text("en")))))
                throw row.Wrong("case", $"{key.Item1} {key.Item2} is there twice");
        }

        return rows.Count == Known.Count
            ? new RankingTable(file.Version, rows.ToFrozenDictionary())
            : throw file.Wrong("factor", $"there is no row for {string.Join(", ", Known.Except(rows.Keys).Select(key => $"{key.Item1} {key.Item2}").Order(StringComparer.Ordinal))}");
    }

    private sealed record RankingRow(int Points, Sentence Words);
}
