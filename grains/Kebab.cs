using System.Collections.Concurrent;
using System.Text.Json;

namespace Suyuan;

/// <summary>The one spelling of enum members outside C#: kebab-case, in rows, histories, facts and data files.</summary>
internal static class Kebab
{
    private static readonly ConcurrentDictionary<Enum, string> Names = new();

    public static string Of(Enum value) => Names.GetOrAdd(value, static value => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString()));

    public static bool TryParse<T>(string? text, out T value)
        where T : struct, Enum
    {
        foreach (var candidate in Enum.GetValues<T>())
        {
            if (Of(candidate) == text)
            {
                value = candidate;
                return true;
            }
        }

        value = default;
        return false;
    }
}
