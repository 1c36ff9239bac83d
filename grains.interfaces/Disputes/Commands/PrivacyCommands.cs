namespace Suyuan.Disputes;

/// <summary>
/// 保全案卷: the records of the case are kept beyond their time, because a suit, an appeal, an inspection or an inquiry needs them. Each
/// ground once.
/// </summary>
[GenerateSerializer, Immutable, Alias("preserve-records")]
public sealed record PreserveRecords : DisputeCommand
{
    /// <summary>A ground of <c>GET /v1/retention/rules</c>.</summary>
    [Id(0)] public string? Ground { get; init; }

    /// <summary>1 to 2,000 characters.</summary>
    [Id(1)] public string? Reason { get; init; }
}

/// <summary>解除保全: the ground is gone.</summary>
[GenerateSerializer, Immutable, Alias("release-records")]
public sealed record ReleaseRecords : DisputeCommand
{
    [Id(0)] public string? Ground { get; init; }

    [Id(1)] public string? Reason { get; init; }
}

/// <summary>申请删除: a party asks that what is held about him or her be erased (个人信息保护法第47条). A limit for the answer begins.</summary>
[GenerateSerializer, Immutable, Alias("request-erasure")]
public sealed record RequestErasure : DisputeCommand
{
    /// <summary>Who asks: the place among the parties, from 1.</summary>
    [Id(0)] public int? Party { get; init; }

    /// <summary>1 to 2,000 characters.</summary>
    [Id(1)] public string? Reason { get; init; }
}

/// <summary>
/// 删除决定: granted, it is done with the same write and cannot be undone; while the law requires keeping, it can only be declined, and the
/// party is told why (个人信息保护法第50条).
/// </summary>
[GenerateSerializer, Immutable, Alias("decide-erasure")]
public sealed record DecideErasure : DisputeCommand
{
    [Id(0)] public bool? Granted { get; init; }

    /// <summary>1 to 2,000 characters.</summary>
    [Id(1)] public string? Reason { get; init; }
}
