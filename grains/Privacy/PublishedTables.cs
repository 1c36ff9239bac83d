using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using Suyuan.Areas;
using Suyuan.Deadlines;

namespace Suyuan.Privacy;

/// <summary>The closed list of published tables, and how much a figure must count: <c>Privacy/tables.csv</c> and <c>anonymity.csv</c>, read once.</summary>
internal sealed class PublishedTables
{
    public const string File = "Privacy/tables.csv";
    public const string AnonymityFile = "Privacy/anonymity.csv";

    private const int LeastOfAll = 3;
    private const int MostOfAll = 1_000;
    private const int MostDays = 366;

    private static readonly FrozenDictionary<string, AreaLevel> Levels = new[] { AreaLevel.City, AreaLevel.County, AreaLevel.Township }.ToFrozenDictionary(level => Kebab.Of(level));

    private static readonly FrozenDictionary<string, bool> Bys = new Dictionary<string, bool> { ["category"] = false, ["category-quarter"] = true }.ToFrozenDictionary();

    private readonly FrozenDictionary<AreaLevel, int> _atLeast;

    private PublishedTables(ImmutableArray<PublishedTable> tables, FrozenDictionary<AreaLevel, int> atLeast, int afterDays, string version)
    {
        (Tables, _atLeast, AfterDays, Version) = (tables, atLeast, afterDays, version);
    }

    public ImmutableArray<PublishedTable> Tables { get; }

    /// <summary>Days after the end of a year from which on its tables are published.</summary>
    public int AfterDays { get; }

    /// <summary>Of both files.</summary>
    public string Version { get; }

    public int AtLeast(AreaLevel level) => _atLeast[level];

    /// <summary>The year whose tables are the latest that are published.</summary>
    public int LatestYear(DateOnly today) => today.AddDays(-AfterDays).Year - 1;

    public static PublishedTables Load(Func<string, TextReader> open)
    {
        var anonymity = DataFile.Read(AnonymityFile, open(AnonymityFile), "level", "atLeast");
        var atLeast = new Dictionary<AreaLevel, int>();
        foreach (var row in anonymity.Rows)
            if (!atLeast.TryAdd(row.Word("level", Levels), row.Whole("atLeast", LeastOfAll, MostOfAll)))
                throw row.Wrong("level", $"{row.Text("level")} is there twice");
        if (Levels.Values.Where(level => !atLeast.ContainsKey(level)).ToArray() is [var missing, ..])
            throw anonymity.Wrong("level", $"there is no row for {Kebab.Of(missing)}");
        if (!int.TryParse(anonymity.Preamble("published-after-days"), NumberStyles.None, CultureInfo.InvariantCulture, out var days) || days > MostDays)
            throw anonymity.Wrong("published-after-days", $"must be a whole number up to {MostDays}");
        var file = DataFile.Read(File, open(File), "table", "level", "by", "zh", "en");
        var seen = new HashSet<string>();
        var tables = file.Rows.Select(row =>
        {
            var table = new PublishedTable(row.Text("table"), row.Word("level", Levels), row.Word("by", Bys), new Sentence(row.Text("zh"), row.Text("en")));
            if (!seen.Add(table.Name))
                throw row.Wrong("table", $"{table.Name} is there twice");
            // Quarters on two levels, or below one, would cut the same figures a second way.
            return table is { ByQuarter: true, Level: not AreaLevel.County } ? throw row.Wrong("by", "quarters are published for counties alone") : table;
        }).ToImmutableArray();
        return new PublishedTables(tables, atLeast.ToFrozenDictionary(), days, $"{file.Version}, {anonymity.Version}");
    }
}

/// <param name="Level">Of the areas that it is published for.</param>
internal sealed record PublishedTable(string Name, AreaLevel Level, bool ByQuarter, Sentence Words);
