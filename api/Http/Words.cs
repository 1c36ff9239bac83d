using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Suyuan.Http;

/// <summary>
/// The wire words of an enumeration: kebab-case, or the name that the contract gives a member. <c>None</c> stands for
/// "not said" inside the system, so it is no word that a caller may send.
/// </summary>
internal static class Words<TEnum>
    where TEnum : struct, Enum
{
    private static readonly FrozenDictionary<TEnum, string> Written = Enum.GetValues<TEnum>().ToFrozenDictionary(value => value, Word);

    private static readonly FrozenDictionary<string, TEnum> Readable =
        Written.Where(pair => pair.Key.ToString() is not "None").ToFrozenDictionary(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal);

    /// <summary>Words that may be sent, in the order of the enumeration.</summary>
    public static IReadOnlyList<string> Allowed { get; } =
        [.. Enum.GetValues<TEnum>().Where(value => value.ToString() is not "None").Select(value => Written[value])];

    public static string Of(TEnum value) =>
        Written.TryGetValue(value, out var word) ? word : throw new ArgumentOutOfRangeException(nameof(value), value, null);

    public static bool TryParse(string? word, out TEnum value)
    {
        value = default;
        return word is not null && Readable.TryGetValue(word, out value);
    }

    private static string Word(TEnum value) =>
        typeof(TEnum).GetField(value.ToString())?.GetCustomAttribute<JsonStringEnumMemberNameAttribute>()?.Name
        ?? JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());
}

/// <summary>The words of an enumeration that is only known at run time.</summary>
internal static class Words
{
    public static IReadOnlyList<string> AllowedOf(Type enumeration) =>
        (IReadOnlyList<string>)typeof(Words<>).MakeGenericType(enumeration).GetProperty(nameof(Words<DayOfWeek>.Allowed))!.GetValue(null)!;
}
