using System.Collections.Immutable;
using System.Globalization;

namespace Suyuan.Deadlines;

/// <summary>One version of one time limit (期限), as a row of the catalogue: the number, and where it comes from.</summary>
internal sealed record TimeLimitRule
{
    public required string Id { get; init; }

    public required int Version { get; init; }

    /// <summary>First trigger day that this version governs.</summary>
    public required DateOnly InForceFrom { get; init; }

    /// <summary>First trigger day that it no longer governs, or null.</summary>
    public DateOnly? InForceTo { get; init; }

    public required string Channel { get; init; }

    public required Duty Duty { get; init; }

    /// <summary>What starts the count, in English.</summary>
    public required string Trigger { get; init; }

    /// <summary>What starts the count, in Chinese, to follow a date: 自2026年8月2日<c>受理</c>的次日起.</summary>
    public required string TriggerZh { get; init; }

    public required CountDirection Direction { get; init; }

    public required int Length { get; init; }

    public required PeriodUnit Unit { get; init; }

    public required RollOn RollOn { get; init; }

    /// <summary>Hours run from the next full hour (civil procedure, police) and not from the stated moment (Civil Code 201).</summary>
    public bool FromNextHour { get; init; }

    /// <summary>What each extension in turn may be; the last step holds for every one after it. Empty where there is none.</summary>
    public ImmutableArray<ExtensionStep> ExtensionSteps { get; init; } = [];

    public PeriodUnit ExtensionUnit { get; init; }

    /// <summary>How often it may be extended in all; null where the law does not say, 0 where there is no extension.</summary>
    public int? ExtensionTimes { get; init; }

    /// <summary>Reasons for which its time stands still.</summary>
    public ImmutableArray<string> SuspendOn { get; init; } = [];

    /// <summary>What the law attaches to the end, in English; of a party's own limit always given.</summary>
    public required string OnExpiry { get; init; }

    /// <summary>The same in Chinese.</summary>
    public string OnExpiryZh { get; init; } = "";

    /// <summary>Title in Chinese, without 《》.</summary>
    public required string Law { get; init; }

    public required string Article { get; init; }

    public required string Source { get; init; }

    /// <summary>By which article papers posted before the end are in time; null where nothing says so. From filings.csv.</summary>
    public Citation? PostCounts { get; init; }

    /// <summary>How the row was proved; see the preamble of the catalogue.</summary>
    public required string Confidence { get; init; }

    public required RuleLevel Level { get; init; }

    /// <summary>Who in the city answers for the row; empty until somebody does.</summary>
    public required string ApprovedBy { get; init; }

    /// <summary>The rule of a lower level in whose place this one stands on the day it was looked up for; set by the catalogue, no part of the row.</summary>
    public TimeLimitRule? Overrides { get; init; }

    /// <summary>A provincial or municipal value binds once somebody in the city answers for it; until then it is only shown.</summary>
    public bool IsProposed => Level is RuleLevel.Provincial or RuleLevel.Municipal && ApprovedBy.Length == 0;

    public bool CanBeExtended => !ExtensionSteps.IsEmpty;

    /// <summary>What the next extension may be after so many were granted; null when there is none left.</summary>
    public ExtensionStep? NextExtension(int granted) =>
        CanBeExtended && (ExtensionTimes is not { } times || granted < times) ? ExtensionSteps[Math.Min(granted, ExtensionSteps.Length - 1)] : null;

    /// <summary>How long a step may be; where the law names no maximum, what can still be counted from an end by 2100 is one.</summary>
    public int Longest(ExtensionStep step) => step.Max ?? (ExtensionUnit switch
    {
        PeriodUnit.Year => 100,
        PeriodUnit.Month => 1_200,
        _ => 3_650,
    });

    /// <summary>What a refusal says of the longest that may be granted, for a program and in both languages.</summary>
    public Fact[] LimitOf(int most) =>
    [
        new("max", string.Create(CultureInfo.InvariantCulture, $"{most}")),
        new("unit", Kebab.Of(ExtensionUnit)),
        new("limitZh", DueDateInWords.LengthZh(most, ExtensionUnit)),
        new("limitEn", DueDateInWords.LengthEn(most, ExtensionUnit)),
    ];

    public bool Governs(DateOnly triggerDay) => InForceFrom <= triggerDay && (InForceTo is not { } to || triggerDay < to);

    /// <summary>It governs the day and is approved as far as its level needs that.</summary>
    public bool Applies(DateOnly triggerDay) => Governs(triggerDay) && !IsProposed;

    public bool MaySuspendFor(string reason) => SuspendOn.Contains(reason);
}

/// <summary>One step of lengthening a time limit.</summary>
/// <param name="Max">At most so much, in the rule's <see cref="TimeLimitRule.ExtensionUnit"/>; null where the law knows no maximum.</param>
/// <param name="By">Who approves: <c>head</c>, <c>upper-organ</c>, <c>president</c>, <c>parties</c> …</param>
internal sealed record ExtensionStep(int? Max, string By);
