namespace Suyuan.Disputes;

/// <summary>回访 after closing. The one that is due next is met; a relapse calls for reopening.</summary>
[GenerateSerializer, Immutable, Alias("follow-up")]
public sealed record FollowUp : DisputeCommand
{
    [Id(0)] public FollowUpFinding? Finding { get; init; }

    [Id(1)] public DeliveryMethod? Method { get; init; }

    [Id(2)] public string? Note { get; init; }
}

public enum FollowUpFinding
{
    None = 0,
    Settled = 1,
    NotPerformed = 2,
    Relapsed = 3,
    Unreachable = 4,
}

/// <summary>释法说理、判后答疑: the outcome without agreement is explained to the party, face to face or by word.</summary>
[GenerateSerializer, Immutable, Alias("explain")]
public sealed record Explain : DisputeCommand
{
    [Id(0)] public DeliveryMethod? Method { get; init; }

    /// <summary>What was explained, 1 to 4,000 characters.</summary>
    [Id(1)] public string? Text { get; init; }
}

/// <summary>The person's own judgement, once per answer.</summary>
[GenerateSerializer, Immutable, Alias("rate")]
public sealed record Rate : DisputeCommand
{
    /// <summary>1 (very dissatisfied) to 5.</summary>
    [Id(0)] public int? Score { get; init; }

    [Id(1)] public string? Comment { get; init; }
}

/// <summary>销号: leaves the system. Only settled, answered, visited, off the watch list.</summary>
[GenerateSerializer, Immutable, Alias("exit")]
public sealed record Exit : DisputeCommand
{
    [Id(0)] public string? Note { get; init; }
}

/// <summary>The same number comes back to life, with its history, and counts as a relapse.</summary>
[GenerateSerializer, Immutable, Alias("reopen")]
public sealed record Reopen : DisputeCommand
{
    [Id(0)] public string? Reason { get; init; }
}

/// <summary>
/// 重点关注: puts the case on the special-watch list by hand; the series of visits starts. A case that a rule has put there
/// gets its named leader this way, and keeps the higher of the two grades.
/// </summary>
[GenerateSerializer, Immutable, Alias("watch")]
public sealed record Watch : DisputeCommand
{
    [Id(0)] public WatchGrade? Grade { get; init; }

    [Id(1)] public string? Reason { get; init; }

    /// <summary>包案领导: the named leader's post, 1 to 60 characters.</summary>
    [Id(2)] public string? NamedLeader { get; init; }
}

/// <summary>A visit to a watched case; the next one comes due at the grade's interval.</summary>
[GenerateSerializer, Immutable, Alias("watch-visit")]
public sealed record VisitWatched : DisputeCommand
{
    [Id(0)] public WatchFinding? Finding { get; init; }

    [Id(1)] public string? Note { get; init; }
}

/// <summary>Takes the case off the list; only when the policy's visits were made and the last one was calm.</summary>
[GenerateSerializer, Immutable, Alias("unwatch")]
public sealed record Unwatch : DisputeCommand
{
    [Id(0)] public string? Reason { get; init; }
}

/// <summary>调整关注等级: another grade, with the reason; a lower one only after a calm visit. Who answers for it may change too.</summary>
[GenerateSerializer, Immutable, Alias("regrade-watch")]
public sealed record RegradeWatch : DisputeCommand
{
    [Id(0)] public WatchGrade? Grade { get; init; }

    [Id(1)] public string? Reason { get; init; }

    /// <summary>Another named leader's post, 1 to 60 characters; without one the present one stays.</summary>
    [Id(2)] public string? NamedLeader { get; init; }
}

/// <summary>风险情形: what makes the case riskier came to be known. The rules of special watch look at it at once.</summary>
[GenerateSerializer, Immutable, Alias("record-risk")]
public sealed record RecordRisk : DisputeCommand
{
    [Id(0)] public RiskFactor? Factor { get; init; }

    /// <summary>What it is known from, 1 to 2,000 characters.</summary>
    [Id(1)] public string? Reason { get; init; }

    /// <summary>Warning, signal or document that tells of it, at most 60 characters. The same factor and reference is known already.</summary>
    [Id(2)] public string? Reference { get; init; }

    /// <summary>How many people are involved now, 1 to 100,000; required for <see cref="RiskFactor.Group"/> and for no other.</summary>
    [Id(3)] public int? PeopleInvolved { get; init; }
}

public enum RiskFactor
{
    None = 0,

    /// <summary>Threats, preparation or use of violence, against oneself or others.</summary>
    Violence = 1,

    /// <summary>A party who is a minor, old, disabled, seriously ill, destitute or otherwise in need of protection.</summary>
    VulnerableParty = 2,

    /// <summary>More people than registered.</summary>
    Group = 3,

    /// <summary>A red warning concerns the case.</summary>
    RedWarning = 4,

    /// <summary>A sign that it stirs again.</summary>
    Signal = 5,

    /// <summary>A party or somebody it concerns is a minor: fewer may know of it from then on.</summary>
    MinorParty = 6,

    /// <summary>A criminal case arose from it or concerns it: fewer may know of it from then on.</summary>
    CriminalLink = 7,
}

public enum WatchGrade
{
    None = 0,
    Yellow = 1,
    Orange = 2,
    Red = 3,
}

public enum WatchFinding
{
    None = 0,
    Calm = 1,
    Tense = 2,
    Escalating = 3,
}
