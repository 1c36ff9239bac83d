using System.Collections.Immutable;
using Suyuan.Areas;
using Suyuan.Deadlines;

namespace Suyuan.Agencies;

/// <summary>
/// 分级负责: a case begins on the lowest level that may handle it, and goes up or down one level at a time. Which unit that is on
/// each level is read off kinds and areas; nothing here is decided by who asks.
/// </summary>
internal static class LevelResponsibility
{
    /// <summary>The level on which a case of an area and category begins, and why not lower.</summary>
    public static LevelStart Start(AreaCode area, Category category, Sentence body)
    {
        var lowest = category.MediationLevel;
        var level = area.Level > lowest ? area.Level : lowest;
        return level == AreaLevel.Village
            ? new(level, new Sentence(
                $"分级负责：{category.Zh}纠纷从最低的村（社区）一级办起，由{body.Zh}首接；上交须逐级、说明理由。",
                $"Level responsibility: disputes over {category.En} begin on the lowest level, the village, with {body.En}; they move up one level at a time, with a reason."))
            : area.Level >= lowest
                ? new(level, new Sentence(
                    $"分级负责：纠纷涉及整个{In(level).Zh}，从{In(level).Zh}一级办起，由{body.Zh}首接。",
                    $"Level responsibility: the dispute concerns the whole {In(level).En}, so it begins on that level with {body.En}."))
                : new(level, new Sentence(
                    $"分级负责：{category.Zh}纠纷的调解组织最低设在{In(level).Zh}，从{In(level).Zh}一级办起，由{body.Zh}首接。",
                    $"Level responsibility: the lowest body that may mediate disputes over {category.En} is on the level of the {In(level).En}: {body.En}."));
    }

    /// <summary>
    /// The unit on a level to which a case may be handed: of the present holder's kind where there is one, else the category's
    /// body, else the governance centre. Null when the area has no such level.
    /// </summary>
    public static AgencyId? UnitOn(AreaLevel level, AreaCode area, string? category, string holderKind, LawBook law)
    {
        if (law.Areas.At(area, level) is not { } at)
            return null;
        var entry = category is null ? null : law.Routing.Category(category);
        string?[] kinds = [holderKind, entry is not null && level >= entry.MediationLevel ? entry.MediationBody : null, "centre"];
        return kinds.OfType<string>()
            .Select(kind => AgencyId.Of(at.Code, kind))
            .First(agency => law.Routing.Exists(agency, law.Areas));
    }

    /// <summary>The way up from the level where a case begins: on each level the unit that would hold it.</summary>
    public static ImmutableArray<LevelUnit> WayUp(AreaCode area, Category category, LawBook law)
    {
        var start = area.Level > category.MediationLevel ? area.Level : category.MediationLevel;
        return
        [
            .. Enum.GetValues<AreaLevel>()
                .Where(level => level >= start)
                .Select(level => new LevelUnit(level, UnitOn(level, area, category.Code, category.MediationBody, law)!.Value)),
        ];
    }

    private static Sentence In(AreaLevel level) => level switch
    {
        AreaLevel.Village => new("村（社区）", "village"),
        AreaLevel.Township => new("乡镇（街道）", "township"),
        AreaLevel.County => new("区县", "county"),
        _ => new("市", "city"),
    };
}

internal sealed record LevelStart(AreaLevel Level, Sentence Why);

/// <summary>The unit that holds a case on a level.</summary>
internal sealed record LevelUnit(AreaLevel Level, AgencyId Unit);
