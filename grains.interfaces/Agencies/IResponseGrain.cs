using System.Collections.Immutable;
using Suyuan.Areas;
using Suyuan.Deadlines;

namespace Suyuan.Agencies;

/// <summary>Who answers and who does not (单位响应情况). Holds nothing. Key: 0.</summary>
[GrainInterfaceType("response")]
public interface IResponseGrain : IGrainWithIntegerKey
{
    [Alias("table")]
    Task<Result<ResponseTable>> Table(ResponseQuery query, Identity.Actor by);
}

/// <param name="Area">The subtree of this area; null: the whole city.</param>
/// <param name="From">First day of the period; null: thirty days before its last.</param>
/// <param name="To">Last day of the period, included; null: today.</param>
[GenerateSerializer, Immutable, Alias("response-query")]
public sealed record ResponseQuery([property: Id(0)] AreaCode? Area, [property: Id(1)] DateOnly? From, [property: Id(2)] DateOnly? To);

/// <summary>One row for each agency that received a notice in the period or is late now, the worst first.</summary>
/// <param name="AsOf">Waiting and overdue are as of this instant.</param>
[GenerateSerializer, Immutable, Alias("response-table")]
public sealed record ResponseTable(
    [property: Id(0)] AreaCode Area, [property: Id(1)] DateOnly From, [property: Id(2)] DateOnly To, [property: Id(3)] DateTimeOffset AsOf,
    [property: Id(4)] ImmutableArray<AgencyResponse> Items);

/// <summary>How one agency answers. Everything but <see cref="OverdueDuties"/> is of notices received in the period.</summary>
[GenerateSerializer, Immutable, Alias("agency-response")]
public sealed record AgencyResponse
{
    [Id(0)] public required AgencyId Agency { get; init; }

    [Id(1)] public required Sentence Name { get; init; }

    /// <summary>Notices that reached the inbox.</summary>
    [Id(2)] public required int Received { get; init; }

    /// <summary>Of these, those that a person has to acknowledge.</summary>
    [Id(3)] public required int ToAcknowledge { get; init; }

    [Id(4)] public required int InTime { get; init; }

    /// <summary>Acknowledged after the limit.</summary>
    [Id(5)] public required int Late { get; init; }

    /// <summary>Not acknowledged yet, in time or not: to acknowledge = in time + late + waiting.</summary>
    [Id(6)] public required int Waiting { get; init; }

    /// <summary>Of those waiting, those whose limit has passed.</summary>
    [Id(7)] public required int Missed { get; init; }

    /// <summary>When the oldest of those waiting was received.</summary>
    [Id(8)] public DateTimeOffset? OldestWaiting { get; init; }

    /// <summary>Time from inbox to acknowledgement of those that had to be, in whole seconds: the value at half of them (nearest rank).</summary>
    [Id(9)] public long? MedianSeconds { get; init; }

    /// <summary>The same at nine tenths.</summary>
    [Id(10)] public long? P90Seconds { get; init; }

    /// <summary>Steps of the ladder of silence taken in the period.</summary>
    [Id(11)] public required int SilenceSteps { get; init; }

    /// <summary>The furthest of them: <c>leader</c>, <c>superior</c>, <c>coordinator</c>.</summary>
    [Id(12)] public string? FurthestStep { get; init; }

    /// <summary>Running time limits of ours that the agency holds and that are past their end now.</summary>
    [Id(13)] public required int OverdueDuties { get; init; }
}
