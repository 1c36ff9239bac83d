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

/// <summary>重点关注: puts the case on the special-watch list; the series of visits starts.</summary>
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
