using System.Collections.Immutable;

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

    /// <summary>Longest single extension; null where the law knows no maximum, 0 where there is no extension.</summary>
    public int? MaxExtension { get; init; }

    public PeriodUnit ExtensionUnit { get; init; }

    /// <summary>How often it may be extended; null where the law does not say.</summary>
    public int? ExtensionTimes { get; init; }

    /// <summary>Who approves: <c>head</c>, <c>upper-organ</c>, <c>president</c>, <c>parties</c> … or <c>none</c>.</summary>
    public required string ExtensionBy { get; init; }

    /// <summary>Reasons for which its time stands still.</summary>
    public ImmutableArray<string> SuspendOn { get; init; } = [];

    public required string OnExpiry { get; init; }

    /// <summary>Title in Chinese, without 《》.</summary>
    public required string Law { get; init; }

    public required string Article { get; init; }

    public required string Source { get; init; }

    /// <summary>How the row was proved; see the preamble of the catalogue.</summary>
    public required string Confidence { get; init; }

    public required RuleLevel Level { get; init; }

    /// <summary>Who in the city answers for the row; empty until somebody does.</summary>
    public required string ApprovedBy { get; init; }

    public bool CanBeExtended => ExtensionTimes is not 0;

    public bool Governs(DateOnly triggerDay) => InForceFrom <= triggerDay && (InForceTo is not { } to || triggerDay < to);

    public bool MaySuspendFor(string reason) => SuspendOn.Contains(reason);
}
