using System.Collections.Frozen;
using System.Collections.Immutable;
using Suyuan.Areas;

namespace Suyuan.Warnings;

/// <summary>
/// The areas that one watch looks at, and the series of each: every category, and all of them together. A county's watch looks at its
/// villages, townships and itself; the city's at the city as a whole.
/// </summary>
internal sealed class Watched
{
    private static readonly ImmutableArray<int> Lengths = [12, 9, 6];

    private readonly FrozenDictionary<string, int> _areas;
    private readonly FrozenDictionary<string, int> _categories;

    public Watched(AreaTree tree, AreaCode top, IEnumerable<string> categories)
    {
        Top = top;
        Areas = top.Level is AreaLevel.City
            ? [top]
            : [.. tree.All.Where(area => area.Code.County == top).Select(area => area.Code).OrderBy(code => code.Level).ThenBy(code => code)];
        Categories = [.. categories];
        _areas = Areas.Index().ToFrozenDictionary(area => area.Item.ToString(), area => area.Index);
        _categories = Categories.Index().ToFrozenDictionary(category => category.Item, category => category.Index);
    }

    public AreaCode Top { get; }

    /// <summary>From the villages up.</summary>
    public ImmutableArray<AreaCode> Areas { get; }

    public ImmutableArray<string> Categories { get; }

    /// <summary>Place of the series of all disputes together, after the categories.</summary>
    public int Total => Categories.Length;

    /// <summary>Series of one area: the categories and their total.</summary>
    public int SeriesPerArea => Categories.Length + 1;

    /// <summary>Null for the total.</summary>
    public string? CategoryAt(int series) => series < Total ? Categories[series] : null;

    /// <summary>Place of a category; null for one that nobody has said or that is not known any more.</summary>
    public int? PlaceOf(string? category) => category is not null && _categories.TryGetValue(category, out var place) ? place : null;

    /// <summary>Places of the areas that a dispute of this area counts for: its own and those above, as far as they are watched.</summary>
    public IEnumerable<int> PlacesOf(string area)
    {
        if (Top.Level is AreaLevel.City)
        {
            yield return 0;
            yield break;
        }

        foreach (var length in Lengths)
            if (area.Length >= length && _areas.TryGetValue(area[..length], out var place))
                yield return place;
    }
}
