using System.Collections.Immutable;
using Suyuan.Areas;

namespace Suyuan.Agencies;

/// <summary>One candidate of the table of duties: how a unit is found for an area and a category, or that there is none.</summary>
internal sealed record DutyUnit(string Word, Func<AreaCode, string?, LawBook, AgencyId?> For)
{
    public static ImmutableArray<DutyUnit> Candidates(DataRow row, string field, Routing routing, AreaTree areas)
    {
        var words = row.List(field);
        return words.IsEmpty
            ? throw row.Wrong(field, "a value is required")
            : [.. words.Select(word => Of(row, field, word, routing, areas))];
    }

    private static DutyUnit Of(DataRow row, string field, string word, Routing routing, AreaTree areas) => word switch
    {
        "first-body" => new(word, (area, category, law) => Of(category, law) is { } field ? Routing.FirstBody(area, field) : null),
        "sector-owner" => new(word, (area, category, law) => Of(category, law) is { } field ? Routing.SectorOwner(area, field) : null),
        "registrar" => new(word, (area, _, _) => Routing.Registrar(area)),
        "coordinator" => new(word, (area, _, _) => Routing.Coordinator(area)),
        _ when AgencyId.TryParse(word, null, out var id) => routing.Exists(id, areas)
            ? new(word, (_, _, _) => id)
            : throw row.Wrong(field, $"there is no agency {word}"),
        _ => OnALevel(row, field, word, routing),
    };

    private static DutyUnit OnALevel(DataRow row, string field, string word, Routing routing)
    {
        if (word.Split('@') is not [var kind, var levelName] || !Kebab.TryParse<AreaLevel>(levelName, out var level) || routing.Kind(kind) is not { } known)
            throw row.Wrong(field, $"\"{word}\" is neither first-body, sector-owner, registrar, coordinator, an agency nor a kind@level");
        return known.Levels.Contains(level)
            ? new(word, (area, _, law) => law.Areas.At(area, level) is { } at ? AgencyId.Of(at.Code, kind) : null)
            : throw row.Wrong(field, $"{kind} does not exist on the level {levelName}");
    }

    private static Category? Of(string? category, LawBook law) => category is null ? null : law.Routing.Category(category);
}
