using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Suyuan.Http;

/// <summary>
/// Instants on the wire: RFC 3339. An offset is required on the way in, since without one the machine's own time zone
/// would decide; on the way out everything is China time.
/// </summary>
internal static class Instants
{
    /// <summary>Characters of an instant with all its digits.</summary>
    public const int Longest = 33;

    /// <summary>Characters of <c>+08:00</c>.</summary>
    private const int Zone = 6;

    private static readonly TimeSpan China = TimeSpan.FromHours(8);

    private static readonly string[] Formats = ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", "yyyy-MM-dd'T'HH:mmzzz", "yyyy-MM-dd'T'HH:mm'Z'"];

    public static bool TryParse(string? text, out DateTimeOffset instant) =>
        DateTimeOffset.TryParseExact(text, Formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out instant) && HasChinaTime(DateOnly.FromDateTime(instant.UtcDateTime));

    /// <summary>Whether the day's instants are days in China too: on the very first and the very last day of the calendar some are not.</summary>
    public static bool HasChinaTime(DateOnly day) => day > DateOnly.MinValue && day < DateOnly.MaxValue;

    public static string Write(DateTimeOffset instant) =>
        instant.ToOffset(China).ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz", CultureInfo.InvariantCulture);

    /// <summary>The same in UTF-8, by the format that the runtime writes fastest; of that the zeros that say nothing are taken out.</summary>
    /// <returns>How many bytes.</returns>
    public static int Write(DateTimeOffset instant, Span<byte> text)
    {
        instant.ToOffset(China).TryFormat(text, out var length, "O", CultureInfo.InvariantCulture);
        var end = length - Zone;
        var zone = text[end..length];
        while (text[end - 1] is (byte)'0')
            end--;
        if (text[end - 1] is (byte)'.')
            end--;
        zone.CopyTo(text[end..]);
        return end + Zone;
    }

    /// <summary>The first instant of a day in China.</summary>
    public static DateTimeOffset Begin(DateOnly day) => new(day.ToDateTime(TimeOnly.MinValue), China);
}

internal sealed class InstantConverter : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType is JsonTokenType.String && Instants.TryParse(reader.GetString(), out var instant)
            ? instant
            : throw new JsonException();

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options)
    {
        Span<byte> text = stackalloc byte[Instants.Longest];
        writer.WriteStringValue(text[..Instants.Write(value, text)]);
    }
}
