using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Suyuan.Agencies;
using Suyuan.Matters;

namespace Suyuan.Orders;

/// <summary>What is stored of a supervision order. <see cref="MatterState{TSelf}.Lead"/> is the agency that is ordered.</summary>
[GenerateSerializer, Alias("supervision-order-state")]
internal sealed record SupervisionOrderState : MatterState<SupervisionOrderState>
{
    public const string KindName = "supervision-order";

    [Id(100)] public OrderStatus Status { get; init; }

    [Id(101)] public AgencyId Issuer { get; init; }

    [Id(102)] public OrderGrade Grade { get; init; }

    [Id(103)] public string What { get; init; } = "";

    /// <summary>Number of the dispute that it is about, or null.</summary>
    [Id(104)] public string? Dispute { get; init; }

    [Id(105)] public ImmutableArray<OrderReply> Replies { get; init; } = [];

    [Id(106)] public int Returns { get; init; }

    [Id(107)] public string? Outcome { get; init; }

    /// <summary>The status of which the dispute's own history has been told.</summary>
    [Id(108)] public OrderStatus Told { get; init; }

    [JsonIgnore]
    public override string Place => Kebab.Of(Status);

    [JsonIgnore]
    public override bool IsOpen => Status is not (OrderStatus.Closed or OrderStatus.Dismissed);

    [JsonIgnore]
    public override string Title => $"督办（{Kebab.Of(Grade)}）";

    [JsonIgnore]
    public override string? Subject => Dispute;

    [JsonIgnore]
    public override object Listed => new OrderListed(Grade, Issuer, Dispute, Returns, Replies.Length);

    /// <summary>What the dispute's history has to tell: that it was issued, that it was escalated, how it ended; null while it is only asked for.</summary>
    [JsonIgnore]
    public OrderStatus ToTell => Dispute is null ? Told : Status switch
    {
        OrderStatus.Requested or OrderStatus.Dismissed or OrderStatus.None => Told,
        OrderStatus.Escalated or OrderStatus.Closed => Status,
        _ => Told is OrderStatus.None ? OrderStatus.Issued : Told,
    };

    private sealed record OrderListed(OrderGrade Grade, AgencyId Issuer, string? Dispute, int Returns, int Replies);
}
