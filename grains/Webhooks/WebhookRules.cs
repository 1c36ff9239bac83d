using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Suyuan.Agencies;
using Suyuan.Projection;

namespace Suyuan.Webhooks;

/// <summary>What a webhook does next after what its receiver answered. Pure.</summary>
internal static class WebhookRules
{
    /// <summary>Kind of the notice that an agency gets when a webhook gave one up.</summary>
    public const string FailedKind = "delivery-failed";

    /// <summary>More than two generations of secrets beside the new one are nobody's rotation.</summary>
    private const int MostSecrets = 3;

    public static WebhookState Open(WebhookOrder order, Moment now, WebhookOptions options) => new()
    {
        Url = order.Url,
        Filter = order.Filter,
        Secrets = [new WebhookSecret(order.Secret, now.At, null)],
        Cursor = order.After,
        OpenedAt = now.At,
        NextAttemptAt = now.At + options.LookAgain,
    };

    public static WebhookState Close(WebhookState webhook, Moment now) =>
        webhook with { ClosedAt = now.At, NextAttemptAt = null, Secrets = [], Written = WebhookWritten.Nothing };

    /// <summary>The new secret signs first; the others end at the instant given, or earlier as they had to anyway.</summary>
    public static WebhookState Rotate(WebhookState webhook, string secret, DateTimeOffset keepOthersUntil, Moment now) => webhook with
    {
        Secrets =
        [
            new WebhookSecret(secret, now.At, null),
            .. webhook.Secrets
                .Select(old => old.Until < keepOthersUntil ? old : old with { Until = keepOthersUntil })
                .Where(old => old.Until > now.At)
                .Take(MostSecrets - 1),
        ],
        Written = WebhookWritten.Nothing,
    };

    /// <summary>Secrets that sign now, newest first.</summary>
    public static ImmutableArray<string> Secrets(WebhookState webhook, Moment now) =>
        [.. webhook.Secrets.Where(secret => secret.Until is not { } until || until > now.At).Select(secret => secret.Value)];

    /// <summary>True while it waits for the next try after a failure; a healthy one goes whenever something is there.</summary>
    public static bool Waits(WebhookState webhook, Moment now) => webhook.Failures > 0 && webhook.NextAttemptAt > now.At;

    /// <summary>What to send in one go, in order, and where that ends; a receiver that fails gets one notice to prove itself.</summary>
    public static (ImmutableArray<InboxRow> Notices, long UpTo) Batch(WebhookState webhook, ImmutableArray<InboxRow> page, WebhookOptions options)
    {
        var most = webhook.Failures > 0 ? 1 : options.RunLength;
        var notices = page.Where(row => WebhookFilters.Passes(webhook.Filter, row.Notice)).Take(most + 1).ToImmutableArray();
        return notices.Length > most ? (notices[..most], notices[most - 1].Sequence) : (notices, page[^1].Sequence);
    }

    /// <summary>After a run; the same object for one that began elsewhere than where this webhook stands.</summary>
    public static WebhookState Ran(WebhookState webhook, string key, WebhookRun run, Moment now, WebhookOptions options)
    {
        if (!webhook.IsOpen || run.After != webhook.Cursor)
            return webhook;
        var next = webhook with
        {
            Cursor = run.UpTo,
            Attempts = run.Sent > 0 ? 0 : webhook.Attempts,
            Delivered = webhook.Delivered + run.Sent,
            NextAttemptAt = now.At + options.LookAgain,
            Written = WebhookWritten.Nothing,
        };
        if (run.Sent > 0)
            next = next with { Failures = 0, FailingSince = null, LastFailure = null, AnnouncedAt = null, DeliveredAt = now.At };
        return run.Failed is { } failed ? Failed(next, key, failed, now, options) : next;
    }

    /// <summary>Nothing was there.</summary>
    public static WebhookState Quiet(WebhookState webhook, Moment now, WebhookOptions options) =>
        webhook with { NextAttemptAt = now.At + options.LookAgain, Written = WebhookWritten.Nothing };

    /// <summary>The receiver has answered outside a run: what waits need not wait longer.</summary>
    public static WebhookState Answered(WebhookState webhook, string key, long? redelivered, Moment now) => webhook with
    {
        NextAttemptAt = webhook.Failures > 0 ? now.At : webhook.NextAttemptAt,
        Written = redelivered is { } sequence && GrainKeys.WebhookOf(key) is var (agency, number)
            ? new WebhookWritten { Redelivered = [new RedeliveredRow(agency.ToString(), number, sequence, now.At)] }
            : WebhookWritten.Nothing,
    };

    public static string Circuit(WebhookState webhook, Moment now, WebhookOptions options) =>
        webhook.Failures < options.CircuitFailures ? "closed"
        : webhook.NextAttemptAt > now.At ? "open"
        : "half-open";

    /// <summary>
    /// Doubled with each try, give or take a quarter by a stable hash, so that the receivers of a fallen gateway do not
    /// come back in one second.
    /// </summary>
    /// <param name="attempts">Tries so far; at least one.</param>
    public static TimeSpan Delay(string key, string noticeId, int attempts, WebhookOptions options)
    {
        var doubled = options.FirstDelay.TotalSeconds * Math.Pow(2, Math.Min(attempts - 1, 40));
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{key}/{noticeId}/{attempts}")));
        var share = BitConverter.ToUInt32(hash) / (double)uint.MaxValue;
        // Whole milliseconds: a moment knows nothing finer.
        return TimeSpan.FromMilliseconds(Math.Floor(Math.Min(doubled, options.MaxDelay.TotalSeconds) * 1_000 * (0.75 + (share / 2))));
    }

    private static WebhookState Failed(WebhookState webhook, string key, FailedDelivery failed, Moment now, WebhookOptions options)
    {
        var next = webhook with
        {
            Attempts = webhook.Attempts + 1,
            Failures = webhook.Failures + 1,
            FailingSince = webhook.FailingSince ?? now.At,
            LastFailure = failed.Reason,
        };
        // A notice from before the failing began has waited for us, not for the receiver.
        var since = failed.ReceivedAt > next.FailingSince ? failed.ReceivedAt : next.FailingSince!.Value;
        var end = since + options.Span;
        var pause = next.Failures >= options.CircuitFailures ? options.CircuitPause : TimeSpan.Zero;
        if (now.At >= end)
            return GivenUp(next, key, failed, now, options) with { NextAttemptAt = now.At + Longer(options.FirstDelay, pause) };
        var asked = failed.RetryAfter is { } after && after < options.MaxDelay ? after : failed.RetryAfter is null ? TimeSpan.Zero : options.MaxDelay;
        var at = now.At + Longer(Longer(Delay(key, failed.NoticeId, next.Attempts, options), pause), asked);
        return next with { NextAttemptAt = at < end ? at : end };
    }

    private static WebhookState GivenUp(WebhookState webhook, string key, FailedDelivery failed, Moment now, WebhookOptions options)
    {
        var (agency, number) = GrainKeys.WebhookOf(key);
        // A notice that notices do not arrive must not cause another when it does not arrive either; and one in a while is enough.
        var tell = failed.Kind != FailedKind && !(now.At - webhook.AnnouncedAt < options.Span);
        return webhook with
        {
            Cursor = failed.Sequence,
            Attempts = 0,
            DeadLetters = webhook.DeadLetters + 1,
            AnnouncedAt = tell ? now.At : webhook.AnnouncedAt,
            Caused = webhook.Caused + (tell ? 1 : 0),
            Written = new WebhookWritten
            {
                DeadLetters = [new DeadLetterRow(agency.ToString(), number, failed.NoticeId, failed.Sequence, failed.Kind, now.At, failed.Reason, webhook.Attempts)],
                Notices = tell ? [Notice(webhook, key, agency, number, now)] : [],
            },
        };
    }

    private static NoticeRow Notice(WebhookState webhook, string key, AgencyId agency, int number, Moment now) => new(
        string.Create(CultureInfo.InvariantCulture, $"{key}-{webhook.Caused + 1}-0"),
        agency.ToString(),
        "",
        FailedKind,
        "overdue",
        now.At,
        HistoryJson.Of(new FailureSaid(number, new Uri(webhook.Url).Host, new Moment(webhook.FailingSince!.Value).Day)),
        agency.Area.ToString());

    private static TimeSpan Longer(TimeSpan one, TimeSpan other) => one > other ? one : other;

    private sealed record FailureSaid(int Webhook, string Host, DateOnly Since);
}
