using System.Collections.Immutable;
using Orleans.Concurrency;
using Suyuan.Agencies;

namespace Suyuan.Webhooks;

/// <summary>
/// Carries one agency's notices to one address, in order, until each was answered or is given up. It never waits for the
/// receiver: sending runs beside it. Key: <see cref="GrainKeys.Webhook(AgencyId, int)"/>.
/// </summary>
[GrainInterfaceType("webhook")]
public interface IWebhookGrain : IGrainWithStringKey
{
    /// <summary>The inbox has moved. A hint: without it the webhook looks for itself after a while.</summary>
    [Alias("ring"), OneWay, AlwaysInterleave]
    Task Ring();

    /// <summary>Starts sending what is due.</summary>
    [Alias("go")]
    Task Go();

    [Alias("open")]
    Task<WebhookView> Open(WebhookOrder order);

    /// <summary>Null when it was never opened, or is closed.</summary>
    [Alias("view")]
    Task<WebhookView?> View();

    /// <summary>A new secret signs from now on; the ones before sign beside it until the instant given.</summary>
    [Alias("rotate")]
    Task<WebhookView?> Rotate(string secret, DateTimeOffset keepOthersUntil);

    [Alias("close")]
    Task Close();

    /// <summary>Sends an event that means nothing; null when it is closed.</summary>
    [Alias("test"), AlwaysInterleave]
    Task<WebhookTrial?> Test();

    /// <summary>Sends one notice again, now; null when it is closed or there is no such notice.</summary>
    [Alias("redeliver"), AlwaysInterleave]
    Task<WebhookTrial?> Redeliver(long sequence);

    /// <summary>What a run of deliveries came to; said by the grain to itself.</summary>
    [Alias("report")]
    Task Report(WebhookRun run);

    /// <summary>The receiver has answered outside a run: whatever waits is tried again at once.</summary>
    /// <param name="redelivered">The dead letter that it took, if it was one.</param>
    [Alias("answered")]
    Task Answered(long? redelivered);
}

/// <summary>What agencies ask about their webhooks: checks who asks and what for, and holds nothing. Key: 0.</summary>
[GrainInterfaceType("webhook-desk")]
public interface IWebhookDeskGrain : IGrainWithIntegerKey
{
    [Alias("create")]
    Task<Result<WebhookCreated>> Create(AgencyId agency, CreateWebhook command, Identity.Actor by);

    [Alias("list")]
    Task<Result<ImmutableArray<WebhookView>>> List(AgencyId agency, Identity.Actor by);

    [Alias("get")]
    Task<Result<WebhookView>> Get(AgencyId agency, int webhook, Identity.Actor by);

    [Alias("delete")]
    Task<Result<WebhookView>> Delete(AgencyId agency, int webhook, Identity.Actor by);

    [Alias("rotate-secret")]
    Task<Result<WebhookCreated>> Rotate(AgencyId agency, int webhook, RotateSecret command, Identity.Actor by);

    [Alias("test")]
    Task<Result<WebhookTrial>> Test(AgencyId agency, int webhook, Identity.Actor by);

    /// <param name="after">Id of the last dead letter that the caller has, or null.</param>
    [Alias("dead-letters")]
    Task<Result<Page<DeadLetterView>>> DeadLetters(AgencyId agency, bool open, string? after, int limit, Identity.Actor by);

    [Alias("redeliver")]
    Task<Result<WebhookTrial>> Redeliver(AgencyId agency, string deadLetter, Identity.Actor by);
}
