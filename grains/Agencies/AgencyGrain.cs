using System.Collections.Immutable;
using Suyuan.Changes;
using Suyuan.Identity;
using Suyuan.Operations;
using Suyuan.Projection;
using Suyuan.Webhooks;

namespace Suyuan.Agencies;

/// <summary>Orchestrates one agency's inbox. The rules decide; each change is one write with its rows.</summary>
[GrainType("agency")]
internal sealed class AgencyGrain(
    [PersistentState(StorageNames.AgencyState, StorageNames.Provider)] IPersistentState<AgencyState> stored,
    LawInForce law,
    IInboxReads reads,
    IAgencyReads agencies,
    NoticeBell bell,
    WakeUpOptions wakeUp,
    WebhookOptions webhooks,
    ProductMeter meter,
    TimeProvider clock)
    : Grain, IAgencyGrain, IRemindable
{
    /// <summary>Notices that one write takes or acknowledges: as many as a batch of the storage bears without making others wait.</summary>
    private const int PerWrite = 500;

    private TaskCompletionSource _moved = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _durable;
    private Alarm? _alarm;
    private bool _rung;

    private AgencyId Id => AgencyId.Parse(GrainKeys.Identity(this.GetPrimaryKeyString()));

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _alarm = new Alarm(this, wakeUp, clock, Wake);
        _durable = stored.State.LastSequence;
        // Whoever had this agency before may have gone between its write and its ringing.
        RingWebhooks();
        await Wake();
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        _moved.TrySetResult();
        return Task.CompletedTask;
    }

    public Task Ring()
    {
        // Many ring while one write is under way; one more look is enough for all of them.
        if (!_rung)
        {
            _rung = true;
            this.AsReference<IAgencyGrain>().Take().Ignore();
        }

        return Task.CompletedTask;
    }

    public async Task<int> Take()
    {
        _rung = false;
        var taken = 0;
        while (await reads.Waiting(Id.ToString(), PerWrite, CancellationToken.None) is { IsEmpty: false } waiting)
        {
            await Commit(InboxRules.Take(stored.State, Id, waiting, law.Current, Moment.Now(clock)));
            meter.Placed(waiting, clock.GetUtcNow());
            taken += waiting.Length;
            if (waiting.Length < PerWrite)
                break;
        }

        return taken;
    }

    public async Task<long> Beyond(long sequence, TimeSpan wait, CancellationToken cancellation)
    {
        if (_durable <= sequence)
        {
            try
            {
                await _moved.Task.WaitAsync(wait, clock, cancellation);
            }
            catch (TimeoutException)
            {
                // Nothing came: the caller asks again.
            }
        }

        return _durable;
    }

    public async Task<Result<Acknowledged>> Acknowledge(AcknowledgeNotices command, Actor by)
    {
        if (!law.Current.Routing.Exists(Id, law.Current.Areas) || !law.Current.Allows("inbox/read", by, Concern.Of(Id)))
            return Refusal.Because(RefusalCode.NoSuchAgency, new Fact("agency", Id.ToString()));
        if (!law.Current.Allows("inbox/acknowledge", by, Concern.Of(Id)))
            return Refusal.Because(RefusalCode.NotYourAgency, new Fact("agency", Id.ToString()));
        if (InboxRules.Check(command) is { } malformed)
            return malformed;
        var acknowledged = 0;
        while (await Unseen(command) is { IsEmpty: false } unseen)
        {
            var left = await reads.Unanswered(Id.ToString(), unseen, CancellationToken.None);
            await Commit(InboxRules.Acknowledge(stored.State, Id, unseen, left, by, law.Current, Moment.Now(clock)));
            acknowledged += unseen.Length;
        }

        return new Acknowledged(acknowledged, (await reads.Unanswered(Id.ToString(), [], CancellationToken.None)).Count);
    }

    public Task<Result<AgencyView>> Profile() => Task.FromResult(Seen());

    public async Task<Result<AgencyView>> PutProfile(AgencyProfile profile, int? version, Actor by)
    {
        var put = ProfileRules.Put(stored.State, Id, profile, version, by, law.Current, Moment.Now(clock));
        if (!put.Succeeded)
            return put.Refusal;
        if (put.Value != stored.State)
            await Commit(put.Value);
        return Seen();
    }


    public async Task<Result<WebhookView>> OpenWebhook(WebhookOrder order)
    {
        // One that is listed and not open comes from a fall between the two writes; nobody misses it.
        var views = await Task.WhenAll(stored.State.Webhooks.Select(number => GrainFactory.Webhook(Id, number).View()));
        ImmutableArray<int> open = [.. views.OfType<WebhookView>().Select(view => view.Id)];
        if (open.Length >= webhooks.MaxPerAgency)
            return Refusal.Because(RefusalCode.TooManyWebhooks, new Fact("max", $"{webhooks.MaxPerAgency}"));
        // First the list, then the webhook: none ever sends that nobody can find and delete.
        var next = stored.State.LastWebhook + 1;
        await Commit(stored.State with { Webhooks = open.Add(next), LastWebhook = next, Written = InboxWritten.Nothing });
        return await GrainFactory.Webhook(Id, next).Open(order with { After = stored.State.LastSequence });
    }

    public async Task CloseWebhook(int webhook)
    {
        // First the webhook: one that is closed and still listed says nothing to anybody.
        await GrainFactory.Webhook(Id, webhook).Close();
        if (stored.State.Webhooks.Contains(webhook))
            await Commit(stored.State with { Webhooks = stored.State.Webhooks.Remove(webhook), Written = InboxWritten.Nothing });
    }

    public Task<ImmutableArray<int>> Webhooks() => Task.FromResult(stored.State.Webhooks);

    public Task ReceiveReminder(string reminderName, TickStatus status) => Wake();

    private Result<AgencyView> Seen() => law.Current.Directory.Find(Id) is { } entry
        ? DirectoryViews.View(Id, entry, stored.State.Profile, stored.State.ProfileVersion, stored.State.ProfileAt, law.Current)
        : Refusal.Because(RefusalCode.NoSuchAgency, new Fact("agency", Id.ToString()));

    /// <summary>Does what time alone does: takes the steps of silence that are due, and gives the daily list.</summary>
    private async Task Wake()
    {
        var now = Moment.Now(clock);
        if (!(stored.State.WakeAt <= now.At))
        {
            // A timer may ring a hair early: without this the next try is a reminder's period away.
            _alarm!.Set(stored.State.WakeAt);
            return;
        }

        var unanswered = await reads.Unanswered(Id.ToString(), [], CancellationToken.None);
        var elapsed = InboxRules.Elapse(stored.State, Id, unanswered.Count, law.Current, now);
        if (elapsed != stored.State)
            await Commit(elapsed);
        if (DigestRules.IsDue(stored.State, now))
            await Commit(DigestRules.Elapse(stored.State, Id, await Duties(now), unanswered.Count, law.Current, now));
        if (stored.State.WakeAt <= now.At)
            // Neither was due after all, as when the ladder of silence is another since this was set.
            await Commit((stored.State with { Written = InboxWritten.Nothing }).Scheduled(Id, law.Current));
    }

    private Task<Duties> Duties(Moment now) => agencies.Duties(
        Id.ToString(), now.At, Moment.StartOf(DigestRules.Until(law.Current, now).AddDays(1)), DigestRules.MostItems, CancellationToken.None);

    private Task<ImmutableArray<string>> Unseen(AcknowledgeNotices command) => command.UpTo is { } upTo
        ? reads.UnacknowledgedUpTo(Id.ToString(), upTo, PerWrite, CancellationToken.None)
        : reads.Unacknowledged(Id.ToString(), command.Sequences, CancellationToken.None);

    private async Task Commit(AgencyState next)
    {
        await this.Commit(stored, next);

        _alarm!.Set(next.WakeAt);
        bell.Ring(next.Written.Notices);
        if (_durable == next.LastSequence)
            return;
        _durable = next.LastSequence;
        var moved = _moved;
        _moved = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        moved.SetResult();
        RingWebhooks();
    }

    private void RingWebhooks()
    {
        foreach (var webhook in stored.State.Webhooks)
            GrainFactory.Webhook(Id, webhook).Ring().Ignore();
    }
}
