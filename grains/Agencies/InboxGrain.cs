using System.Collections.Immutable;
using Orleans.Concurrency;
using Suyuan.Changes;
using Suyuan.Disputes;
using Suyuan.Identity;
using Suyuan.Projection;

namespace Suyuan.Agencies;

/// <summary>Reads inboxes from the projected table and says each notice in words.</summary>
[GrainType("inbox"), StatelessWorker, Reentrant]
internal sealed class InboxGrain(LawInForce law, IInboxReads reads) : Grain, IInboxGrain
{
    private const int MostPerPage = 200;

    public async Task<Result<InboxPage>> Read(AgencyId agency, InboxQuery query, Actor by)
    {
        var field = new FieldChecks();
        field.Number("limit", query.Limit, 1, MostPerPage);
        if (query.After < 0)
            field.Fault("after", RefusalCode.NumberOutOfRange, new Fact("min", "0"), new Fact("max", $"{long.MaxValue}"));
        if (query.Kind is { } kind && law.Current.Notices.Find(kind) is null)
            field.Fault("kind", RefusalCode.UnknownValue, new Fact("value", FieldChecks.Shown(kind)), new Fact("allowed", string.Join('|', law.Current.Notices.Kinds.Select(one => one.Id))));
        if (query.Severity is { } severity && law.Current.Notices.Severity(severity) is null)
            field.Fault("severity", RefusalCode.UnknownValue, new Fact("value", FieldChecks.Shown(severity)), new Fact("allowed", string.Join('|', law.Current.Notices.Severities.Select(one => one.Id))));
        if (field.Refusal is { } malformed)
            return malformed;
        // Whose inbox one may not open does not exist for one.
        if (!law.Current.Routing.Exists(agency, law.Current.Areas) || !law.Current.Allows("inbox/read", by, Concern.Of(agency)))
            return Refusal.Because(RefusalCode.NoSuchAgency, new Fact("agency", agency.ToString()));

        // Before the rows: what comes between the two questions must not be passed over.
        var last = await GrainFactory.Agency(agency).Beyond(long.MaxValue, TimeSpan.Zero, CancellationToken.None);
        var rows = await reads.Inbox(
            new InboxFilter(agency.ToString(), query.After, query.Limit, query.Unacknowledged, query.Kind, query.Severity), CancellationToken.None);
        var read = rows.IsEmpty ? query.After : rows[^1].Sequence;
        var filtered = query is { Unacknowledged: true } or { Kind: not null } or { Severity: not null };
        return new InboxPage(
            [.. rows.Select(row => NoticeWords.View(row, law.Current))],
            last,
            // Past the last one that fits the filter nothing does: the next question may start behind everything read.
            rows.Length < query.Limit && filtered ? Math.Max(read, last) : read);
    }

    public async Task<ImmutableArray<NoticeView>> Pages(AgencyId agency, long after, int limit) =>
        [.. (await reads.Inbox(new InboxFilter(agency.ToString(), after, limit, false, null, null), CancellationToken.None)).Select(row => NoticeWords.View(row, law.Current))];

    public Task<ImmutableArray<NoticeKindView>> Kinds() => Task.FromResult(law.Current.Notices.Kinds.Select(kind => new NoticeKindView(
        kind.Id, kind.Severity, kind.Severity is { } severity ? law.Current.Notices.Severity(severity)!.AcknowledgeRule : null, kind.For, kind.Title, kind.Text)).ToImmutableArray());
}
