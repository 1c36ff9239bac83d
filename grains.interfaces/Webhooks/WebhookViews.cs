using System.Collections.Immutable;

namespace Suyuan.Webhooks;

/// <summary>An agency asks to be called.</summary>
[GenerateSerializer, Immutable, Alias("create-webhook")]
public sealed record CreateWebhook
{
    /// <summary>Where to: https, a name or a public address, at most 500 characters.</summary>
    [Id(0)] public string? Url { get; init; }

    /// <summary>Absent: everything.</summary>
    [Id(1)] public WebhookFilter? Filter { get; init; }
}

/// <summary>Which notices are sent. An empty list lets all pass; a notice passes when every list lets it.</summary>
[GenerateSerializer, Immutable, Alias("webhook-filter")]
public sealed record WebhookFilter
{
    [Id(0)] public ImmutableArray<string> Kinds { get; init; } = [];

    [Id(1)] public ImmutableArray<string> Severities { get; init; } = [];

    [Id(2)] public ImmutableArray<string> Categories { get; init; } = [];

    /// <summary>Begin of the area code: 2 to 12 digits.</summary>
    [Id(3)] public string? AreaPrefix { get; init; }
}

/// <summary>A new secret, and for how long the ones before stay good.</summary>
[GenerateSerializer, Immutable, Alias("rotate-secret")]
public sealed record RotateSecret
{
    /// <summary>Hours, 0 to 168; 24 when absent. 0 ends the others at once: for a secret that got out.</summary>
    [Id(0)] public int? KeepHours { get; init; }
}

/// <summary>What the agency's grain hands to a new webhook.</summary>
/// <param name="After">Sequence after which it begins.</param>
[GenerateSerializer, Immutable, Alias("webhook-order")]
public sealed record WebhookOrder(
    [property: Id(0)] string Url, [property: Id(1)] WebhookFilter Filter, [property: Id(2)] string Secret, [property: Id(3)] long After);

/// <param name="Secret">Shown this once and never again.</param>
[GenerateSerializer, Immutable, Alias("webhook-created")]
public sealed record WebhookCreated([property: Id(0)] WebhookView Webhook, [property: Id(1)] string Secret)
{
    /// <summary>Secrets have no business in a log.</summary>
    public override string ToString() => $"webhook {Webhook.Id}";
}

[GenerateSerializer, Immutable, Alias("webhook-view")]
public sealed record WebhookView
{
    /// <summary>1, 2, 3 … within the agency; never used twice.</summary>
    [Id(0)] public required int Id { get; init; }

    [Id(1)] public required string Url { get; init; }

    [Id(2)] public required WebhookFilter Filter { get; init; }

    /// <summary>Everything up to this sequence of the inbox was delivered, passed over by the filter, or given up.</summary>
    [Id(3)] public required long DoneUpTo { get; init; }

    /// <summary>Notices of the inbox that come after that.</summary>
    [Id(4)] public long Waiting { get; init; }

    /// <summary><c>closed</c> while it goes well; <c>open</c> while only one delivery in a while is tried; <c>half-open</c> when the next try is due.</summary>
    [Id(5)] public required string Circuit { get; init; }

    /// <summary>Failures since the last delivery that went well.</summary>
    [Id(6)] public required int Failures { get; init; }

    [Id(7)] public DateTimeOffset? FailingSince { get; init; }

    [Id(8)] public DateTimeOffset? NextAttemptAt { get; init; }

    /// <summary>Why the last try failed: <c>status-500</c>, <c>timeout</c>, <c>connection</c> …</summary>
    [Id(9)] public string? LastFailure { get; init; }

    [Id(10)] public DateTimeOffset? DeliveredAt { get; init; }

    [Id(11)] public required long Delivered { get; init; }

    /// <summary>Notices that were ever given up, redelivered ones included.</summary>
    [Id(12)] public required long DeadLetters { get; init; }

    [Id(13)] public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Newest first; the values are never shown again.</summary>
    [Id(14)] public required ImmutableArray<SecretView> Secrets { get; init; }
}

/// <param name="Until">Null for the one that stays.</param>
[GenerateSerializer, Immutable, Alias("secret-view")]
public sealed record SecretView([property: Id(0)] DateTimeOffset Since, [property: Id(1)] DateTimeOffset? Until);

/// <summary>What one delivery outside the order came to.</summary>
/// <param name="Status">Of the receiver's answer; null when there was none.</param>
/// <param name="Failure">Null when it was taken.</param>
[GenerateSerializer, Immutable, Alias("webhook-trial")]
public sealed record WebhookTrial([property: Id(0)] bool Delivered, [property: Id(1)] int? Status, [property: Id(2)] string? Failure);

/// <summary>Deliveries made one after the other until one failed or there were no more.</summary>
/// <param name="After">Where the run began.</param>
/// <param name="UpTo">Last sequence that is done with.</param>
/// <param name="Sent">How many notices the receiver took.</param>
/// <param name="Failed">The notice that it did not take, if any.</param>
[GenerateSerializer, Immutable, Alias("webhook-run")]
public sealed record WebhookRun(
    [property: Id(0)] long After, [property: Id(1)] long UpTo, [property: Id(2)] int Sent, [property: Id(3)] FailedDelivery? Failed);

/// <param name="ReceivedAt">When the notice reached the inbox.</param>
/// <param name="RetryAfter">How long the receiver asked to be left alone.</param>
[GenerateSerializer, Immutable, Alias("failed-delivery")]
public sealed record FailedDelivery(
    [property: Id(0)] string NoticeId, [property: Id(1)] long Sequence, [property: Id(2)] string Kind, [property: Id(3)] DateTimeOffset ReceivedAt,
    [property: Id(4)] string Reason, [property: Id(5)] TimeSpan? RetryAfter);

/// <summary>A notice that a webhook gave up; it is in the inbox as ever.</summary>
[GenerateSerializer, Immutable, Alias("dead-letter-view")]
public sealed record DeadLetterView
{
    /// <summary>Webhook, a hyphen, sequence.</summary>
    [Id(0)] public required string Id { get; init; }

    [Id(1)] public required int Webhook { get; init; }

    /// <summary>The notice's own id: what the receiver would have recognised it by.</summary>
    [Id(2)] public required string NoticeId { get; init; }

    [Id(3)] public required long Sequence { get; init; }

    [Id(4)] public required string Kind { get; init; }

    [Id(5)] public required DateTimeOffset At { get; init; }

    [Id(6)] public required string Reason { get; init; }

    [Id(7)] public required int Attempts { get; init; }

    [Id(8)] public DateTimeOffset? RedeliveredAt { get; init; }
}
