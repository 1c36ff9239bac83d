using System.Collections.Immutable;
using System.Globalization;
using Orleans.Concurrency;
using Suyuan.Agencies;
using Suyuan.Changes;
using Suyuan.Identity;
using Suyuan.Projection;

namespace Suyuan.Webhooks;

/// <summary>Stands before the webhooks of all agencies: who asks, and is what they ask for possible.</summary>
[GrainType("webhook-desk"), StatelessWorker, Reentrant]
internal sealed class WebhookDeskGrain(
    LawInForce law, IWebhookReads reads, IWebhookSender sender, TargetGuard guard, WebhookOptions options, TimeProvider clock)
    : Grain, IWebhookDeskGrain
{
    private const int UsualKeepHours = 24;

    private const int MostPerPage = 200;

    public async Task<Result<WebhookCreated>> Create(AgencyId agency, CreateWebhook command, Actor by)
    {
        if (Hidden(agency, by) is { } hidden)
            return hidden;
        if (WebhookFilters.Check(command, law.Current) is { } malformed)
            return malformed;
        var target = WebhookTarget.Read(command.Url!, guard, options);
        if (!target.Succeeded)
            return target.Refusal;
        switch (await sender.Examine(target.Value, CancellationToken.None))
        {
            case TargetVerdict.Closed:
                return WebhookTarget.No("address");
            case TargetVerdict.Unknown:
                return Refusal.Of("url", RefusalCode.WebhookTargetUnknown, new Fact("host", target.Value.Host));
        }

        // Where it begins is the agency's to say.
        var order = new WebhookOrder(command.Url!, command.Filter ?? new WebhookFilter(), WebhookSignature.NewSecret(), After: 0);
        var opened = await GrainFactory.Agency(agency).OpenWebhook(order);
        return opened.Succeeded ? new WebhookCreated(opened.Value, order.Secret) : opened.Refusal;
    }

    public async Task<Result<ImmutableArray<WebhookView>>> List(AgencyId agency, Actor by)
    {
        if (Hidden(agency, by) is { } hidden)
            return hidden;
        var numbers = await GrainFactory.Agency(agency).Webhooks();
        var last = await Last(agency);
        var views = await Task.WhenAll(numbers.Select(number => GrainFactory.Webhook(agency, number).View()));
        return views.OfType<WebhookView>().Select(view => Waiting(view, last)).ToImmutableArray();
    }

    public async Task<Result<WebhookView>> Get(AgencyId agency, int webhook, Actor by) =>
        Hidden(agency, by) is { } hidden ? hidden
        : await GrainFactory.Webhook(agency, webhook).View() is { } view ? Waiting(view, await Last(agency))
        : NoSuch(webhook);

    public async Task<Result<WebhookView>> Delete(AgencyId agency, int webhook, Actor by)
    {
        if (Hidden(agency, by) is { } hidden)
            return hidden;
        var view = await GrainFactory.Webhook(agency, webhook).View();
        // One that was closed and is still listed is taken off the list by asking again.
        await GrainFactory.Agency(agency).CloseWebhook(webhook);
        return view is null ? NoSuch(webhook) : view;
    }

    public async Task<Result<WebhookCreated>> Rotate(AgencyId agency, int webhook, RotateSecret command, Actor by)
    {
        if (WebhookFilters.Check(command) is { } malformed)
            return malformed;
        if (Hidden(agency, by) is { } hidden)
            return hidden;
        var secret = WebhookSignature.NewSecret();
        var until = clock.GetUtcNow().AddHours(command.KeepHours ?? UsualKeepHours);
        return await GrainFactory.Webhook(agency, webhook).Rotate(secret, new Moment(until).At) is { } view
            ? new WebhookCreated(Waiting(view, await Last(agency)), secret)
            : NoSuch(webhook);
    }

    public async Task<Result<WebhookTrial>> Test(AgencyId agency, int webhook, Actor by) =>
        Hidden(agency, by) is { } hidden ? hidden
        : await GrainFactory.Webhook(agency, webhook).Test() is { } trial ? trial
        : NoSuch(webhook);

    public async Task<Result<Page<DeadLetterView>>> DeadLetters(AgencyId agency, bool open, string? after, int limit, Actor by)
    {
        if (limit is < 1 or > MostPerPage)
            return Refusal.Invalid([Refusal.Of("limit", RefusalCode.NumberOutOfRange, new Fact("min", "1"), new Fact("max", $"{MostPerPage}"))]);
        var (webhook, sequence) = (0, 0L);
        if (after is not null && !TryRead(after, out webhook, out sequence))
            return Refusal.Because(RefusalCode.CursorInvalid);
        if (Hidden(agency, by) is { } hidden)
            return hidden;
        var rows = await reads.DeadLetters(new DeadLetterFilter(agency.ToString(), open, sequence, webhook, limit), CancellationToken.None);
        return new Page<DeadLetterView>([.. rows.Select(Shown)], rows.Length == limit ? IdOf(rows[^1]) : null);
    }

    public async Task<Result<WebhookTrial>> Redeliver(AgencyId agency, string deadLetter, Actor by)
    {
        if (Hidden(agency, by) is { } hidden)
            return hidden;
        var none = Refusal.Because(RefusalCode.NoSuchDeadLetter, new Fact("id", deadLetter));
        if (!TryRead(deadLetter, out var webhook, out var sequence))
            return none;
        // The one that comes after whatever stands just before it.
        var found = await reads.DeadLetters(new DeadLetterFilter(agency.ToString(), Open: false, sequence, webhook - 1, 1), CancellationToken.None);
        if (found is not [var row] || row.Sequence != sequence || row.Webhook != webhook)
            return none;
        return await GrainFactory.Webhook(agency, webhook).Redeliver(sequence) is { } trial ? trial : NoSuch(webhook);
    }

    private Refusal? Hidden(AgencyId agency, Actor by) => law.Current.Routing.Exists(agency, law.Current.Areas) && law.Current.Allows("webhook/manage", by, Concern.Of(agency))
        ? null
        : Refusal.Because(RefusalCode.NoSuchAgency, new Fact("agency", agency.ToString()));

    private Task<long> Last(AgencyId agency) => GrainFactory.Agency(agency).Beyond(long.MaxValue, TimeSpan.Zero, CancellationToken.None);

    private static WebhookView Waiting(WebhookView view, long last) => view with { Waiting = Math.Max(0, last - view.DoneUpTo) };

    private static Refusal NoSuch(int webhook) => Refusal.Because(RefusalCode.NoSuchWebhook, new Fact("webhook", $"{webhook}"));

    private static DeadLetterView Shown(DeadLetterRow row) => new()
    {
        Id = IdOf(row),
        Webhook = row.Webhook,
        NoticeId = row.NoticeId,
        Sequence = row.Sequence,
        Kind = row.Kind,
        At = new Moment(row.At).At,
        Reason = row.Reason,
        Attempts = row.Attempts,
        RedeliveredAt = row.RedeliveredAt is { } at ? new Moment(at).At : null,
    };

    private static string IdOf(DeadLetterRow row) => string.Create(CultureInfo.InvariantCulture, $"{row.Webhook}-{row.Sequence}");

    private static bool TryRead(string id, out int webhook, out long sequence)
    {
        sequence = 0;
        var hyphen = id.IndexOf('-', StringComparison.Ordinal);
        return int.TryParse(id.AsSpan(0, Math.Max(hyphen, 0)), NumberStyles.None, CultureInfo.InvariantCulture, out webhook)
            && long.TryParse(id.AsSpan(hyphen + 1), NumberStyles.None, CultureInfo.InvariantCulture, out sequence);
    }
}
