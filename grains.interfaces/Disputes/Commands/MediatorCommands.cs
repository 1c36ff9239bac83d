using Suyuan.Mediators;

namespace Suyuan.Disputes;

/// <summary>选任调解员: opens the search for the mediator who leads the mediation.</summary>
[GenerateSerializer, Immutable, Alias("seek-mediator")]
public sealed record SeekMediator : DisputeCommand
{
    [Id(0)] public SearchStrategy? Strategy { get; init; }

    [Id(1)] public string? Note { get; init; }
}

public enum SearchStrategy
{
    None = 0,

    /// <summary>The parties choose among the ranked candidates within their limit, else the lead appoints.</summary>
    PartiesChoose = 1,

    /// <summary>The best-ranked is asked at once, then the next.</summary>
    BestRanked = 2,
}

/// <summary>当事人共同选定: what the parties chose, recorded by whoever heard it.</summary>
[GenerateSerializer, Immutable, Alias("choose-mediator")]
public sealed record ChooseMediator : DisputeCommand
{
    /// <summary>One of the candidates.</summary>
    [Id(0)] public string? Mediator { get; init; }

    [Id(1)] public string? Note { get; init; }
}

/// <summary>指定: the lead names a mediator, when the parties did not choose or the candidates are at an end.</summary>
[GenerateSerializer, Immutable, Alias("appoint-mediator")]
public sealed record AppointMediator : DisputeCommand
{
    [Id(0)] public string? Mediator { get; init; }

    [Id(1)] public string? Note { get; init; }
}

/// <summary>接受指派: the asked mediator takes the case.</summary>
[GenerateSerializer, Immutable, Alias("accept-offer")]
public sealed record AcceptOffer : DisputeCommand
{
    [Id(0)] public string? Note { get; init; }
}

/// <summary>谢绝指派: the next candidate is asked.</summary>
[GenerateSerializer, Immutable, Alias("decline-offer")]
public sealed record DeclineOffer : DisputeCommand
{
    [Id(0)] public string? Reason { get; init; }
}

/// <summary>披露: the mediator says what could raise doubts about impartiality; the parties are told and may ask for recusal.</summary>
[GenerateSerializer, Immutable, Alias("disclose")]
public sealed record Disclose : DisputeCommand
{
    [Id(0)] public Circumstance? Circumstance { get; init; }

    [Id(1)] public string? Note { get; init; }
}

/// <summary>Grounds of disclosure and recusal (特邀调解规定第15条; 人民调解法第15条).</summary>
public enum Circumstance
{
    None = 0,

    /// <summary>A party, or a near relative of a party or of a party's representative.</summary>
    Relative = 1,

    /// <summary>An interest in the dispute.</summary>
    Interest = 2,

    /// <summary>Another relation that may impair a fair mediation.</summary>
    OtherRelation = 3,

    /// <summary>Partiality, insult, bribes or breach of confidence in this case.</summary>
    Misconduct = 4,
}

/// <summary>申请回避: a party asks for another mediator; the lead's leader decides within the limit.</summary>
[GenerateSerializer, Immutable, Alias("request-recusal")]
public sealed record RequestRecusal : DisputeCommand
{
    [Id(0)] public Circumstance? Circumstance { get; init; }

    [Id(1)] public string? Reason { get; init; }
}

/// <summary>回避决定.</summary>
[GenerateSerializer, Immutable, Alias("decide-recusal")]
public sealed record DecideRecusal : DisputeCommand
{
    [Id(0)] public bool? Upheld { get; init; }

    [Id(1)] public string? Reason { get; init; }
}

/// <summary>更换调解员: by decision of the lead, at the wish of the parties or the mediator.</summary>
[GenerateSerializer, Immutable, Alias("replace-mediator")]
public sealed record ReplaceMediator : DisputeCommand
{
    [Id(0)] public string? Reason { get; init; }
}

/// <summary>邀请参与: a co-mediator, or a delegate, deputy, member, elder or expert (人民调解法第20条).</summary>
[GenerateSerializer, Immutable, Alias("invite-participant")]
public sealed record InviteParticipant : DisputeCommand
{
    /// <summary>Number in the list of mediators.</summary>
    [Id(0)] public string? Mediator { get; init; }

    /// <summary><c>co-mediator</c> or <c>invited</c>.</summary>
    [Id(1)] public Seat? Seat { get; init; }

    [Id(2)] public string? Note { get; init; }

    /// <summary>The parties agreed: needed for whoever is invited (人民调解法第20条), not for a co-mediator.</summary>
    [Id(3)] public bool Consented { get; init; }
}

/// <summary>答复邀请.</summary>
[GenerateSerializer, Immutable, Alias("answer-invitation")]
public sealed record AnswerInvitation : DisputeCommand
{
    /// <summary>Number of the invitation in the dispute.</summary>
    [Id(0)] public int? Invitation { get; init; }

    [Id(1)] public bool? Accepted { get; init; }

    [Id(2)] public string? Reason { get; init; }
}
