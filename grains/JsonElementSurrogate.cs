using System.Text.Json;

namespace Suyuan;

/// <summary>How a piece of JSON goes from one silo to another: as its text.</summary>
[GenerateSerializer, Alias("json-element")]
internal struct JsonElementSurrogate
{
    [Id(0)]
    public string? Text;
}

/// <summary>A stopping silo hands its live states to others by Orleans' own serializer, which does not know JSON.</summary>
[RegisterConverter]
internal sealed class JsonElementConverter : IConverter<JsonElement, JsonElementSurrogate>
{
    public JsonElement ConvertFromSurrogate(in JsonElementSurrogate surrogate) =>
        surrogate.Text is { } text ? JsonSerializer.Deserialize<JsonElement>(text) : default;

    public JsonElementSurrogate ConvertToSurrogate(in JsonElement value) =>
        new() { Text = value.ValueKind is JsonValueKind.Undefined ? null : value.GetRawText() };
}
