using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Suyuan.Agencies;
using Suyuan.Changes;
using Suyuan.Projection;

namespace Suyuan.Webhooks;

/// <summary>
/// Orchestrates one webhook. Sending runs beside the grain's own work and reports to it, so a slow receiver holds up
/// nobody who asks, and every change of the state is one ordinary write.
/// </summary>
[GrainType("webhook")]
#pragma warning disable CA1001 // The source is cancelled and never timed: it holds nothing to dispose of, and a delivery may still ask its token.
internal sealed class WebhookGrain(
#pragma warning restore CA1001
    [PersistentState(StorageNames.WebhookState, StorageNames.Provider)] IPersistentState<WebhookState> stored,
    LawInForce law,
    IInboxReads reads,
    IWebhookSender sender,
    NoticeBell bell,
    WebhookOptions options,
    WakeUpOptions wakeUp,
    WebhookMeter meter,
    TimeProvider clock,
    ILogger<WebhookGrain> logger)
    : Grain, IWebhookGrain, IRemindable
{
    private const int PageSize = 100;

    private readonly CancellationTokenSource _stopping = new();
    private Alarm? _alarm;
    private bool _rung;
    private bool _sending;

    private string Key => this.GetPrimaryKeyString();

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _alarm = new Alarm(this, wakeUp, clock, Go);
        _alarm.Set(stored.State.NextAttemptAt);
        return Task.CompletedTask;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) => _stopping.CancelAsync();

    public Task Ring()
    {
        if (!_rung)
        {
            _rung = true;
            this.AsReference<IWebhookGrain>().Go().Ignore();
        }

        return Task.CompletedTask;
    }

    public async Task Go()
    {
        _rung = false;
        while (!_sending && stored.State.IsOpen && !WebhookRules.Waits(stored.State, Now))
        {
            var page = await Page(stored.State.Cursor, PageSize);
            if (page.IsEmpty)
            {
                if (stored.State.NextAttemptAt <= Now.At)
                    await Commit(WebhookRules.Quiet(stored.State, Now, options));
                break;
            }

            var (notices, upTo) = WebhookRules.Batch(stored.State, page, options);
            if (!notices.IsEmpty)
            {
                _sending = true;
                Run(stored.State, notices, upTo).Ignore();
                return;
            }

            await Commit(WebhookRules.Ran(stored.State, Key, new WebhookRun(stored.State.Cursor, upTo, 0, null), Now, options));
        }

        // A timer may ring a hair early: without this the next try is a reminder's period away.
        if (!_sending)
            _alarm!.Set(stored.State.NextAttemptAt);
    }

    public async Task<WebhookView> Open(WebhookOrder order)
    {
        await Commit(WebhookRules.Open(order, Now, options));
        return Shown();
    }

    public Task<WebhookView?> View() => Task.FromResult(stored.State.IsOpen ? Shown() : null);

    public async Task<WebhookView?> Rotate(string secret, DateTimeOffset keepOthersUntil)
    {
        if (!stored.State.IsOpen)
            return null;
        await Commit(WebhookRules.Rotate(stored.State, secret, keepOthersUntil, Now));
        return Shown();
    }

    public Task Close() => stored.State.IsOpen ? Commit(WebhookRules.Close(stored.State, Now)) : Task.CompletedTask;

    public async Task<WebhookTrial?> Test()
    {
        var (agency, number) = GrainKeys.WebhookOf(Key);
        return await Try($"test-{Guid.CreateVersion7(Now.At):N}", id => NoticeEvent.Test(id, agency, number, options.PublicUrl, Now), null);
    }

    public async Task<WebhookTrial?> Redeliver(long sequence) =>
        await Page(sequence - 1, 1) is [var row] && row.Sequence == sequence
            ? await Try(row.Notice.Id, _ => NoticeEvent.Of(row, law.Current, options.PublicUrl), sequence)
            : null;

    public async Task Report(WebhookRun run)
    {
        _sending = false;
        var before = stored.State;
        var next = WebhookRules.Ran(before, Key, run, Now, options);
        if (!ReferenceEquals(next, before))
        {
            await Commit(next);
            Say(run, next);
        }

        await Go();
    }

    public async Task Answered(long? redelivered)
    {
        if (!stored.State.IsOpen)
            return;
        await Commit(WebhookRules.Answered(stored.State, Key, redelivered, Now));
        await Go();
    }

    public Task ReceiveReminder(string reminderName, TickStatus status) => Go();

    private Moment Now => Moment.Now(clock);

    private Task<ImmutableArray<InboxRow>> Page(long after, int limit) => reads.Inbox(
        new InboxFilter(GrainKeys.WebhookOf(Key).Agency.ToString(), after, limit, Unacknowledged: false, Kind: null, Severity: null), CancellationToken.None);

    /// <summary>One after the other until one is not taken. Two reports of one run do no harm: only the one that begins where the state stands counts.</summary>
    private async Task Run(WebhookState webhook, ImmutableArray<InboxRow> notices, long upTo)
    {
        try
        {
            var (sent, done, failed) = (0, webhook.Cursor, (FailedDelivery?)null);
            foreach (var row in notices)
            {
                var answer = await sender.Send(Delivery(webhook, NoticeEvent.Of(row, law.Current, options.PublicUrl)), _stopping.Token);
                meter.Tried(answer, Now.At - row.TakenAt);
                if (!answer.Taken)
                {
                    failed = new FailedDelivery(row.Notice.Id, row.Sequence, row.Notice.Kind, row.TakenAt, answer.Failure!, answer.RetryAfter);
                    break;
                }

                sent++;
                done = row.Sequence;
                // Whoever closes it in the middle of a run need not wait for the end.
                if (!stored.State.IsOpen)
                    break;
            }

            await this.AsReference<IWebhookGrain>().Report(new WebhookRun(webhook.Cursor, failed is null && sent == notices.Length ? upTo : done, sent, failed));
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // The next activation goes on where the state stands.
        }
        catch (Exception failure)
        {
            _sending = false;
            logger.RunFailed(failure, Key);
            _alarm!.Set(Now.At + options.LookAgain);
        }
    }

    private async Task<WebhookTrial?> Try(string id, Func<string, WebhookEvent> made, long? redelivers)
    {
        if (!stored.State.IsOpen)
            return null;
        var answer = await sender.Send(Delivery(stored.State, made(id)), _stopping.Token);
        if (answer.Taken)
            await this.AsReference<IWebhookGrain>().Answered(redelivers);
        return new WebhookTrial(answer.Taken, answer.Status, answer.Failure);
    }

    private WebhookDelivery Delivery(WebhookState webhook, WebhookEvent said) => new(webhook.Url, WebhookRules.Secrets(webhook, Now), said);

    private WebhookView Shown()
    {
        var webhook = stored.State;
        return new WebhookView
        {
            Id = GrainKeys.WebhookOf(Key).Webhook,
            Url = webhook.Url,
            Filter = webhook.Filter,
            DoneUpTo = webhook.Cursor,
            Circuit = WebhookRules.Circuit(webhook, Now, options),
            Failures = webhook.Failures,
            FailingSince = webhook.FailingSince,
            NextAttemptAt = webhook.Failures > 0 ? webhook.NextAttemptAt : null,
            LastFailure = webhook.LastFailure,
            DeliveredAt = webhook.DeliveredAt,
            Delivered = webhook.Delivered,
            DeadLetters = webhook.DeadLetters,
            CreatedAt = webhook.OpenedAt!.Value,
            Secrets = [.. webhook.Secrets.Where(secret => !(secret.Until <= Now.At)).Select(secret => new SecretView(secret.Since, secret.Until))],
        };
    }

    private void Say(WebhookRun run, WebhookState after)
    {
        if (run.Failed is not { } failed)
            return;
        if (after.Written.DeadLetters is [var dead])
        {
            meter.GivenUp(1);
            logger.GaveUp(Key, failed.NoticeId, dead.Attempts, failed.Reason);
        }
        else
            logger.NotTaken(Key, failed.NoticeId, failed.Reason, after.Failures, after.NextAttemptAt);
    }

    private async Task Commit(WebhookState next)
    {
        await this.Commit(stored, next);

        _alarm!.Set(next.NextAttemptAt);
        bell.Ring(next.Written.Notices);
    }
}
