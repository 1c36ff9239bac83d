namespace Suyuan.Orders;

/// <summary>签发督办、提请督办: to whom, about what, and what is wanted.</summary>
[GenerateSerializer, Immutable, Alias("issue-order")]
public sealed record IssueOrder
{
    /// <summary>Agency that is ordered.</summary>
    [Id(0)] public string? Agency { get; init; }

    /// <summary>How soon a reply is owed.</summary>
    [Id(1)] public OrderGrade? Grade { get; init; }

    /// <summary>What is wanted, 1 to 4,000 characters.</summary>
    [Id(2)] public string? What { get; init; }

    /// <summary>Dispute that it is about; without one, a duty of the agency.</summary>
    [Id(3)] public string? Dispute { get; init; }
}

/// <summary>An act on an order that exists. Who may do which, and when, stands in <c>grains/Matters/acts.csv</c>.</summary>
[GenerateSerializer, Immutable, Alias("order-command")]
public abstract record OrderCommand;

/// <summary>同意督办: the coordinator issues what was requested, perhaps in another grade.</summary>
[GenerateSerializer, Immutable, Alias("approve-order")]
public sealed record ApproveOrder : OrderCommand
{
    [Id(0)] public OrderGrade? Grade { get; init; }

    [Id(1)] public string? Note { get; init; }
}

/// <summary>不予督办: the coordinator answers a request with the reason for not ordering.</summary>
[GenerateSerializer, Immutable, Alias("dismiss-order")]
public sealed record DismissOrder : OrderCommand
{
    [Id(0)] public string? Reason { get; init; }
}

/// <summary>签收.</summary>
[GenerateSerializer, Immutable, Alias("receive-order")]
public sealed record ReceiveOrder : OrderCommand
{
    [Id(0)] public string? Note { get; init; }
}

/// <summary>回复: what was done, or why it could not be.</summary>
[GenerateSerializer, Immutable, Alias("reply-to-order")]
public sealed record ReplyToOrder : OrderCommand
{
    /// <summary>1 to 8,000 characters.</summary>
    [Id(0)] public string? Text { get; init; }
}

/// <summary>认可: the reply is enough, and the order ends.</summary>
[GenerateSerializer, Immutable, Alias("accept-reply")]
public sealed record AcceptReply : OrderCommand
{
    [Id(0)] public string? Note { get; init; }
}

/// <summary>退回重报, once: what is missing. A second reply is accepted or escalated.</summary>
[GenerateSerializer, Immutable, Alias("return-reply")]
public sealed record ReturnReply : OrderCommand
{
    [Id(0)] public string? Reason { get; init; }
}

/// <summary>升级督办: the level above hears of it; the reply stays owed.</summary>
[GenerateSerializer, Immutable, Alias("escalate-order")]
public sealed record EscalateOrder : OrderCommand
{
    [Id(0)] public string? Reason { get; init; }
}

/// <summary>办结督办 after it was escalated: with what became of it.</summary>
[GenerateSerializer, Immutable, Alias("close-order")]
public sealed record CloseOrder : OrderCommand
{
    [Id(0)] public string? Result { get; init; }
}

/// <summary>How soon a reply is owed; the limits stand in <c>Deadlines/policy-clocks.csv</c>.</summary>
public enum OrderGrade
{
    None = 0,

    /// <summary>平.</summary>
    Ordinary = 1,

    /// <summary>急.</summary>
    Important = 2,

    /// <summary>特急.</summary>
    Urgent = 3,
}

/// <summary>Where an order stands.</summary>
public enum OrderStatus
{
    None = 0,
    Requested = 1,
    Issued = 2,
    Received = 3,
    Replied = 4,
    Returned = 5,
    Escalated = 6,
    Closed = 7,
    Dismissed = 8,
}
