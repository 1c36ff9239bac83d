using System.Collections.Frozen;
using System.Collections.Immutable;
using Suyuan.Areas;
using Suyuan.Projection;

namespace Suyuan.Privacy;

/// <summary>
/// All figures of a year, each published or withheld. They form one tree: the city, its categories, each category's counties, and of each of
/// these on one side its quarters, on the other its townships. Each figure is a part of exactly one larger figure, so what is said of the
/// parts of one whole says nothing about those of another; and below a withheld figure everything is withheld. Pure.
/// </summary>
internal sealed class Publication
{
    /// <summary>Of a figure that no place is part of: where nobody said more closely where it was.</summary>
    private const int CountyDigits = 6;

    private readonly FrozenDictionary<(string Category, string Area, int Quarter), long?> _figures;

    private Publication(FrozenDictionary<(string, string, int), long?> figures, ImmutableArray<string> categories) => (_figures, Categories) = (figures, categories);

    /// <summary>In order; the empty one stands for what nobody has named a category of yet.</summary>
    public ImmutableArray<string> Categories { get; }

    /// <summary>Every figure, published or not, by category, area and quarter (0: the year).</summary>
    public IReadOnlyDictionary<(string Category, string Area, int Quarter), long?> Figures => _figures;

    /// <summary>The figure, or null where it is withheld.</summary>
    /// <param name="quarter">0: the whole year.</param>
    public long? Of(string category, AreaCode area, int quarter) => _figures.GetValueOrDefault((category, area.ToString(), quarter), null);

    public static Publication Of(ImmutableArray<CountedRow> rows, IEnumerable<string> categories, AreaTree areas, PublishedTables tables)
    {
        ImmutableArray<string> all = [.. categories.Concat(rows.Select(row => row.Category)).Distinct().Order(StringComparer.Ordinal)];
        var city = areas.City.Code.ToString();
        var figures = new Dictionary<(string, string, int), long?>();
        var total = rows.Sum(row => row.Count);
        var byCategory = rows.ToLookup(row => row.Category);
        Part(
            figures, total is 0 || total >= tables.AtLeast(AreaLevel.City), tables.AtLeast(AreaLevel.City),
            [.. all.Select(category => ((category, city, 0), byCategory[category].Sum(row => row.Count)))]);
        foreach (var category in all)
        {
            // Cases of which nobody said more than the city are a part like a county's, and in no table.
            var byCounty = byCategory[category].ToLookup(row => row.Place.Length > CountyDigits ? row.Place[..CountyDigits] : row.Place);
            string[] counties = [.. areas.ChildrenOf(areas.City.Code).Select(county => county.Code.ToString()).Concat(byCounty.Select(county => county.Key)).Distinct()];
            Part(
                figures, figures[(category, city, 0)] is not null, tables.AtLeast(AreaLevel.County),
                [.. counties.Select(county => ((category, county == city ? $"{city}-only" : county, 0), byCounty[county].Sum(row => row.Count)))]);
            foreach (var county in counties.Where(county => county != city))
            {
                var known = figures[(category, county, 0)] is not null;
                Part(
                    figures, known, tables.AtLeast(AreaLevel.County),
                    [.. Enumerable.Range(1, 4).Select(quarter => ((category, county, quarter), byCounty[county].Where(row => row.Quarter == quarter).Sum(row => row.Count)))]);
                var places = areas.ChildrenOf(AreaCode.Parse(county)).Select(township => township.Code.ToString()).Concat(byCounty[county].Select(row => row.Place)).Distinct();
                Part(
                    figures, known, tables.AtLeast(AreaLevel.Township),
                    [.. places.Select(place => ((category, place == county ? $"{county}-only" : place, 0), byCounty[county].Where(row => row.Place == place).Sum(row => row.Count)))]);
            }
        }

        return new Publication(figures.ToFrozenDictionary(), all);
    }

    /// <summary>The parts of one figure; below a withheld one nothing is published.</summary>
    private static void Part(
        Dictionary<(string, string, int), long?> figures, bool known, int atLeast, ImmutableArray<((string, string, int) Key, long Count)> parts)
    {
        var published = known ? Suppression.Published([.. parts.Select(part => part.Count)], atLeast) : new bool[parts.Length];
        for (var i = 0; i < parts.Length; i++)
            figures.Add(parts[i].Key, published[i] ? parts[i].Count : null);
    }
}
