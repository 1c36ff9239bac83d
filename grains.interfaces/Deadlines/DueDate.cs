using System.Collections.Immutable;

namespace Suyuan.Deadlines;

/// <summary>
/// A due date that explains itself: everything needed to count it again by hand. The same object is stored, sent
/// between processes and answered over HTTP. Days are calendar days in China (UTC+8); an end is the last day that
/// is still in time, until 24:00.
/// </summary>
[GenerateSerializer, Immutable, Alias("due-date")]
public sealed record DueDate
{
    [Id(0)] public required string RuleId { get; init; }

    [Id(1)] public required int RuleVersion { get; init; }

    /// <summary>Title of the law, regulation or policy, in Chinese.</summary>
    [Id(2)] public required string Law { get; init; }

    /// <summary>Article, as cited (<c>第34条</c>), or empty where the source has none.</summary>
    [Id(3)] public required string Article { get; init; }

    [Id(4)] public required TriggerEvent Trigger { get; init; }

    /// <summary>The first day that counts: the day after the trigger (Civil Code 201). Null for hours.</summary>
    [Id(5)] public DateOnly? FirstCountedDay { get; init; }

    /// <summary>Length of the rule, without extensions.</summary>
    [Id(6)] public required int Length { get; init; }

    [Id(7)] public required PeriodUnit Unit { get; init; }

    /// <summary>Intervals that did not count (suspension, appraisal, hearing …), oldest first.</summary>
    [Id(8)] public ImmutableArray<ExcludedInterval> Excluded { get; init; } = [];

    [Id(9)] public ImmutableArray<Extension> Extensions { get; init; } = [];

    /// <summary>The end before days off move it. For hours, the day of the instant.</summary>
    [Id(10)] public required DateOnly NominalEnd { get; init; }

    /// <summary>The last day that is in time.</summary>
    [Id(11)] public required DateOnly End { get; init; }

    /// <summary>The instant after which it is overdue: 24:00 China time of <see cref="End"/>, or the exact instant for hours.</summary>
    [Id(12)] public required DateTimeOffset DueAt { get; init; }

    /// <summary>The day off that moved the end, or null when nothing moved it.</summary>
    [Id(13)] public MovedBy? MovedBy { get; init; }

    /// <summary>Version of the calendar(s) that were asked.</summary>
    [Id(14)] public required string CalendarVersion { get; init; }

    /// <summary>True when the count touched a year whose State Council notice is not loaded.</summary>
    [Id(15)] public bool Provisional { get; init; }

    /// <summary>The same in words, for a person.</summary>
    [Id(16)] public required Sentence Sentence { get; init; }

    /// <summary>Where the number comes from: <c>national</c>, <c>ministerial</c>, <c>judicial</c>, <c>provincial</c>, <c>municipal</c>, <c>benchmark</c> or <c>local</c>. Null on due dates that were counted before it was kept.</summary>
    [Id(17)] public string? Level { get; init; }

    /// <summary>The rule of a lower level in whose place this one was applied, or null when it stands alone.</summary>
    [Id(18)] public OverriddenRule? Overrides { get; init; }

    /// <summary>The instant before which a change of law could not put the end, because the limit had not run out then; null where none tried.</summary>
    [Id(20)] public DateTimeOffset? NotBefore { get; init; }
}

/// <summary>A rule that a higher level has replaced for the day of the trigger: what would have applied without that.</summary>
[GenerateSerializer, Immutable, Alias("overridden-rule")]
public sealed record OverriddenRule(
    [property: Id(0)] int Version, [property: Id(1)] string Level, [property: Id(2)] string Law, [property: Id(3)] string Article,
    [property: Id(4)] int Length, [property: Id(5)] PeriodUnit Unit);

/// <summary>What started the count, and when.</summary>
[GenerateSerializer, Immutable, Alias("trigger-event")]
public sealed record TriggerEvent([property: Id(0)] string Event, [property: Id(1)] DateTimeOffset At);

/// <summary>An interval that does not count; both days are inside it.</summary>
/// <param name="Reason">Kebab-case reason: <c>appraisal</c>, <c>hearing</c> …</param>
[GenerateSerializer, Immutable, Alias("excluded-interval")]
public sealed record ExcludedInterval([property: Id(0)] DateOnly From, [property: Id(1)] DateOnly To, [property: Id(2)] string Reason);

/// <summary>A granted extension, added to the nominal end before days off are considered, once.</summary>
/// <param name="By">Who approved it.</param>
[GenerateSerializer, Immutable, Alias("extension")]
public sealed record Extension(
    [property: Id(0)] int Length, [property: Id(1)] PeriodUnit Unit, [property: Id(2)] string By, [property: Id(3)] string Reason);

/// <summary>The day off on which the nominal end fell, and what it is called (<c>国庆节</c>, <c>周日</c>).</summary>
[GenerateSerializer, Immutable, Alias("moved-by")]
public sealed record MovedBy([property: Id(0)] DateOnly Day, [property: Id(1)] string Name);

/// <summary>One sentence in each language.</summary>
[GenerateSerializer, Immutable, Alias("sentence")]
public sealed record Sentence([property: Id(0)] string Zh, [property: Id(1)] string En);
