using System.Collections.Immutable;
using Suyuan.Areas;
using Suyuan.Deadlines;
using Suyuan.Disputes;

namespace Suyuan.Privacy;

/// <summary>查阅、复制: everything that a case holds about the party who asks (个人信息保护法第45条). The other side's data are masked, and what was said in mediation stays in its circle.</summary>
[GenerateSerializer, Immutable, Alias("personal-export")]
public sealed record PersonalExport
{
    [Id(0)] public required DisputeNumber Number { get; init; }

    [Id(1)] public required DateTimeOffset At { get; init; }

    /// <summary>The applicant whose access code it is, in clear: the first where there are several.</summary>
    [Id(2)] public Party? You { get; init; }

    [Id(3)] public required ImmutableArray<Party> Others { get; init; }

    [Id(4)] public required AreaCode Area { get; init; }

    [Id(5)] public required string AreaName { get; init; }

    [Id(6)] public string? Category { get; init; }

    [Id(7)] public required string Title { get; init; }

    /// <summary>As it was registered.</summary>
    [Id(8)] public required string Narrative { get; init; }

    [Id(9)] public decimal? Amount { get; init; }

    [Id(10)] public DateOnly? OccurredOn { get; init; }

    [Id(11)] public ImmutableArray<string> Languages { get; init; } = [];

    [Id(12)] public AgreementView? Agreement { get; init; }

    /// <summary>Your own judgement of the answer.</summary>
    [Id(13)] public int? Rating { get; init; }

    /// <summary>Where it stands, your time limits, the answer, the receipt.</summary>
    [Id(14)] public required ProgressView Progress { get; init; }

    /// <summary>Every step: what was done, when, in which unit; no words.</summary>
    [Id(15)] public required ImmutableArray<ExportedStep> Steps { get; init; }

    /// <summary>Units that had to do with it and could see it.</summary>
    [Id(16)] public required ImmutableArray<string> Recipients { get; init; }

    /// <summary>Why it is held, how long, and what may be asked.</summary>
    [Id(17)] public required Sentence Notice { get; init; }
}

/// <param name="Words">What the act is called.</param>
/// <param name="Unit">The unit of who acted; null where time alone did.</param>
[GenerateSerializer, Immutable, Alias("exported-step")]
public sealed record ExportedStep(
    [property: Id(0)] int Sequence, [property: Id(1)] DateTimeOffset At, [property: Id(2)] string Act, [property: Id(3)] Sentence Words, [property: Id(4)] string? Unit, [property: Id(5)] string? Basis);
