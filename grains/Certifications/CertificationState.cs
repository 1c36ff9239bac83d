using System.Text.Json.Serialization;
using Suyuan.Areas;
using Suyuan.Matters;

namespace Suyuan.Certifications;

/// <summary>What is stored for one village on its way to being litigation-free.</summary>
[GenerateSerializer, Alias("certification-state")]
internal sealed record CertificationState : MatterState<CertificationState>
{
    public const string KindName = "village-certification";

    [Id(100)] public CertificationStatus Status { get; init; }

    /// <summary>1 for the first application, one more with each new one.</summary>
    [Id(101)] public int Cycle { get; init; }

    [Id(102)] public SuitsFact? Suits { get; init; }

    [Id(103)] public PopulationFact? Population { get; init; }

    /// <summary>The last evaluation that was decided by.</summary>
    [Id(104)] public EvaluationView? Evaluation { get; init; }

    /// <summary>Set from the first certification of the cycle on: what is evaluated then is the re-check.</summary>
    [Id(105)] public DateOnly? CertifiedOn { get; init; }

    [Id(106)] public int Rechecks { get; init; }

    [Id(107)] public RevocationReason? Revoked { get; init; }

    [JsonIgnore]
    public override string Place => Kebab.Of(Status);

    [JsonIgnore]
    public override bool IsOpen => Status is not (CertificationStatus.Revoked or CertificationStatus.Declined);

    [JsonIgnore]
    public override string Title => Area.ToString();

    [JsonIgnore]
    public override object Listed => new CertificationListed(Cycle, CertifiedOn, Rechecks, Revoked);

    public static MatterNumber NumberOf(AreaCode village) => MatterNumber.Of(KindName, village.ToString());
}

internal sealed record CertificationListed(int Cycle, DateOnly? CertifiedOn, int Rechecks, RevocationReason? Revoked);

/// <summary>First-instance civil and administrative cases of a year, as the court entered them.</summary>
[GenerateSerializer, Alias("suits-fact")]
internal sealed record SuitsFact([property: Id(0)] int Year, [property: Id(1)] int Cases);

[GenerateSerializer, Alias("population-fact")]
internal sealed record PopulationFact([property: Id(0)] int Residents, [property: Id(1)] int Newcomers, [property: Id(2)] string Source)
{
    /// <summary>Residents and registered newcomers: what suits are counted over (万人起诉率).</summary>
    [JsonIgnore]
    public int People => Residents + Newcomers;
}
