using System.Collections.Immutable;
using Orleans.Concurrency;
using Suyuan.Deadlines;
using Suyuan.Identity;
using Suyuan.Webhooks;

namespace Suyuan.Agencies;

/// <summary>
/// One agency: takes the notices that transactions left for it into its inbox, in one gapless sequence, knows what
/// nobody has acknowledged, and makes silence ring. Key: <see cref="GrainKeys.Of(AgencyId)"/>.
/// </summary>
[GrainInterfaceType("agency")]
public interface IAgencyGrain : IGrainWithStringKey
{
    /// <summary>Something may be waiting. A hint, never the only way that a notice arrives by.</summary>
    [Alias("ring"), OneWay, AlwaysInterleave]
    Task Ring();

    /// <summary>Takes everything that waits; how many notices that were.</summary>
    [Alias("take")]
    Task<int> Take();

    /// <summary>Answers the last sequence as soon as it is beyond the one given, or after the wait.</summary>
    [Alias("beyond"), AlwaysInterleave]
    Task<long> Beyond(long sequence, TimeSpan wait, CancellationToken cancellation);

    [Alias("acknowledge")]
    Task<Result<Acknowledged>> Acknowledge(AcknowledgeNotices command, Actor by);

    [Alias("profile")]
    Task<Result<AgencyView>> Profile();

    /// <summary>Replaces what the agency says of itself.</summary>
    /// <param name="version">The version that the caller saw; null: any.</param>
    [Alias("put-profile")]
    Task<Result<AgencyView>> PutProfile(AgencyProfile profile, int? version, Actor by);

    /// <summary>Opens a webhook that begins with the next notice; refused when there are too many.</summary>
    [Alias("open-webhook")]
    Task<Result<WebhookView>> OpenWebhook(WebhookOrder order);

    [Alias("close-webhook")]
    Task CloseWebhook(int webhook);

    /// <summary>Numbers of its webhooks.</summary>
    [Alias("webhooks"), AlwaysInterleave]
    Task<ImmutableArray<int>> Webhooks();
}

/// <summary>Reads inboxes. Holds nothing. Key: 0.</summary>
[GrainInterfaceType("inbox")]
public interface IInboxGrain : IGrainWithIntegerKey
{
    /// <summary>Notices with a sequence after the one given, in order.</summary>
    [Alias("read")]
    Task<Result<InboxPage>> Read(AgencyId agency, InboxQuery query, Actor by);

    /// <summary>The same for the product's own carriers (streams, webhooks), which ask for an agency and not for a person.</summary>
    [Alias("pages")]
    Task<ImmutableArray<NoticeView>> Pages(AgencyId agency, long after, int limit);

    /// <summary>Every kind of notice that an agency can receive.</summary>
    [Alias("kinds")]
    Task<ImmutableArray<NoticeKindView>> Kinds();
}

/// <summary>One kind of notice.</summary>
/// <param name="Severity">Null: as loud as the reminder that it announces.</param>
/// <param name="AcknowledgeRule">Time limit for acknowledging it (see <c>GET /v1/rules</c>); null where nobody has to, or where the reminder decides.</param>
/// <param name="For">Who in the agency it is for: <c>handler</c>, <c>leader</c>.</param>
/// <param name="Text">The template: facts stand in braces, and what stands in brackets is left out when one of its facts is missing.</param>
[GenerateSerializer, Immutable, Alias("notice-kind-view")]
public sealed record NoticeKindView(
    [property: Id(0)] string Kind,
    [property: Id(1)] string? Severity,
    [property: Id(2)] string? AcknowledgeRule,
    [property: Id(3)] ImmutableArray<string> For,
    [property: Id(4)] Sentence Title,
    [property: Id(5)] Sentence Text);

/// <param name="After">Sequence of the last notice that the caller has; 0 for all.</param>
/// <param name="Limit">1 to 200.</param>
/// <param name="Unacknowledged">Only those that nobody acknowledged yet.</param>
[GenerateSerializer, Immutable, Alias("inbox-query")]
public sealed record InboxQuery(
    [property: Id(0)] long After, [property: Id(1)] int Limit, [property: Id(2)] bool Unacknowledged = false,
    [property: Id(3)] string? Kind = null, [property: Id(4)] string? Severity = null);

/// <param name="Last">Last sequence of the inbox when it was read; equals the last item's when the page is the end.</param>
/// <param name="Next">What to send as <c>after</c> next.</param>
[GenerateSerializer, Immutable, Alias("inbox-page")]
public sealed record InboxPage([property: Id(0)] ImmutableArray<NoticeView> Items, [property: Id(1)] long Last, [property: Id(2)] long Next);

/// <summary>One notice in an inbox.</summary>
[GenerateSerializer, Immutable, Alias("notice-view")]
public sealed record NoticeView
{
    /// <summary>Place in this agency's inbox: 1, 2, 3 … without gaps.</summary>
    [Id(0)] public required long Sequence { get; init; }

    /// <summary>Stable, unique in the whole system: what a receiver recognises a repetition by.</summary>
    [Id(1)] public required string Id { get; init; }

    [Id(2)] public required AgencyId Agency { get; init; }

    /// <summary>Dispute it is about, or null when it is about an agency.</summary>
    [Id(3)] public string? Number { get; init; }

    /// <summary>See the catalogue of kinds: <c>GET /v1/notices/kinds</c>.</summary>
    [Id(4)] public required string Kind { get; init; }

    [Id(5)] public required string Severity { get; init; }

    /// <summary>When it happened.</summary>
    [Id(6)] public required DateTimeOffset At { get; init; }

    /// <summary>When it reached the inbox.</summary>
    [Id(7)] public required DateTimeOffset ReceivedAt { get; init; }

    [Id(8)] public required Sentence Title { get; init; }

    [Id(9)] public required Sentence Text { get; init; }

    /// <summary>Who in the agency it is for: <c>handler</c>, <c>leader</c>.</summary>
    [Id(10)] public required ImmutableArray<string> For { get; init; }

    /// <summary>Until when somebody has to acknowledge it; null where nobody has to.</summary>
    [Id(11)] public DateTimeOffset? AcknowledgeBy { get; init; }

    [Id(12)] public DateTimeOffset? AcknowledgedAt { get; init; }

    /// <summary>Subject of the token of whoever acknowledged.</summary>
    [Id(13)] public string? AcknowledgedBy { get; init; }

    /// <summary>Where the dispute arose, and its category: what subscriptions filter by.</summary>
    [Id(14)] public string? Area { get; init; }

    [Id(15)] public string? Category { get; init; }

    /// <summary>Path of what it is about, below the API's root.</summary>
    [Id(16)] public required string Link { get; init; }

    /// <summary>The list itself, when the notice is a daily list.</summary>
    [Id(20)] public DailyList? Daily { get; init; }
}

/// <summary>每日清单: what an agency has before it at the beginning of a working day.</summary>
/// <param name="Overdue">Time limits past their end.</param>
/// <param name="Soon">Time limits that end until <paramref name="Until"/>.</param>
/// <param name="Unacknowledged">Notices that wait for a person's acknowledgement.</param>
/// <param name="Items">The first of overdue and soon, by their end.</param>
[GenerateSerializer, Immutable, Alias("daily-list")]
public sealed record DailyList(
    [property: Id(0)] int Overdue, [property: Id(1)] int Soon, [property: Id(2)] int Unacknowledged, [property: Id(3)] DateOnly Until,
    [property: Id(4)] ImmutableArray<DailyItem> Items);

/// <param name="Clock">Id of the clock within the dispute.</param>
/// <param name="End">Last day that is, or was, in time.</param>
[GenerateSerializer, Immutable, Alias("daily-item")]
public sealed record DailyItem(
    [property: Id(0)] string Number, [property: Id(1)] string Clock, [property: Id(2)] Sentence ClockName, [property: Id(3)] DateOnly End,
    [property: Id(4)] bool Overdue, [property: Id(5)] string Link);

/// <summary>确认收到: a person of the agency has seen notices. One of the two is given.</summary>
[GenerateSerializer, Immutable, Alias("acknowledge-notices")]
public sealed record AcknowledgeNotices
{
    /// <summary>This one and everything before it.</summary>
    [Id(0)] public long? UpTo { get; init; }

    /// <summary>Just these; 1 to 100.</summary>
    [Id(1)] public ImmutableArray<long> Sequences { get; init; } = [];
}

/// <param name="Count">Notices that were not acknowledged before.</param>
/// <param name="Remaining">Notices that still wait for an acknowledgement.</param>
[GenerateSerializer, Immutable, Alias("acknowledged")]
public sealed record Acknowledged([property: Id(0)] int Count, [property: Id(1)] int Remaining);
