using System.Collections.Immutable;
using Orleans.Concurrency;
using Suyuan.Agencies;
using Suyuan.Disputes;
using Suyuan.Matters;

namespace Suyuan.Mediators;

/// <summary>
/// One person in the list of mediators. It alone decides whether there is room: a place is reserved under a dispute's number and
/// ticket, once, however often it is asked for, and given back by the dispute. A place that no dispute knows of is found by its
/// own looking and freed.
/// </summary>
[GrainInterfaceType("mediator")]
public interface IMediatorGrain : IMatterGrain
{
    /// <summary>Enters a mediator, or replaces what is on record.</summary>
    [Alias("put")]
    Task<Result<MediatorView>> Put(MediatorProfile profile, ActContext context);

    [Alias("leave")]
    Task<Result<MediatorView>> TakeLeave(TakeLeave leave, ActContext context);

    [Alias("train")]
    Task<Result<MediatorView>> RecordTraining(RecordTraining training, ActContext context);

    [Alias("change-standing")]
    Task<Result<MediatorView>> ChangeStanding(ChangeStanding change, ActContext context);

    [Alias("view"), ReadOnly]
    Task<Result<MediatorView>> View(Identity.Actor by);

    /// <summary>Reserves a place. Idempotent by number and ticket. Never waits for a dispute.</summary>
    [Alias("reserve")]
    Task<PlaceAnswer> Reserve(PlaceWanted wanted);

    /// <summary>Gives a place back and counts what was done in it. Idempotent. Never waits for a dispute.</summary>
    [Alias("release")]
    Task Release(DisputeNumber number, int ticket, Served? served);
}

/// <param name="Parties">Names of the parties, to be compared with the mediator's relations; neither stored nor logged.</param>
[GenerateSerializer, Immutable, Alias("place-wanted")]
public sealed record PlaceWanted(
    [property: Id(0)] DisputeNumber Number, [property: Id(1)] int Ticket, [property: Id(2)] Seat Seat, [property: Id(3)] ImmutableArray<string> Parties);

/// <param name="Unfit">Why there is no place; none when there is one.</param>
[GenerateSerializer, Immutable, Alias("place-answer")]
public sealed record PlaceAnswer([property: Id(0)] Unfit Unfit, [property: Id(1)] AgencyId Organisation, [property: Id(2)] MediatorKind Kind);

/// <summary>What somebody did in a case, as it is counted in the year of its end.</summary>
/// <param name="Mediation"><c>people</c>, <c>administrative</c> or <c>judicial</c> mediation (决定（十四）), or <c>other</c>.</param>
/// <param name="Yuan">Allowance of the case.</param>
[GenerateSerializer, Immutable, Alias("mediator-service")]
public sealed record Served([property: Id(0)] string Mediation, [property: Id(1)] int Year, [property: Id(2)] decimal Yuan);

/// <summary>A mediator as the list shows one.</summary>
[GenerateSerializer, Immutable, Alias("mediator-view")]
public sealed record MediatorView
{
    [Id(0)] public required MatterNumber Number { get; init; }

    [Id(1)] public required int Version { get; init; }

    [Id(2)] public required string Name { get; init; }

    [Id(3)] public required MediatorKind Kind { get; init; }

    [Id(4)] public required AgencyId Organisation { get; init; }

    [Id(5)] public required string OrganisationName { get; init; }

    [Id(6)] public required ImmutableArray<string> Fields { get; init; }

    [Id(7)] public required ImmutableArray<string> Areas { get; init; }

    [Id(8)] public required ImmutableArray<string> Languages { get; init; }

    [Id(9)] public DateOnly? LicenceUntil { get; init; }

    [Id(10)] public required int Capacity { get; init; }

    /// <summary>Cases led now, offers included.</summary>
    [Id(11)] public required int Load { get; init; }

    [Id(12)] public required MediatorStanding Standing { get; init; }

    /// <summary>Why no new case can be taken now; none when one can.</summary>
    [Id(13)] public required Unfit Unfit { get; init; }

    [Id(14)] public required ImmutableArray<LeaveView> Leaves { get; init; }

    /// <summary>Hours of training by year.</summary>
    [Id(15)] public required ImmutableArray<YearCount> TrainingHours { get; init; }

    /// <summary>Hours that the kind needs in a year.</summary>
    [Id(16)] public required int TrainingNeeded { get; init; }

    /// <summary>Cases ended, by year and kind of mediation.</summary>
    [Id(17)] public required ImmutableArray<ServedView> Served { get; init; }

    /// <summary>Numbers of the cases at hand; empty for roles that do not handle cases.</summary>
    [Id(18)] public required ImmutableArray<DisputeNumber> Cases { get; init; }

    /// <summary>An example that came with the product and stands for nobody.</summary>
    [Id(19)] public required bool Sample { get; init; }

    [Id(20)] public required ImmutableArray<ClockView> Clocks { get; init; }
}

[GenerateSerializer, Immutable, Alias("leave-view")]
public sealed record LeaveView([property: Id(0)] DateOnly From, [property: Id(1)] DateOnly To);

[GenerateSerializer, Immutable, Alias("year-count")]
public sealed record YearCount([property: Id(0)] int Year, [property: Id(1)] int Count);

/// <param name="Yuan">Allowances of these cases together.</param>
[GenerateSerializer, Immutable, Alias("served-view")]
public sealed record ServedView([property: Id(0)] int Year, [property: Id(1)] string Mediation, [property: Id(2)] int Count, [property: Id(3)] decimal Yuan);
