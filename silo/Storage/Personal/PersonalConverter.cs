using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Suyuan.Storage;

/// <summary>Whose state is being written or read on this thread, and with which key; (de)serialising never leaves the thread.</summary>
internal static class PersonalScope
{
    [ThreadStatic]
    private static byte[]? _owner;

    [ThreadStatic]
    private static PersonalKey? _key;

    [ThreadStatic]
    private static SealedTexts? _known;

    /// <exception cref="InvalidOperationException">A state with personal data is stored without saying whose it is.</exception>
    public static ReadOnlySpan<byte> Owner => _owner ?? throw new InvalidOperationException("A state with personal data can only be stored by its grain.");

    public static PersonalKey? Key => _key;

    /// <summary>What this activation has encrypted before; null where nobody remembers.</summary>
    public static SealedTexts? Known => _known;

    public static void Enter(byte[] owner, PersonalKey? key, SealedTexts? known = null)
    {
        (_owner, _key, _known) = (owner, key, known);
        known?.Begin(key);
    }

    public static void Leave() => (_owner, _key, _known) = (null, null, null);
}

/// <summary>A personal text.</summary>
internal sealed class PersonalText(FieldCipher cipher) : JsonConverter<string>
{
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.GetString() is { } stored ? cipher.Open(stored, PersonalScope.Owner) : null;

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options)
    {
        if (value.Length is 0 || PersonalScope.Key is not { } key)
        {
            writer.WriteStringValue(FieldCipher.Seal(value, null, default));
            return;
        }

        if (PersonalScope.Known?.Find(value) is { } known)
        {
            writer.WriteStringValue(known);
            return;
        }

        var plain = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(value.Length));
        var length = Encoding.UTF8.GetBytes(value, plain);
        var into = ArrayPool<byte>.Shared.Rent(FieldCipher.SealedLength(key, length));
        var stored = into.AsSpan(0, FieldCipher.Seal(plain.AsSpan(0, length), key, PersonalScope.Owner, into));
        writer.WriteStringValue(stored);
        PersonalScope.Known?.Keep(value, stored.ToArray());
        ArrayPool<byte>.Shared.Return(into);
        ArrayPool<byte>.Shared.Return(plain, clearArray: true);
    }
}

/// <summary>A personal member of another type: its whole JSON is one value.</summary>
internal sealed class PersonalParts<T>(FieldCipher cipher, JsonSerializerOptions plain) : JsonConverter<T>
{
    public override T? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType is JsonTokenType.String && reader.GetString()! is var stored && FieldCipher.IsSealed(Encoding.UTF8.GetBytes(stored))
            ? JsonSerializer.Deserialize<T>(cipher.Open(stored, PersonalScope.Owner), plain)
            : JsonSerializer.Deserialize<T>(ref reader, plain);

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
    {
        if (PersonalScope.Key is not { } key)
        {
            JsonSerializer.Serialize(writer, value, plain);
            return;
        }

        var bytes = JsonSerializer.SerializeToUtf8Bytes(value, plain);
        var into = ArrayPool<byte>.Shared.Rent(FieldCipher.SealedLength(key, bytes.Length));
        writer.WriteStringValue(into.AsSpan(0, FieldCipher.Seal(bytes, key, PersonalScope.Owner, into)));
        ArrayPool<byte>.Shared.Return(into);
    }
}
