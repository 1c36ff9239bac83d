using System.Collections.Immutable;
using Orleans.Concurrency;
using Suyuan.Agencies;
using Suyuan.Areas;
using Suyuan.Deadlines;
using Suyuan.Disputes;
using Suyuan.Identity;
using Suyuan.Matters;

namespace Suyuan.Certifications;

/// <summary>
/// The way of one village or community to being litigation-free (无讼村、无讼社区), and its yearly re-check. Key:
/// <c>village-certification-</c> and the village's code; a new application begins a new cycle in the same place.
/// </summary>
[GrainInterfaceType("village-certification")]
public interface ICertificationGrain : IMatterGrain
{
    [Alias("apply")]
    Task<Result<CertificationView>> Apply(ApplyForCertification command, ActContext context);

    [Alias("act")]
    Task<Result<CertificationView>> Act(CertificationCommand command, ActContext context);

    [Alias("view"), ReadOnly]
    Task<Result<CertificationView>> View(Actor by);
}

[GenerateSerializer, Immutable, Alias("apply-for-certification")]
public sealed record ApplyForCertification
{
    /// <summary>12 digits.</summary>
    [Id(0)] public string? Village { get; init; }

    /// <summary>At most 2,000 characters; no names.</summary>
    [Id(1)] public string? Note { get; init; }
}

/// <summary>Something that is done to a certification.</summary>
[GenerateSerializer, Immutable, Alias("certification-command")]
public abstract record CertificationCommand;

/// <summary>The unit above begins the year of observation.</summary>
[GenerateSerializer, Immutable, Alias("begin-observation")]
public sealed record BeginObservation : CertificationCommand;

/// <summary>The application is not taken up.</summary>
[GenerateSerializer, Immutable, Alias("decline-certification")]
public sealed record DeclineCertification : CertificationCommand
{
    /// <summary>At most 2,000 characters.</summary>
    [Id(0)] public string? Reason { get; init; }
}

/// <summary>The court says how many first-instance civil and administrative cases of the village's people it took in a year.</summary>
[GenerateSerializer, Immutable, Alias("put-suits")]
public sealed record PutSuits : CertificationCommand
{
    /// <summary>A year that has ended or the present one.</summary>
    [Id(0)] public int? Year { get; init; }

    /// <summary>0 to 100,000.</summary>
    [Id(1)] public int? Cases { get; init; }
}

/// <summary>The people whom suits are counted over.</summary>
[GenerateSerializer, Immutable, Alias("put-population")]
public sealed record PutPopulation : CertificationCommand
{
    /// <summary>常住人口, 1 to 1,000,000.</summary>
    [Id(0)] public int? Residents { get; init; }

    /// <summary>登记在册流动人口, 0 to 1,000,000.</summary>
    [Id(1)] public int? Newcomers { get; init; }

    /// <summary>Where the figures come from; at most 200 characters.</summary>
    [Id(2)] public string? Source { get; init; }
}

/// <summary>Evaluates by the criteria in force: certified or not, with each criterion's figures.</summary>
[GenerateSerializer, Immutable, Alias("evaluate-village")]
public sealed record EvaluateVillage : CertificationCommand;

/// <summary>Takes the certification back before its re-check.</summary>
[GenerateSerializer, Immutable, Alias("revoke-certification")]
public sealed record RevokeCertification : CertificationCommand
{
    [Id(0)] public RevocationReason? Reason { get; init; }

    /// <summary>At most 2,000 characters; no names.</summary>
    [Id(1)] public string? Note { get; init; }
}

public enum RevocationReason
{
    None = 0,

    /// <summary>复查未达标.</summary>
    CriteriaNotMet = 1,

    /// <summary>民转刑: a dispute turned into a crime.</summary>
    CivilToCriminal = 2,

    /// <summary>群体性事件.</summary>
    MassIncident = 3,

    /// <summary>弄虚作假: figures were false, or filing suits was hindered.</summary>
    FalseFigures = 4,
}

public enum CertificationStatus
{
    None = 0,

    /// <summary>已申请.</summary>
    Applied = 1,

    /// <summary>观察期.</summary>
    Observing = 2,

    /// <summary>待评定: the observation is over, or the yearly re-check is due.</summary>
    Evaluating = 3,

    /// <summary>已评定.</summary>
    Certified = 4,

    /// <summary>已撤销.</summary>
    Revoked = 5,

    /// <summary>未通过.</summary>
    Declined = 6,
}

/// <summary>One criterion as it came out.</summary>
/// <param name="Numerator">What was counted; null while it is not known.</param>
/// <param name="Denominator">What it is divided by; null where nothing is divided.</param>
/// <param name="Value">The figure that is compared; null when it cannot be computed.</param>
[GenerateSerializer, Immutable, Alias("criterion-view")]
public sealed record CriterionView(
    [property: Id(0)] string Criterion, [property: Id(1)] Sentence Name, [property: Id(2)] decimal? Numerator, [property: Id(3)] decimal? Denominator,
    [property: Id(4)] decimal? Value, [property: Id(5)] string Comparison, [property: Id(6)] decimal Threshold, [property: Id(7)] bool Met,
    [property: Id(8)] Sentence Why);

/// <summary>An evaluation with the version of the criteria it was made by.</summary>
[GenerateSerializer, Immutable, Alias("evaluation-view")]
public sealed record EvaluationView(
    [property: Id(0)] DateTimeOffset At, [property: Id(1)] DateOnly From, [property: Id(2)] DateOnly To, [property: Id(3)] string Version,
    [property: Id(4)] bool Met, [property: Id(5)] ImmutableArray<CriterionView> Criteria);

[GenerateSerializer, Immutable, Alias("certification-view")]
public sealed record CertificationView
{
    [Id(0)] public required MatterNumber Number { get; init; }

    [Id(1)] public required int Version { get; init; }

    [Id(2)] public required AreaCode Village { get; init; }

    [Id(3)] public required string VillageName { get; init; }

    [Id(4)] public required CertificationStatus Status { get; init; }

    /// <summary>1 for the first application, one more with each new one.</summary>
    [Id(5)] public required int Cycle { get; init; }

    [Id(6)] public required NamedAgency Lead { get; init; }

    [Id(7)] public DateOnly? CertifiedOn { get; init; }

    /// <summary>Re-checks passed in this cycle.</summary>
    [Id(8)] public int Rechecks { get; init; }

    [Id(9)] public RevocationReason? Revoked { get; init; }

    /// <summary>The last evaluation that was decided by.</summary>
    [Id(10)] public EvaluationView? Evaluation { get; init; }

    /// <summary>How an evaluation would come out now.</summary>
    [Id(11)] public required EvaluationView Present { get; init; }

    [Id(12)] public ImmutableArray<ClockView> Clocks { get; init; } = [];

    [Id(13)] public ImmutableArray<string> Possible { get; init; } = [];
}
