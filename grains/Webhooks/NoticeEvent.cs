using Suyuan.Agencies;
using Suyuan.Deadlines;
using Suyuan.Projection;

namespace Suyuan.Webhooks;

/// <summary>A notice as it leaves the house: what kind, about which dispute, by when. Nothing that somebody wrote freely, and nobody's name.</summary>
internal static class NoticeEvent
{
    public static WebhookEvent Of(InboxRow row, LawBook law, Uri? root)
    {
        var notice = NoticeWords.ViewForOutside(row, law);
        return new WebhookEvent(
            notice.Id,
            $"suyuan.notice.{notice.Kind}",
            Address(root, $"/v1/agencies/{notice.Agency}/inbox"),
            notice.Number,
            notice.At,
            new NoticeData(
                notice.Sequence, notice.Agency, notice.Kind, notice.Severity, notice.Number, notice.Title, notice.Text, notice.Area, notice.Category,
                notice.ReceivedAt, notice.AcknowledgeBy, Address(root, notice.Link)));
    }

    public static WebhookEvent Test(string id, AgencyId agency, int webhook, Uri? root, Moment now) => new(
        id,
        "suyuan.test",
        Address(root, $"/v1/agencies/{agency}/webhooks/{webhook}"),
        null,
        now.At,
        new TestData(agency, webhook, new Sentence("测试推送，请勿办理。", "A test; nothing is to be done.")));

    private static string Address(Uri? root, string path) => root is null ? path : root.ToString().TrimEnd('/') + path;

    private sealed record NoticeData(
        long Sequence, AgencyId Agency, string Kind, string Severity, string? Number, Sentence Title, Sentence Text, string? Area, string? Category,
        DateTimeOffset ReceivedAt, DateTimeOffset? AcknowledgeBy, string Link);

    private sealed record TestData(AgencyId Agency, int Webhook, Sentence Text);
}
