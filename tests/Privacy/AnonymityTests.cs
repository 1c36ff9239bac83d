using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using CsCheck;
using Suyuan.Areas;
using Suyuan.Privacy;
using Suyuan.Projection;
using Suyuan.Tests.Support;
using Xunit;

namespace Suyuan.Tests.Privacy;

/// <summary>What is published tells nothing of what is not, however it is added up, and whoever knows the rule.</summary>
public sealed class AnonymityTests
{
    private static readonly PublishedTables Tables = Given.Law.Published;

    /// <summary>A city of three counties, with three townships each.</summary>
    private static readonly AreaTree City = AreaTree.Load(_ => new StringReader(SmallCity()));

    private static readonly string[] Places =
        [.. City.All.Where(area => area.Level is AreaLevel.Township).Select(area => area.Code.ToString()), City.All.First(area => area.Level is AreaLevel.County).Code.ToString()];

    private static readonly Gen<ImmutableArray<CountedRow>> Counts = Gen.Select(
        Gen.Frequency((3, Gen.Const(0L)), (4, Gen.Long[1, 4]), (2, Gen.Long[5, 14])).Array[3 * Places.Length * 4],
        counts => counts.Index().Where(cell => cell.Item > 0)
            .Select(cell => new CountedRow("ABC"[cell.Index / (Places.Length * 4)].ToString(), Places[cell.Index / 4 % Places.Length], (cell.Index % 4) + 1, cell.Item))
            .ToImmutableArray());

    /// <summary>Every whole up to 18 cut into two to four parts: whoever sees the publication, knows the whole and this very rule, never knows a withheld part.</summary>
    [Theory]
    [InlineData(3)]
    [InlineData(5)]
    public void No_withheld_part_can_be_reckoned_by_somebody_who_knows_the_rule(int atLeast)
    {
        for (var parts = 2; parts <= 4; parts++)
        {
            for (var whole = atLeast; whole <= 18; whole++)
            {
                var seen = Cuts(whole, parts).ToLookup(cut => Seen(cut, atLeast));
                Assert.All(seen.Where(alike => alike.Key.Contains('?', StringComparison.Ordinal)), alike =>
                {
                    for (var part = 0; part < parts; part++)
                        if (alike.Key.Split(' ')[part] is "?")
                            Assert.True(alike.DistinctBy(cut => cut[part]).Skip(1).Any(), $"{whole} shown as {alike.Key}: part {part} must be {alike.First()[part]}");
                });
            }
        }
    }

    [Fact]
    public void No_small_figure_is_ever_published() => Counts.Sample(rows =>
    {
        foreach (var ((category, area, _), count) in Publication.Of(rows, ["A", "B", "C"], City, Tables).Figures)
            Assert.True(count is null or 0 || count >= Tables.AtLeast(area.Length <= 9 && AreaCode.TryParse(area, null, out var code) ? code.Level : AreaLevel.County), $"{category} {area}: {count}");
    }, iter: 300);

    /// <summary>All tables of all areas together: no withheld figure is a sum or difference of published ones.</summary>
    [Fact]
    public void D_10_3_No_withheld_figure_follows_from_all_published_tables_together() => Counts.Sample(rows =>
    {
        var publication = Publication.Of(rows, ["A", "B", "C"], City, Tables);
        var published = publication.Figures.Where(figure => figure.Value is not null).ToArray();
        // Where a figure is zero, all that it is made of is.
        var zero = published.Where(figure => figure.Value is 0).SelectMany(figure => Atoms(figure.Key)).ToHashSet();
        var atoms = publication.Figures.Keys.SelectMany(Atoms).Distinct().Where(atom => !zero.Contains(atom)).Index().ToDictionary(atom => atom.Item, atom => atom.Index);
        var known = new Span(atoms.Count);
        foreach (var figure in published)
            known.Add(Row(figure.Key, atoms));
        known.Add([.. Enumerable.Repeat(1L, atoms.Count)]);
        foreach (var figure in publication.Figures.Where(figure => figure.Value is null))
            Assert.False(known.Holds(Row(figure.Key, atoms)), $"{figure.Key} can be reckoned");
    }, iter: 60);

    [Fact]
    public void Every_figure_below_a_withheld_one_is_withheld() => Counts.Sample(rows =>
    {
        var figures = Publication.Of(rows, ["A", "B", "C"], City, Tables).Figures;
        foreach (var ((category, area, quarter), count) in figures.Where(figure => figure.Key.Quarter > 0 || figure.Key.Area.Length > 6))
            Assert.True(count is null || figures[(category, area[..6], 0)] is not null, $"{category} {area} {quarter}");
    }, iter: 300);

    [Fact]
    public void A_year_is_published_after_its_days_are_over() =>
        Assert.Equal((2024, 2025), (Tables.LatestYear(new DateOnly(2026, 3, 31)), Tables.LatestYear(new DateOnly(2026, 4, 1))));

    private static string Seen(int[] cut, int atLeast) =>
        string.Join(' ', Suppression.Published([.. cut.Select(part => (long)part)], atLeast).Zip(cut, (shown, part) => shown ? $"{part}" : "?"));

    private static IEnumerable<int[]> Cuts(int whole, int parts) => parts is 1
        ? [[whole]]
        : Enumerable.Range(0, whole + 1).SelectMany(first => Cuts(whole - first, parts - 1), (first, rest) => (int[])[first, .. rest]);

    /// <summary>What a figure is made of: category, place and quarter.</summary>
    private static IEnumerable<(string, string, int)> Atoms((string Category, string Area, int Quarter) figure) =>
        from place in Everywhere()
        from quarter in Enumerable.Range(1, 4)
        where figure.Quarter is 0 || figure.Quarter == quarter
        where figure.Area.EndsWith("-only", StringComparison.Ordinal) ? place == figure.Area : figure.Area == "510300" || place.StartsWith(figure.Area, StringComparison.Ordinal)
        select (figure.Category, place, quarter);

    /// <summary>Every township, and of each county what was said of no township.</summary>
    private static IEnumerable<string> Everywhere() =>
        City.All.Where(area => area.Level is AreaLevel.Township).Select(area => area.Code.ToString())
            .Concat(City.All.Where(area => area.Level is AreaLevel.County).Select(area => $"{area.Code}-only"));

    private static long[] Row((string Category, string Area, int Quarter) figure, Dictionary<(string, string, int), int> atoms)
    {
        var row = new long[atoms.Count];
        foreach (var atom in Atoms(figure))
            if (atoms.TryGetValue(atom, out var at))
                row[at] = 1;
        return row;
    }

    private static string SmallCity()
    {
        var text = new StringBuilder("# source: test\n# version: test\n# in-force: from 2023-01-01\ncode,name,nameEn,level,parentCode\n510300,市,City,city,510000\n");
        for (var county = 0; county < 3; county++)
        {
            text.Append(CultureInfo.InvariantCulture, $"51030{county + 2},区{county},County {county},county,510300\n");
            for (var township = 0; township < 3; township++)
                text.Append(CultureInfo.InvariantCulture, $"51030{county + 2}00{township + 1},镇{county}{township},Township {county}{township},township,51030{county + 2}\n");
        }

        return text.ToString();
    }

    /// <summary>Rows that can be made of the rows that were added; counted modulo a prime, where nothing grows.</summary>
    private sealed class Span(int width)
    {
        private const long Prime = 2_147_483_647;

        private readonly Dictionary<int, long[]> _byPivot = [];

        public void Add(long[] row)
        {
            if (Reduced(row) is { } rest && Array.FindIndex(rest, value => value is not 0) is >= 0 and var pivot)
                _byPivot.Add(pivot, Scaled(rest, Inverse(rest[pivot])));
        }

        public bool Holds(long[] row) => Reduced(row).All(value => value is 0);

        private long[] Reduced(long[] row)
        {
            var rest = (long[])row.Clone();
            for (var at = 0; at < width; at++)
            {
                if (rest[at] is 0 || !_byPivot.TryGetValue(at, out var known))
                    continue;
                var factor = rest[at];
                for (var i = at; i < width; i++)
                    rest[i] = (rest[i] + ((Prime - factor) * known[i] % Prime)) % Prime;
            }

            return rest;
        }

        private static long[] Scaled(long[] row, long factor) => [.. row.Select(value => value * factor % Prime)];

        private static long Inverse(long value)
        {
            var (result, power, rest) = (1L, value, Prime - 2);
            for (; rest > 0; rest >>= 1, power = power * power % Prime)
                if ((rest & 1) is 1)
                    result = result * power % Prime;
            return result;
        }
    }
}
