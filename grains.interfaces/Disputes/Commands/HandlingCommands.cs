using System.Collections.Immutable;

namespace Suyuan.Disputes;

/// <summary>A contact with a party; the first one that reached somebody ends the first-contact clock.</summary>
[GenerateSerializer, Immutable, Alias("record-contact")]
public sealed record RecordContact : DisputeCommand
{
    [Id(0)] public DeliveryMethod? Method { get; init; }

    [Id(1)] public ContactOutcome? Outcome { get; init; }

    [Id(2)] public string? Note { get; init; }

    /// <summary>Agency or service point that the party had to come to; only of a contact in person, and not where we went to the party.</summary>
    [Id(3)] public string? Place { get; init; }
}

public enum ContactOutcome
{
    None = 0,
    Reached = 1,
    Refused = 2,
    Unreachable = 3,
}

/// <summary>How something reached a party.</summary>
public enum DeliveryMethod
{
    None = 0,
    InPerson = 1,
    Telephone = 2,
    Online = 3,
    Letter = 4,
    Announcement = 5,
}

/// <summary>A mediation session that was held.</summary>
[GenerateSerializer, Immutable, Alias("hold-session")]
public sealed record HoldSession : DisputeCommand
{
    /// <summary>When it began; not in the future, not before the registration.</summary>
    [Id(0)] public DateTimeOffset? HeldAt { get; init; }

    [Id(1)] public string? Place { get; init; }

    /// <summary>Means used, by kind (law, policy, economic, administrative); at most 4.</summary>
    [Id(2)] public ImmutableArray<Means> Means { get; init; } = [];

    /// <summary>Confidential note, at most 2,000 characters.</summary>
    [Id(3)] public string? Note { get; init; }

    /// <summary>Agencies and invited people who took part; at most 30 names of roles or units, no personal data.</summary>
    [Id(4)] public ImmutableArray<string> Attended { get; init; } = [];
}

/// <summary>Four kinds of means (法律、政策、经济、行政).</summary>
public enum Means
{
    None = 0,
    Law = 1,
    Policy = 2,
    Economic = 3,
    Administrative = 4,
}

/// <summary>中止: stops the clocks whose rule allows this reason.</summary>
[GenerateSerializer, Immutable, Alias("suspend")]
public sealed record Suspend : DisputeCommand
{
    /// <summary>Reason code of the rules: <c>appraisal</c>, <c>hearing</c>, <c>notice</c>, <c>reconciliation</c>, <c>force-majeure</c> …</summary>
    [Id(0)] public string? Reason { get; init; }

    [Id(1)] public string? Note { get; init; }
}

/// <summary>Ends the suspension; each end moves by exactly the time that did not count.</summary>
[GenerateSerializer, Immutable, Alias("resume")]
public sealed record Resume : DisputeCommand
{
    [Id(0)] public string? Note { get; init; }
}

/// <summary>延长: lengthens one clock, within what its rule allows.</summary>
[GenerateSerializer, Immutable, Alias("extend")]
public sealed record Extend : DisputeCommand
{
    [Id(0)] public string? ClockId { get; init; }

    /// <summary>In the unit of the rule's extension.</summary>
    [Id(1)] public int? Length { get; init; }

    [Id(2)] public string? Reason { get; init; }

    /// <summary>Who approved it: a post, not a person.</summary>
    [Id(3)] public string? ApprovedBy { get; init; }

    /// <summary>The day on which all parties agreed, where the rule asks for their consent.</summary>
    [Id(4)] public DateOnly? ConsentedOn { get; init; }
}

/// <summary>撤回 by the applicant.</summary>
[GenerateSerializer, Immutable, Alias("withdraw")]
public sealed record Withdraw : DisputeCommand
{
    [Id(0)] public string? Reason { get; init; }
}

/// <summary>Asks one of the nine services of the one-stop centre for this dispute, beside its main channel.</summary>
[GenerateSerializer, Immutable, Alias("request-service")]
public sealed record RequestService : DisputeCommand
{
    [Id(0)] public ServiceKind? Kind { get; init; }

    /// <summary>Agency that owns the service.</summary>
    [Id(1)] public string? Owner { get; init; }

    [Id(2)] public string? Note { get; init; }
}

/// <summary>Reports what became of a service.</summary>
[GenerateSerializer, Immutable, Alias("complete-service")]
public sealed record CompleteService : DisputeCommand
{
    /// <summary>Number of the service within the dispute.</summary>
    [Id(0)] public int? Service { get; init; }

    [Id(1)] public ServiceOutcome? Outcome { get; init; }

    [Id(2)] public string? Note { get; init; }
}

/// <summary>The nine services of the one-stop centre (决定第十条).</summary>
public enum ServiceKind
{
    None = 0,
    Petition = 1,
    Mediation = 2,
    Arbitration = 3,
    Litigation = 4,
    LegalAid = 5,
    HardshipHelp = 6,
    CivilRelief = 7,
    JudicialRelief = 8,
    PsychologicalComfort = 9,
}

public enum ServiceOutcome
{
    None = 0,
    Delivered = 1,
    Refused = 2,
    Withdrawn = 3,
}
