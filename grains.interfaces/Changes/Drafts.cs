using System.Collections.Immutable;

namespace Suyuan.Changes;

/// <summary>A year's exceptional days as an operator puts them. Every other day is off on weekends and worked otherwise.</summary>
[GenerateSerializer, Immutable, Alias("calendar-draft")]
public sealed record CalendarDraft
{
    /// <summary>Names the content, <c>cn-2027.1</c>: what was said under a version is never said otherwise.</summary>
    [Id(0)] public string? Version { get; init; }

    /// <summary>The notice it is taken from, with where it was read.</summary>
    [Id(1)] public string? Source { get; init; }

    /// <summary>True while the State Council's notice is not out: what is counted in the year is marked so.</summary>
    [Id(2)] public bool? Provisional { get; init; }

    [Id(3)] public ImmutableArray<CalendarDraftDay> Days { get; init; } = [];

    /// <summary>Why it is put, for those who read the list of changes; no part of the content.</summary>
    [Id(4)] public string? Note { get; init; }
}

/// <param name="Kind"><c>off</c> or <c>makeup-workday</c>.</param>
[GenerateSerializer, Immutable, Alias("calendar-draft-day")]
public sealed record CalendarDraftDay(
    [property: Id(0)] DateOnly? Date = null, [property: Id(1)] string? Kind = null,
    [property: Id(2)] string? Name = null, [property: Id(3)] string? NameEn = null);

/// <summary>A new version of a time limit rule as an operator puts it, with the words that <c>GET /v1/rules</c> uses.</summary>
[GenerateSerializer, Immutable, Alias("rule-draft")]
public sealed record RuleDraft
{
    /// <summary>A number that no version of this rule has had, on any level.</summary>
    [Id(0)] public int? Version { get; init; }

    /// <summary>First trigger day that it governs. An older version of its level that had no end ends here.</summary>
    [Id(1)] public DateOnly? InForceFrom { get; init; }

    /// <summary>First trigger day that it no longer governs, or null.</summary>
    [Id(2)] public DateOnly? InForceTo { get; init; }

    [Id(3)] public string? Channel { get; init; }

    [Id(4)] public Deadlines.Duty? Duty { get; init; }

    /// <summary>What starts the count, in English.</summary>
    [Id(5)] public string? Trigger { get; init; }

    /// <summary>What starts the count, in Chinese, to follow a date.</summary>
    [Id(6)] public string? TriggerZh { get; init; }

    [Id(7)] public string? Direction { get; init; }

    [Id(8)] public int? Length { get; init; }

    [Id(9)] public Deadlines.PeriodUnit? Unit { get; init; }

    [Id(10)] public string? RollOn { get; init; }

    /// <summary>Hours run from the next full hour.</summary>
    [Id(11)] public bool NextHour { get; init; }

    /// <summary>What each extension in turn may be; the last holds for every one after it. Empty: it cannot be extended.</summary>
    [Id(12)] public ImmutableArray<RuleDraftStep> ExtensionSteps { get; init; } = [];

    /// <summary>Unit of all extensions; null where there are none.</summary>
    [Id(13)] public Deadlines.PeriodUnit? ExtensionUnit { get; init; }

    /// <summary>How often it may be extended in all; null where the law does not say.</summary>
    [Id(14)] public int? ExtensionTimes { get; init; }

    /// <summary>Reasons for which its time stands still.</summary>
    [Id(15)] public ImmutableArray<string> SuspendOn { get; init; } = [];

    [Id(16)] public string? OnExpiry { get; init; }

    /// <summary>Title in Chinese, without 《》.</summary>
    [Id(17)] public string? Law { get; init; }

    /// <summary>As cited (<c>第34条</c>); <c>-</c> where the source has none. Required of national, ministerial and judicial rules.</summary>
    [Id(18)] public string? Article { get; init; }

    /// <summary>Where the text was read.</summary>
    [Id(19)] public string? Source { get; init; }

    /// <summary>How it was proved; see the preamble of the catalogue.</summary>
    [Id(20)] public string? Confidence { get; init; }

    [Id(21)] public string? Level { get; init; }

    /// <summary>Who in the city answers for it. Required: what is put while the product runs binds at once.</summary>
    [Id(22)] public string? ApprovedBy { get; init; }

    /// <summary>Why it is put, for those who read the list of changes; no part of the content.</summary>
    [Id(23)] public string? Note { get; init; }

    /// <summary>What lapses or follows when it runs out, in Chinese. Required where the duty is the party's: it is told so.</summary>
    [Id(24)] public string? OnExpiryZh { get; init; }
}

/// <param name="Max">At most so much, in the rule's extension unit; null where the law knows no maximum.</param>
/// <param name="By">Who approves: <c>head</c>, <c>upper-organ</c>, <c>parties</c> …</param>
[GenerateSerializer, Immutable, Alias("rule-draft-step")]
public sealed record RuleDraftStep([property: Id(0)] int? Max = null, [property: Id(1)] string? By = null);
