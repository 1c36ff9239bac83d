using System.Collections.Immutable;

namespace Suyuan.Disputes;

/// <summary>分流: decides category and channel. Repeating it before assignment corrects the choice.</summary>
[GenerateSerializer, Immutable, Alias("triage")]
public sealed record Triage : DisputeCommand
{
    [Id(0)] public string? Category { get; init; }

    /// <summary>Channel id; without one, the category's default.</summary>
    [Id(1)] public string? Channel { get; init; }

    /// <summary>At most 2,000 characters.</summary>
    [Id(2)] public string? Note { get; init; }

    /// <summary>What triage help had proposed, where it was asked; kept in the history, so that whether it was followed can be counted.</summary>
    [Id(3)] public TriageProposal? Suggested { get; init; }
}

/// <param name="Category">Its first suggestion.</param>
/// <param name="Version">Of the words and rules, at most 60 characters.</param>
[GenerateSerializer, Immutable, Alias("triage-proposal")]
public sealed record TriageProposal([property: Id(0)] string? Category, [property: Id(1)] string? Version);

/// <summary>交办: names the lead, who has to accept or decline. Before an answer it may be given to another.</summary>
[GenerateSerializer, Immutable, Alias("assign")]
public sealed record Assign : DisputeCommand
{
    /// <summary>Agency id; without one, the first mediation body that routing names.</summary>
    [Id(0)] public string? Lead { get; init; }

    /// <summary>Mediator id, at most 60 characters.</summary>
    [Id(1)] public string? Mediator { get; init; }

    /// <summary>Agencies that help; at most 20. They have tasks, never the lead.</summary>
    [Id(2)] public ImmutableArray<string> CoHandlers { get; init; } = [];

    [Id(3)] public string? Note { get; init; }
}

/// <summary>受理: the lead takes it; the channel's own time limit starts.</summary>
[GenerateSerializer, Immutable, Alias("accept")]
public sealed record Accept : DisputeCommand
{
    [Id(0)] public string? Note { get; init; }
}

/// <summary>不予受理 by the lead: the case goes back to be assigned again, and counts as a return.</summary>
[GenerateSerializer, Immutable, Alias("decline")]
public sealed record Decline : DisputeCommand
{
    [Id(0)] public string? Reason { get; init; }

    /// <summary>Agency that the decliner holds competent.</summary>
    [Id(1)] public string? SuggestedLead { get; init; }
}

/// <summary>移送: asks another agency to take the lead. Until it accepts, the lead stays where it is.</summary>
[GenerateSerializer, Immutable, Alias("transfer")]
public sealed record Transfer : DisputeCommand
{
    [Id(0)] public string? To { get; init; }

    [Id(1)] public string? Reason { get; init; }
}

/// <summary>The asked agency takes the lead.</summary>
[GenerateSerializer, Immutable, Alias("accept-transfer")]
public sealed record AcceptTransfer : DisputeCommand
{
    [Id(0)] public string? Note { get; init; }
}

/// <summary>The asked agency gives it back with a reason; the second return sends the case to the coordinator.</summary>
[GenerateSerializer, Immutable, Alias("return-transfer")]
public sealed record ReturnTransfer : DisputeCommand
{
    [Id(0)] public string? Reason { get; init; }
}

/// <summary>并案: this one is a duplicate of an earlier registration and ends here; the parties are told the surviving number.</summary>
[GenerateSerializer, Immutable, Alias("merge")]
public sealed record Merge : DisputeCommand
{
    /// <summary>Surviving number: registered earlier, not merged itself, not exited.</summary>
    [Id(0)] public string? Into { get; init; }

    [Id(1)] public string? Reason { get; init; }

    /// <summary>How the parties were told of the surviving number.</summary>
    [Id(2)] public DeliveryMethod? Told { get; init; }
}

/// <summary>Raises attention to a higher level; the lead stays.</summary>
[GenerateSerializer, Immutable, Alias("escalate")]
public sealed record Escalate : DisputeCommand
{
    /// <summary>Level asked: township, county or city; above the present one.</summary>
    [Id(0)] public Areas.AreaLevel? Level { get; init; }

    [Id(1)] public string? Reason { get; init; }
}

/// <summary>逐级上交: asks the unit one level up to take the case, which accepts or returns it within its limit.</summary>
[GenerateSerializer, Immutable, Alias("hand-up")]
public sealed record HandUp : DisputeCommand
{
    [Id(0)] public string? Reason { get; init; }
}

/// <summary>逐级下交: asks the unit one level down to take the case, which accepts or returns it within its limit.</summary>
[GenerateSerializer, Immutable, Alias("hand-down")]
public sealed record HandDown : DisputeCommand
{
    [Id(0)] public string? Reason { get; init; }
}
