using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Suyuan.Projection;

namespace Suyuan.Agencies;

/// <summary>What is stored for one agency: how far its inbox has come, how long it has been silent, and what it says of itself.</summary>
[GenerateSerializer, Alias("agency-state")]
internal sealed record AgencyState : IProjectedState
{
    /// <summary>What a later version stored here and this one does not know: kept while the two stand side by side.</summary>
    [Id(250), JsonExtensionData]
    public Dictionary<string, JsonElement>? Later { get; init; }

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

    /// <summary>What the agency put into the directory; null: nothing.</summary>
    [Id(10)] public AgencyProfile? Profile { get; init; }

    /// <summary>How often it did.</summary>
    [Id(11)] public int ProfileVersion { get; init; }

    /// <summary>When it last did, and who: the subject of a token.</summary>
    [Id(14)] public DateTimeOffset? ProfileAt { get; init; }

    [Id(15)] public string? ProfileBy { get; init; }

    /// <summary>When the next daily list is due; null as long as the agency never received a notice.</summary>
    [Id(12)] public DateTimeOffset? NextDigest { get; init; }

    /// <summary>Last day that had its daily list, or had nothing to say.</summary>
    [Id(13)] public DateOnly? DigestDay { get; init; }

    /// <summary>The rows of this write; replaced by the next.</summary>
    [JsonIgnore]
    [Id(5)] public InboxWritten Written { get; init; } = InboxWritten.Nothing;

    /// <summary>Numbers of its webhooks; each has a grain of its own.</summary>
    [Id(20)] public ImmutableArray<int> Webhooks { get; init; } = [];

    /// <summary>Number of the webhook opened last: none is used twice.</summary>
    [Id(21)] public int LastWebhook { get; init; }

    public ProjectedRows Project() => new()
    {
        Taken = Written.Taken,
        Acknowledged = Written.Acknowledged,
        Notices = Written.Notices,
        Profile = Written.Profile,
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

    [Id(10)] public ProfileRow? Profile { get; init; }
}
