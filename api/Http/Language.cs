using Microsoft.Net.Http.Headers;

namespace Suyuan.Http;

/// <summary>Languages the API speaks to people.</summary>
public enum Language
{
    Chinese = 0,
    English = 1,
}

/// <summary>Chooses by <c>Accept-Language</c> with its q-values; Chinese when nothing that we speak is asked for.</summary>
internal static class Languages
{
    public static Language Asked(this HttpRequest request) => Choose(request.Headers.AcceptLanguage);

    public static Language Choose(string? header)
    {
        if (!StringWithQualityHeaderValue.TryParseList([header ?? ""], out var ranges))
            return Language.Chinese;
        var best = (Language: Language.Chinese, Quality: 0d);
        foreach (var range in ranges)
            if (Spoken(range.Value.Value) is { } language && (range.Quality ?? 1) > best.Quality)
                best = (language, range.Quality ?? 1);
        return best.Language;
    }

    public static string Tag(this Language language) => language is Language.English ? "en" : "zh-CN";

    private static Language? Spoken(string? range)
    {
        var primary = range.AsSpan();
        if (primary.IndexOf('-') is var hyphen and > 0)
            primary = primary[..hyphen];
        return primary switch
        {
            _ when primary.Equals("zh", StringComparison.OrdinalIgnoreCase) || primary is "*" => Language.Chinese,
            _ when primary.Equals("en", StringComparison.OrdinalIgnoreCase) => Language.English,
            _ => null,
        };
    }
}
