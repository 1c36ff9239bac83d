using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Suyuan.Projection;

namespace Suyuan.Webhooks;

/// <summary>What is stored for one webhook: whom it calls, how far it has come, and how it goes.</summary>
[GenerateSerializer, Alias("webhook-state")]
internal sealed record WebhookState : IProjectedState
{
    /// <summary>What a later version stored here and this one does not know: kept while the two stand side by side.</summary>
    [Id(250), JsonExtensionData]
    public Dictionary<string, JsonElement>? Later { get; init; }

    [Id(0)] public string Url { get; init; } = "";

    [Id(1)] public WebhookFilter Filter { get; init; } = new();

    /// <summary>Newest first.</summary>
    [Id(2)] public ImmutableArray<WebhookSecret> Secrets { get; init; } = [];

    /// <summary>Everything up to this sequence was delivered, passed over or given up.</summary>
    [Id(3)] public long Cursor { get; init; }

    /// <summary>Tries of the first notice after the cursor that the filter lets pass.</summary>
    [Id(4)] public int Attempts { get; init; }

    /// <summary>Failures since the last delivery that went well, over all notices.</summary>
    [Id(5)] public int Failures { get; init; }

    [Id(6)] public DateTimeOffset? FailingSince { get; init; }

    /// <summary>When it tries again or looks for something; never null while it is open.</summary>
    [Id(7)] public DateTimeOffset? NextAttemptAt { get; init; }

    [Id(8)] public string? LastFailure { get; init; }

    [Id(9)] public DateTimeOffset? DeliveredAt { get; init; }

    [Id(10)] public long Delivered { get; init; }

    [Id(11)] public long DeadLetters { get; init; }

    /// <summary>When the agency was last told that it does not hear, since it last did.</summary>
    [Id(12)] public DateTimeOffset? AnnouncedAt { get; init; }

    /// <summary>Notices that this webhook itself caused, for their ids.</summary>
    [Id(13)] public int Caused { get; init; }

    [Id(14)] public DateTimeOffset? OpenedAt { get; init; }

    [Id(15)] public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>The rows of this write; replaced by the next.</summary>
    [JsonIgnore]
    [Id(16)] public WebhookWritten Written { get; init; } = WebhookWritten.Nothing;

    [JsonIgnore]
    public bool IsOpen => OpenedAt is not null && ClosedAt is null;

    public ProjectedRows Project() => new()
    {
        DeadLetters = Written.DeadLetters,
        Redelivered = Written.Redelivered,
        Notices = Written.Notices,
        Wake = new WakeUp(NextAttemptAt),
    };
}

/// <param name="Value"><c>whsec_</c> and base64.</param>
/// <param name="Until">When it stops signing; null for the one that stays.</param>
[GenerateSerializer, Alias("webhook-secret")]
internal sealed record WebhookSecret([property: Id(0)] string Value, [property: Id(1)] DateTimeOffset Since, [property: Id(2)] DateTimeOffset? Until)
{
    /// <summary>Secrets have no business in a log.</summary>
    public override string ToString() => WebhookSignature.Prefix;
}

/// <summary>Rows that one write of a webhook adds.</summary>
[GenerateSerializer, Alias("webhook-written")]
internal sealed record WebhookWritten
{
    public static readonly WebhookWritten Nothing = new();

    [Id(0)] public ImmutableArray<DeadLetterRow> DeadLetters { get; init; } = [];

    [Id(1)] public ImmutableArray<RedeliveredRow> Redelivered { get; init; } = [];

    [Id(2)] public ImmutableArray<NoticeRow> Notices { get; init; } = [];
}
