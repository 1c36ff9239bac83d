using System.Collections.Immutable;
using Suyuan.Agencies;
using Suyuan.Areas;
using Suyuan.Disputes;
using Suyuan.Matters;

namespace Suyuan.Orders;

/// <summary>A supervision order as those who may read it see it.</summary>
[GenerateSerializer, Immutable, Alias("order-view")]
public sealed record OrderView
{
    [Id(0)] public required MatterNumber Number { get; init; }

    [Id(1)] public required int Version { get; init; }

    [Id(2)] public required OrderStatus Status { get; init; }

    [Id(3)] public required AreaCode Area { get; init; }

    /// <summary>The agency that is ordered.</summary>
    [Id(4)] public required NamedAgency Agency { get; init; }

    /// <summary>The coordinator in whose name it is issued.</summary>
    [Id(5)] public required NamedAgency Issuer { get; init; }

    [Id(6)] public required OrderGrade Grade { get; init; }

    [Id(7)] public required string What { get; init; }

    [Id(8)] public DisputeNumber? Dispute { get; init; }

    [Id(9)] public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Oldest first.</summary>
    [Id(10)] public ImmutableArray<OrderReply> Replies { get; init; } = [];

    /// <summary>How often a reply was sent back.</summary>
    [Id(11)] public int Returns { get; init; }

    /// <summary>Why it was escalated, dismissed or how it ended; null before.</summary>
    [Id(12)] public string? Outcome { get; init; }

    [Id(13)] public required ImmutableArray<ClockView> Clocks { get; init; }

    /// <summary>Acts that status, role and agency allow this actor now.</summary>
    [Id(14)] public required ImmutableArray<string> Possible { get; init; }
}

/// <param name="InTime">It came before its limit ended.</param>
[GenerateSerializer, Immutable, Alias("order-reply")]
public sealed record OrderReply([property: Id(0)] DateTimeOffset At, [property: Id(1)] string Text, [property: Id(2)] bool InTime);
