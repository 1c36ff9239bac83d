using System.Text.Json;
using Suyuan.Storage;
using Suyuan.Tests.Support;
using Suyuan.Webhooks;
using Xunit;

namespace Suyuan.Tests.Webhooks;

/// <summary>A webhook as the first version stored it. The text is never made again: what was stored once must load for ever.</summary>
public sealed class StoredWebhookTests
{
    private const string Stored = """
        {"url":"https://inbox.example.gov.cn/suyuan",
         "filter":{"kinds":["due"],"severities":["overdue"],"categories":["NEI"],"areaPrefix":"510304"},
         "secrets":[{"value":"whsec_bmV3","since":"2026-03-02T12:00:00+08:00"},{"value":"whsec_b2xk","since":"2026-03-01T12:00:00+08:00","until":"2026-03-03T12:00:00+08:00"}],
         "cursor":41,"attempts":3,"failures":7,"failingSince":"2026-03-02T13:00:00+08:00","nextAttemptAt":"2026-03-02T14:00:00+08:00",
         "lastFailure":"status-500","deliveredAt":"2026-03-02T12:30:00+08:00","delivered":38,"deadLetters":2,"announcedAt":"2026-03-02T13:59:00+08:00",
         "caused":1,"openedAt":"2026-03-01T12:00:00+08:00",
         "written":{"deadLetters":[{"agency":"510304-centre","webhook":3,"noticeId":"51030420260000015-7-0","sequence":41,"kind":"due","at":"2026-03-02T13:59:00+08:00","reason":"status-500","attempts":9}],"redelivered":[],"notices":[]}}
        """;

    [Fact]
    public void It_loads_to_the_same_values()
    {
        var webhook = JsonSerializer.Deserialize<WebhookState>(Stored, StateSerializer.Options)!;

        Assert.Equal(("https://inbox.example.gov.cn/suyuan", 41, 3, 7, true), (webhook.Url, webhook.Cursor, webhook.Attempts, webhook.Failures, webhook.IsOpen));
        Assert.Equal(["whsec_bmV3", "whsec_b2xk"], webhook.Secrets.Select(secret => secret.Value));
        Assert.Equal(["due"], webhook.Filter.Kinds);
        Assert.Equal(new DateTimeOffset(2026, 3, 2, 14, 0, 0, TimeSpan.FromHours(8)), webhook.NextAttemptAt);
    }

    [Fact]
    public void Stored_again_it_says_the_same_under_the_same_names()
    {
        using var stored = JsonDocument.Parse(Stored);

        var again = JsonSerializer.SerializeToElement(JsonSerializer.Deserialize<WebhookState>(Stored, StateSerializer.Options), StateSerializer.Options);

        StoredForm.Keeps(stored.RootElement, again, "webhook");
    }
}
