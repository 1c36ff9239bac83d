using System.Text.Json;
using Suyuan.Storage;
using Suyuan.Tests.Support;
using Suyuan.Webhooks;
using Xunit;

namespace Suyuan.Tests.Webhooks;

/// <summary>A webhook as the first version stored it. The text is never made again: what was stored once must load for ever.</summary>
public sealed class StoredWebhookTests
{
    private static readonly string Stored = Text("stored/webhook-state-1.json");

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

    private static string Text(string file)
    {
        using var reader = new StreamReader(typeof(StoredWebhookTests).Assembly.GetManifestResourceStream(file)!);
        return reader.ReadToEnd();
    }
}
