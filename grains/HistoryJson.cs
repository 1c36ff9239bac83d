using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Suyuan;

/// <summary>
/// The JSON that is hashed and kept: history data, notice payloads, what was registered. Its shape is part of the
/// ledger's definition (<c>docs/ledger.md</c>): no spaces, members in declaration order, absent instead of null.
/// </summary>
internal static class HistoryJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        // Chinese stays readable in the database and costs one third of the bytes.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
    };

    /// <exception cref="JsonException">The text is none of this type.</exception>
    public static T Read<T>(string text) => JsonSerializer.Deserialize<T>(text, Options) ?? throw new JsonException("The text is null.");

    public static string Of(object value) => JsonSerializer.Serialize(value, value.GetType(), Options);
}
