using System.Text.Encodings.Web;
using System.Text.Json;
using CloudNative.CloudEvents;
using CloudNative.CloudEvents.SystemTextJson;

namespace Suyuan.Webhooks;

/// <summary>An event as CloudEvents 1.0 writes it in JSON, envelope and data in one.</summary>
internal static class CloudEventBody
{
    public const string ContentType = "application/cloudevents+json; charset=utf-8";

    private static readonly JsonEventFormatter Formatter = new(
        new JsonSerializerOptions(JsonSerializerDefaults.Web)
        {
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull,
        },
        default);

    public static ReadOnlyMemory<byte> Of(WebhookEvent said)
    {
        var cloudEvent = new CloudEvent(CloudEventsSpecVersion.V1_0)
        {
            Id = said.Id,
            Type = said.Type,
            Source = new Uri(said.Source, UriKind.RelativeOrAbsolute),
            Subject = said.Subject,
            Time = said.Time,
            DataContentType = "application/json",
            Data = said.Data,
        };
        return Formatter.EncodeStructuredModeMessage(cloudEvent, out _);
    }
}
