using System.Globalization;
using Dapper;
using Suyuan.Agencies;
using Suyuan.Areas;
using Suyuan.Identity;

namespace Suyuan.Storage;

/// <summary>
/// A reach as a condition on rows, so that what one may not know of is never read. Says what <see cref="Reach.Covers"/> says.
/// Only constant texts are put together; every value is a parameter.
/// </summary>
/// <param name="table">Alias of the table.</param>
/// <param name="lead">Its column with the agency that answers for the row.</param>
/// <param name="others">Its column with who takes part besides, or null where there is none.</param>
internal sealed class ReachSql(ReadDialect dialect, string table, string lead, string? others)
{
    /// <summary>Codes have 6, 9 or 12 digits: in an agency's name the kind begins behind one of them.</summary>
    private static readonly int[] KindPlaces = [7, 10, 13];

    /// <summary>Null when everything is covered.</summary>
    /// <param name="name">Begins the names of the parameters; no two conditions of one statement may share it.</param>
    public string? Condition(Reach reach, string name, DynamicParameters values)
    {
        if (reach.All)
            return null;
        var parts = new List<string>();
        if (reach.Area is { } area)
            parts.Add(Within($"{name}Area", area.Prefix));
        if (!reach.Around.IsDefaultOrEmpty)
        {
            values.Add($"{name}Around", dialect.Keys(reach.Around.Select(around => around.ToString())));
            parts.Add(dialect.IsAnyOf($"{table}.area", $"@{name}Around"));
        }

        if (reach.Agency is { } agency)
        {
            values.Add($"{name}Agency", agency.ToString());
            parts.Add($"{table}.{lead} = @{name}Agency");
            Among($"{name}Takes", agency.ToString());
        }

        if (reach.Above is { } above)
            parts.Add(Below($"{name}Below", above));
        if (reach.Self is { } self)
            Among($"{name}Self", self);
        if (reach.BeforeCourt is { } county && others is not null)
        {
            values.Add($"{name}Court", Concern.Sought(Concern.BeforeCourt));
            parts.Add($"({Within($"{name}County", county.Prefix)} and {table}.{others} is not null and {dialect.Holds($"{table}.{others}", $"@{name}Court")})");
        }

        return parts.Count is 0 ? "1 = 0" : $"({string.Join(" or ", parts)})";

        void Among(string parameter, string other)
        {
            if (others is null)
                return;
            values.Add(parameter, Concern.Sought(other));
            parts.Add($"({table}.{others} is not null and {dialect.Holds($"{table}.{others}", $"@{parameter}")})");
        }

        string Within(string parameter, string prefix)
        {
            var (from, before) = DisputeSearch.AreaRange(prefix);
            values.Add($"{parameter}From", from);
            values.Add($"{parameter}Before", before);
            return $"({table}.area >= @{parameter}From and {table}.area < @{parameter}Before)";
        }

        // Of which leads Hierarchy.IsAbove holds, read off their codes: the same kind of unit further down; below a county's or
        // township's centre everybody further down; below a coordinator everybody of its own area too.
        string Below(string parameter, AgencyId upper)
        {
            var column = $"{table}.{lead}";
            var coordinates = upper is { Kind: "coordinator", Area.Level: AreaLevel.City or AreaLevel.County };
            // A digit after the code, and not the hyphen before a kind, makes it a smaller area.
            var (from, before) = DisputeSearch.AreaRange(upper.Area.Prefix);
            values.Add($"{parameter}From", coordinates || upper.Area.Level is AreaLevel.City ? from : $"{from}0");
            values.Add($"{parameter}Before", before);
            values.Add($"{parameter}Own", upper.ToString());
            var range = $"{column} >= @{parameter}From and {column} < @{parameter}Before and {column} <> @{parameter}Own";
            if (coordinates || upper is { Kind: "centre", Area.Level: AreaLevel.County or AreaLevel.Township })
                return $"({range})";
            values.Add($"{parameter}Kind", $"-{upper.Kind}");
            var kinds = string.Join(" or ", KindPlaces.Select(place => string.Create(CultureInfo.InvariantCulture, $"substr({column}, {place}) = @{parameter}Kind")));
            return $"({range} and ({kinds}))";
        }
    }
}
