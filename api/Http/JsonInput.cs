using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Suyuan.Http;

/// <summary>Reads a JSON text into a type, or says what is wrong with it.</summary>
internal static class JsonInput
{
    public static bool TryRead<T>(
        ReadOnlySpan<byte> utf8, JsonSerializerOptions options, [NotNullWhen(true)] out T? value, out Refusal? refusal)
        where T : class
    {
        value = null;
        refusal = null;
        if (utf8.StartsWith("\uFEFF"u8))
            utf8 = utf8[3..];
        var sound = TryScan(utf8, out var hasNullItem, out refusal);
        if (sound && !hasNullItem)
            value = Read<T>(utf8, options);
        if (sound && value is null)
            refusal = Diagnose(utf8, typeof(T), options);
        return value is not null;
    }

    private static T? Read<T>(ReadOnlySpan<byte> utf8, JsonSerializerOptions options)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(utf8, options);
        }
        catch (JsonException)
        {
            // What is wrong with it is found by walking it, all of it and not just the first fault.
            return null;
        }
    }

    private static Refusal Diagnose(ReadOnlySpan<byte> utf8, Type type, JsonSerializerOptions options)
    {
        using var document = JsonDocument.Parse(utf8.ToArray(), new JsonDocumentOptions { MaxDepth = WireJson.MaxDepth });
        return Refusal.Invalid(JsonDiagnosis.Of(document.RootElement, type, options));
    }

    private static Refusal NotJson(JsonException exception) => Refusal.Of(
        "$", RefusalCode.NotJson, At("line", exception.LineNumber), At("position", exception.BytePositionInLine));

    /// <summary>People count lines from one.</summary>
    private static Fact At(string name, long? offset) => new(name, ((offset ?? 0) + 1).ToString(CultureInfo.InvariantCulture));

    /// <summary>
    /// Walks the whole text: is it JSON at all, and does null stand in a list? The serializer lets it stand there;
    /// nobody behind this line expects it.
    /// </summary>
    private static bool TryScan(ReadOnlySpan<byte> utf8, out bool hasNullItem, [NotNullWhen(false)] out Refusal? refusal)
    {
        refusal = null;
        hasNullItem = false;
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = WireJson.MaxDepth });
        Span<bool> isArray = stackalloc bool[WireJson.MaxDepth + 2];
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType is JsonTokenType.StartArray or JsonTokenType.StartObject)
                    isArray[reader.CurrentDepth + 1] = reader.TokenType is JsonTokenType.StartArray;
                if (reader.TokenType is JsonTokenType.PropertyName && !IsReadable(in reader))
                    throw new JsonException();
                hasNullItem |= reader.TokenType is JsonTokenType.Null && isArray[reader.CurrentDepth];
            }
            return true;
        }
        catch (JsonException exception)
        {
            refusal = NotJson(exception);
            return false;
        }
    }

    /// <summary>A name that is no UTF-8, or escapes half a character, is no name: the reader only finds out when it is asked for the text.</summary>
    private static bool IsReadable(scoped in Utf8JsonReader reader)
    {
        if (reader is { ValueIsEscaped: false } && Ascii.IsValid(reader.ValueSpan))
            return true;
        try
        {
            reader.GetString();
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}
