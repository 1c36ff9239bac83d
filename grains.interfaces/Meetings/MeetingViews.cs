using System.Collections.Immutable;
using Suyuan.Agencies;
using Suyuan.Areas;
using Suyuan.Deadlines;
using Suyuan.Disputes;
using Suyuan.Matters;

namespace Suyuan.Meetings;

/// <summary>A coordinating body with the meeting that it has planned.</summary>
[GenerateSerializer, Immutable, Alias("coordinating-body-view")]
public sealed record CoordinatingBodyView
{
    [Id(0)] public required MatterNumber Number { get; init; }

    [Id(1)] public required int Version { get; init; }

    [Id(2)] public required AreaCode Area { get; init; }

    [Id(3)] public required NamedAgency Convener { get; init; }

    [Id(4)] public required ImmutableArray<NamedAgency> Members { get; init; }

    /// <summary>When its meetings are held, in words.</summary>
    [Id(5)] public required Sentence Schedule { get; init; }

    [Id(6)] public required MatterNumber NextMeeting { get; init; }

    [Id(7)] public required DateOnly NextOn { get; init; }

    [Id(8)] public required ImmutableArray<string> Possible { get; init; }
}

/// <summary>A joint meeting with its agenda, resolutions and how far they are carried out.</summary>
[GenerateSerializer, Immutable, Alias("joint-meeting-view")]
public sealed record JointMeetingView
{
    [Id(0)] public required MatterNumber Number { get; init; }

    [Id(1)] public required int Version { get; init; }

    [Id(2)] public required MeetingStatus Status { get; init; }

    [Id(3)] public required AreaCode Area { get; init; }

    [Id(4)] public required NamedAgency Convener { get; init; }

    [Id(5)] public required DateOnly PlannedOn { get; init; }

    [Id(6)] public DateTimeOffset? ConvenedAt { get; init; }

    [Id(7)] public string? Place { get; init; }

    [Id(8)] public required ImmutableArray<NamedAgency> Members { get; init; }

    /// <summary>As it was frozen when the meeting was convened; empty before: then see the area's agenda.</summary>
    [Id(9)] public ImmutableArray<AgendaItem> Agenda { get; init; } = [];

    [Id(10)] public string? Minutes { get; init; }

    [Id(11)] public ImmutableArray<ResolutionView> Resolutions { get; init; } = [];

    [Id(12)] public required FollowUpRate FollowUp { get; init; }

    /// <summary>Why it was cancelled, or what was noted at its end.</summary>
    [Id(13)] public string? Outcome { get; init; }

    [Id(14)] public required ImmutableArray<ClockView> Clocks { get; init; }

    [Id(15)] public required ImmutableArray<string> Possible { get; init; }
}

[GenerateSerializer, Immutable, Alias("resolution-view")]
public sealed record ResolutionView(
    [property: Id(0)] MatterNumber Task, [property: Id(1)] string What, [property: Id(2)] NamedAgency Owner, [property: Id(3)] TaskPace Pace,
    [property: Id(4)] DisputeNumber? Dispute, [property: Id(5)] bool Ended, [property: Id(6)] bool? InTime);

/// <summary>决议落实率: how many of the tasks that were due were done in time.</summary>
/// <param name="Due">Ended, or past their limit now.</param>
/// <param name="Percent">Rounded half up to two places; null when nothing was due.</param>
[GenerateSerializer, Immutable, Alias("follow-up-rate")]
public sealed record FollowUpRate(
    [property: Id(0)] int Tasks, [property: Id(1)] int Ended, [property: Id(2)] int Due, [property: Id(3)] int InTime, [property: Id(4)] decimal? Percent);

/// <summary>决议落实率 of the tasks that were issued in a period, for all bodies of an area and for each.</summary>
[GenerateSerializer, Immutable, Alias("resolution-report")]
public sealed record ResolutionReport(
    [property: Id(0)] AreaCode Area, [property: Id(1)] DateOnly From, [property: Id(2)] DateOnly To, [property: Id(3)] FollowUpRate Total,
    [property: Id(4)] ImmutableArray<ResolutionRow> Rows);

/// <param name="Area">Of the coordinating body.</param>
[GenerateSerializer, Immutable, Alias("resolution-row")]
public sealed record ResolutionRow([property: Id(0)] AreaCode Area, [property: Id(1)] string Name, [property: Id(2)] FollowUpRate Rate);

/// <summary>A task of a joint meeting.</summary>
[GenerateSerializer, Immutable, Alias("resolution-task-view")]
public sealed record ResolutionTaskView
{
    [Id(0)] public required MatterNumber Number { get; init; }

    [Id(1)] public required int Version { get; init; }

    [Id(2)] public required TaskStatus Status { get; init; }

    [Id(3)] public required MatterNumber Meeting { get; init; }

    [Id(4)] public required NamedAgency Owner { get; init; }

    [Id(5)] public required NamedAgency Convener { get; init; }

    [Id(6)] public required string What { get; init; }

    [Id(7)] public required TaskPace Pace { get; init; }

    [Id(8)] public DisputeNumber? Dispute { get; init; }

    /// <summary>The latest report.</summary>
    [Id(9)] public string? Report { get; init; }

    /// <summary>How often it was sent back.</summary>
    [Id(10)] public int Returns { get; init; }

    [Id(11)] public required ImmutableArray<ClockView> Clocks { get; init; }

    [Id(12)] public required ImmutableArray<string> Possible { get; init; }
}

/// <summary>What a joint meeting of an area should deal with, the most pressing first.</summary>
/// <param name="More">More was found than is listed.</param>
[GenerateSerializer, Immutable, Alias("agenda-view")]
public sealed record AgendaView(
    [property: Id(0)] AreaCode Area, [property: Id(1)] DateTimeOffset AsOf, [property: Id(2)] ImmutableArray<AgendaItem> Items, [property: Id(3)] bool More);

/// <summary>One item, once, with every reason for it. No title: what people wrote stays where it is.</summary>
/// <param name="Subject">Number of the dispute, warning or order.</param>
/// <param name="DueAt">The earliest end that is owed on it.</param>
/// <param name="Link">Where the API shows it.</param>
[GenerateSerializer, Immutable, Alias("agenda-item")]
public sealed record AgendaItem(
    [property: Id(0)] string Subject, [property: Id(1)] AreaCode Area, [property: Id(2)] string? Category, [property: Id(3)] AgencyId Lead,
    [property: Id(4)] ImmutableArray<AgendaReason> Reasons, [property: Id(5)] DateTimeOffset? DueAt, [property: Id(6)] string Link);

[GenerateSerializer, Immutable, Alias("agenda-reason")]
public sealed record AgendaReason([property: Id(0)] string Reason, [property: Id(1)] Sentence Words);
