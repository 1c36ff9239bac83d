using System.Collections.Immutable;
using Suyuan.Projection;

namespace Suyuan.Agencies;

/// <summary>What is stored for one agency: how far its inbox has come, and how long it has been silent.</summary>
[GenerateSerializer, Alias("agency-state")]
internal sealed record AgencyState : IProjectedState
{
    /// <summary>Sequence of the last notice taken.</summary>
    [Id(0)] public long LastSequence { get; init; }

    /// <summary>First limit for an acknowledgement that nobody has given; null when nothing waits for one.</summary>
    [Id(1)] public DateTimeOffset? AnswerBy { get; init; }

    /// <summary>Steps of the ladder of silence that were taken since somebody last acknowledged in time.</summary>
    [Id(2)] public ImmutableArray<string> Silence { get; init; } = [];

    /// <summary>Notices that this agency itself caused, for their ids.</summary>
    [Id(3)] public int Caused { get; init; }

    /// <summary>When time alone will next do something here; null when nothing is to come.</summary>
    [Id(4)] public DateTimeOffset? WakeAt { get; init; }

    /// <summary>The rows of this write; replaced by the next.</summary>
    [Id(5)] public InboxWritten Written { get; init; } = InboxWritten.Nothing;

    public ProjectedRows Project() => new()
    {
        Taken = Written.Taken,
        Acknowledged = Written.Acknowledged,
        Notices = Written.Notices,
        Wake = new WakeUp(WakeAt),
    };
}

/// <summary>Rows that one write of an agency adds.</summary>
[GenerateSerializer, Alias("inbox-written")]
internal sealed record InboxWritten
{
    public static readonly InboxWritten Nothing = new();

    [Id(0)] public ImmutableArray<TakenRow> Taken { get; init; } = [];

    [Id(1)] public ImmutableArray<AcknowledgedRow> Acknowledged { get; init; } = [];

    [Id(2)] public ImmutableArray<NoticeRow> Notices { get; init; } = [];
}
