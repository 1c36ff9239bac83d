using System.Collections.Immutable;

namespace Suyuan.Disputes;

/// <summary>达成协议, written or oral, with what is to be performed and when.</summary>
[GenerateSerializer, Immutable, Alias("record-agreement")]
public sealed record RecordAgreement : DisputeCommand
{
    [Id(0)] public AgreementForm? Form { get; init; }

    /// <summary>Day it took effect: signature, or the day of the oral agreement. Not in the future.</summary>
    [Id(1)] public DateOnly? SignedOn { get; init; }

    [Id(2)] public AgreementScope? Scope { get; init; }

    /// <summary>1 to 8,000 characters.</summary>
    [Id(3)] public string? Terms { get; init; }

    /// <summary>At most 120, each with a day not before the agreement and within 50 years.</summary>
    [Id(4)] public ImmutableArray<InstalmentTerm> Instalments { get; init; } = [];

    /// <summary>Concerns marriage, parentage or other status: then no judicial confirmation (民诉法解释第355条).</summary>
    [Id(5)] public bool ConcernsStatus { get; init; }
}

public enum AgreementForm
{
    None = 0,
    Written = 1,
    Oral = 2,
}

public enum AgreementScope
{
    None = 0,
    Full = 1,
    Partial = 2,
}

/// <summary>One thing to be performed by a day.</summary>
[GenerateSerializer, Immutable, Alias("instalment-term")]
public sealed record InstalmentTerm
{
    /// <summary>1 to 500 characters.</summary>
    [Id(0)] public string? What { get; init; }

    /// <summary>Yuan, where it is money.</summary>
    [Id(1)] public decimal? Amount { get; init; }

    [Id(2)] public DateOnly? DueOn { get; init; }
}

/// <summary>履行 of one instalment.</summary>
[GenerateSerializer, Immutable, Alias("record-performance")]
public sealed record RecordPerformance : DisputeCommand
{
    /// <summary>1, 2, 3 … as in the agreement.</summary>
    [Id(0)] public int? Instalment { get; init; }

    /// <summary>Not in the future, not before the agreement.</summary>
    [Id(1)] public DateOnly? PerformedOn { get; init; }

    /// <summary>Performed without enforcement.</summary>
    [Id(2)] public bool Voluntary { get; init; } = true;

    [Id(3)] public string? Note { get; init; }
}

/// <summary>调解不成 or 终止: must name at least one next lawful route; each comes with the party's own clock.</summary>
[GenerateSerializer, Immutable, Alias("fail")]
public sealed record Fail : DisputeCommand
{
    [Id(0)] public FailureKind? Outcome { get; init; }

    [Id(1)] public string? Reason { get; init; }

    /// <summary>Route ids; 1 to 10.</summary>
    [Id(2)] public ImmutableArray<string> Routes { get; init; } = [];
}

public enum FailureKind
{
    None = 0,

    /// <summary>The parties did not agree.</summary>
    NotAgreed = 1,

    /// <summary>The body ended it: a party stayed away, the limit ran out, an agreement was broken.</summary>
    Terminated = 2,
}

/// <summary>司法确认, step by step.</summary>
[GenerateSerializer, Immutable, Alias("confirm")]
public sealed record Confirm : DisputeCommand
{
    [Id(0)] public ConfirmationStep? Step { get; init; }

    /// <summary>Court's document number, at most 60 characters.</summary>
    [Id(1)] public string? Document { get; init; }
}

public enum ConfirmationStep
{
    None = 0,

    /// <summary>Both parties applied jointly, within 30 days of the agreement.</summary>
    Apply = 1,

    /// <summary>The court accepted the application.</summary>
    Accept = 2,

    /// <summary>The ruling confirms the agreement.</summary>
    Confirm = 3,

    /// <summary>The application is dismissed.</summary>
    Dismiss = 4,
}

/// <summary>务必回应: the answer to the person, or proof that it could not be delivered. Nothing closes without it.</summary>
[GenerateSerializer, Immutable, Alias("give-answer")]
public sealed record GiveAnswer : DisputeCommand
{
    [Id(0)] public DeliveryMethod? Method { get; init; }

    /// <summary>1 to 4,000 characters: outcome, reasons, next ways.</summary>
    [Id(1)] public string? Text { get; init; }

    /// <summary>Set when delivery failed: how it was tried, at most 1,000 characters.</summary>
    [Id(2)] public string? UndeliverableProof { get; init; }
}

/// <summary>办结: formally closed. Needs the answer, and performance or an outcome without agreement.</summary>
[GenerateSerializer, Immutable, Alias("close")]
public sealed record Close : DisputeCommand
{
    /// <summary>Level at which it was really settled (就地化解).</summary>
    [Id(0)] public Areas.AreaLevel? SettledAt { get; init; }

    [Id(1)] public string? Note { get; init; }

    /// <summary>What it cost the parties, fees and ways, in yuan; 0 to one trillion, at most two decimals (降低群众化解成本).</summary>
    [Id(2)] public decimal? PartyCost { get; init; }
}
