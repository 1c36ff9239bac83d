using System.Collections.Immutable;
using Suyuan.Agencies;
using Suyuan.Areas;

namespace Suyuan.Deadlines;

/// <summary>The facts the cluster works by: rules, calendars, areas, routing. Stateless, answers from memory. Key: 0.</summary>
[GrainInterfaceType("law")]
public interface ILawGrain : IGrainWithIntegerKey
{
    /// <summary>Counts a rule's time limit, as the clock of a dispute would be counted.</summary>
    [Alias("count")]
    Task<Result<DueAnswer>> Count(DueQuestion question);

    [Alias("rules")]
    Task<ImmutableArray<RuleView>> Rules();

    /// <summary>All versions of one rule, oldest first.</summary>
    [Alias("rule")]
    Task<Result<ImmutableArray<RuleView>>> Rule(string id);

    /// <summary>The procedural events and what each does to time limits, in the order of a procedure.</summary>
    [Alias("events")]
    Task<ImmutableArray<ProceduralEventView>> Events();

    [Alias("calendar")]
    Task<Result<CalendarView>> Calendar(int year);

    [Alias("area")]
    Task<Result<AreaView>> Area(AreaCode code);

    [Alias("children")]
    Task<Result<ImmutableArray<AreaView>>> Children(AreaCode code);

    /// <summary>Which unit is responsible for a category in an area, and why.</summary>
    [Alias("route")]
    Task<Result<RoutingView>> Route(AreaCode area, string category);
}

/// <summary>One version of a time limit rule.</summary>
[GenerateSerializer, Immutable, Alias("rule-view")]
public sealed record RuleView
{
    [Id(0)] public required string Id { get; init; }

    [Id(1)] public required int Version { get; init; }

    [Id(2)] public required DateOnly InForceFrom { get; init; }

    /// <summary>Exclusive; null while in force.</summary>
    [Id(3)] public DateOnly? InForceTo { get; init; }

    [Id(4)] public required string Channel { get; init; }

    [Id(5)] public required Duty Duty { get; init; }

    [Id(6)] public required string Trigger { get; init; }

    [Id(7)] public required string Direction { get; init; }

    [Id(8)] public required int Length { get; init; }

    [Id(9)] public required PeriodUnit Unit { get; init; }

    [Id(10)] public required string RollOn { get; init; }

    /// <summary>Longest first extension; all of them are in <see cref="ExtensionSteps"/>.</summary>
    [Id(11)] public int? MaxExtension { get; init; }

    [Id(12)] public PeriodUnit? ExtensionUnit { get; init; }

    [Id(13)] public ImmutableArray<string> SuspendOn { get; init; } = [];

    [Id(14)] public required string OnExpiry { get; init; }

    [Id(15)] public required string Law { get; init; }

    [Id(16)] public required string Article { get; init; }

    [Id(17)] public required string Source { get; init; }

    [Id(18)] public required string Confidence { get; init; }

    [Id(19)] public required string Level { get; init; }

    /// <summary>Who in the city answers for it. A provincial or municipal rule is not applied without.</summary>
    [Id(20)] public string? ApprovedBy { get; init; }

    /// <summary>How it stands today.</summary>
    [Id(21)] public RuleStanding Standing { get; init; }

    /// <summary>How often it may be extended; null where the law does not say.</summary>
    [Id(22)] public int? ExtensionTimes { get; init; }

    /// <summary>What each extension in turn may be; the last holds for every one after it.</summary>
    [Id(23)] public ImmutableArray<ExtensionStepView> ExtensionSteps { get; init; } = [];

    /// <summary>What the end brings with it, in Chinese; always given of a party's own limit.</summary>
    [Id(24)] public string? OnExpiryZh { get; init; }

    /// <summary>What starts the count, in Chinese, as the sentence says it.</summary>
    [Id(25)] public string TriggerZh { get; init; } = "";

    /// <summary>Hours run from the next full hour after the trigger.</summary>
    [Id(26)] public bool NextHour { get; init; }
}

/// <summary>Whether a version of a rule is applied to what begins today (in China).</summary>
public enum RuleStanding
{
    None = 0,

    /// <summary>A provincial or municipal value that nobody has approved; never applied.</summary>
    Proposed = 1,

    InForce = 2,

    /// <summary>In force, but a higher level has set another value in its place.</summary>
    Overridden = 3,

    NotYet = 4,

    NoLonger = 5,
}

/// <summary>One step of lengthening a time limit.</summary>
/// <param name="Max">Null where the law knows no maximum.</param>
/// <param name="By">Who approves: <c>head</c>, <c>upper-organ</c>, <c>president</c>, <c>parties</c> …</param>
/// <param name="Approver">The same in words.</param>
/// <param name="NeedsConsent">All parties must have agreed, and the day must be recorded.</param>
[GenerateSerializer, Immutable, Alias("extension-step-view")]
public sealed record ExtensionStepView(
    [property: Id(0)] int? Max, [property: Id(1)] PeriodUnit Unit, [property: Id(2)] string By,
    [property: Id(3)] Sentence Approver, [property: Id(4)] bool NeedsConsent);

/// <summary>A procedural event that can be recorded, and the rules that it starts, fulfils, counts anew or makes void.</summary>
/// <param name="Act">The act that it happens by, where it is not recorded by itself.</param>
/// <param name="Scheduled">It lies ahead; its limits count back from it.</param>
[GenerateSerializer, Immutable, Alias("procedural-event-view")]
public sealed record ProceduralEventView(
    [property: Id(0)] string Id, [property: Id(1)] Sentence Name, [property: Id(2)] EventScope Scope, [property: Id(3)] string? Act,
    [property: Id(4)] ImmutableArray<string> Starts, [property: Id(5)] ImmutableArray<string> Meets,
    [property: Id(6)] ImmutableArray<string> Restarts, [property: Id(7)] ImmutableArray<string> Cancels,
    [property: Id(8)] bool Scheduled, [property: Id(9)] string Basis);

/// <summary>The exceptional days of one year.</summary>
[GenerateSerializer, Immutable, Alias("calendar-view")]
public sealed record CalendarView(
    [property: Id(0)] int Year, [property: Id(1)] string Version, [property: Id(2)] string Source,
    [property: Id(3)] bool Provisional, [property: Id(4)] ImmutableArray<CalendarDayView> Days);

/// <param name="Kind"><c>off</c> or <c>makeup-workday</c>.</param>
[GenerateSerializer, Immutable, Alias("calendar-day-view")]
public sealed record CalendarDayView([property: Id(0)] DateOnly Date, [property: Id(1)] string Kind, [property: Id(2)] string Name,
    [property: Id(3)] string NameEn);

/// <summary>One area with its way up.</summary>
[GenerateSerializer, Immutable, Alias("area-view")]
public sealed record AreaView(
    [property: Id(0)] AreaCode Code, [property: Id(1)] string Name, [property: Id(2)] AreaLevel Level,
    [property: Id(3)] AreaCode? Parent, [property: Id(4)] string FullName, [property: Id(5)] int Children, [property: Id(6)] string? EnglishName)
{
    /// <summary>Overlays that the area lies in: the high-tech zone, a tribunal's district.</summary>
    [Id(7)] public ImmutableArray<NamedWord> Overlays { get; init; } = [];
}

/// <summary>Responsible units for a category in an area, each with the principle that names it.</summary>
[GenerateSerializer, Immutable, Alias("routing-view")]
public sealed record RoutingView(
    [property: Id(0)] AreaCode Area, [property: Id(1)] string Category, [property: Id(2)] Sentence CategoryName,
    [property: Id(3)] string Channel, [property: Id(4)] RoutedAgency Territorial,
    [property: Id(5)] RoutedAgency Sector, [property: Id(6)] RoutedAgency FirstBody)
{
    /// <summary>Level on which a case begins: the lowest that is competent (分级负责).</summary>
    [Id(7)] public AreaLevel Level { get; init; }

    [Id(8)] public Sentence LevelWhy { get; init; } = new("", "");

    /// <summary>The unit on each level from there up, to which the case may be handed one level at a time.</summary>
    [Id(9)] public ImmutableArray<LevelUnitView> WayUp { get; init; } = [];
}

/// <summary>The unit that a case is handed to on a level.</summary>
[GenerateSerializer, Immutable, Alias("level-unit-view")]
public sealed record LevelUnitView([property: Id(0)] AreaLevel Level, [property: Id(1)] NamedAgency Unit);

/// <param name="LeaderPost">Post of its responsible leader.</param>
/// <param name="Superior">The unit that hears when this one is late; null at the top.</param>
[GenerateSerializer, Immutable, Alias("routed-agency")]
public sealed record RoutedAgency(
    [property: Id(0)] AgencyId Agency, [property: Id(1)] string Name, [property: Id(2)] Sentence Why,
    [property: Id(3)] Sentence LeaderPost, [property: Id(4)] NamedAgency? Superior);
