using System.Net.Http.Headers;
using System.Net.Http.Json;

namespace Suyuan.Load.Talk;

/// <summary>One request as every caller sends it.</summary>
internal static class Asking
{
    /// <param name="key">Idempotency key; null for a reading.</param>
    public static async Task<Answer> Once(
        HttpClient http, HttpMethod method, string path, object? body, string? key, string? token, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(method, path);
        if (token is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        request.Headers.AcceptLanguage.ParseAdd("en");
        if (key is not null)
            request.Headers.Add("Idempotency-Key", key);
        if (body is not null)
            request.Content = JsonContent.Create(body, body.GetType());
        using var response = await http.SendAsync(request, cancellation);
        return new Answer(response.StatusCode, await response.Content.ReadAsStringAsync(cancellation)) { ComesBack = response.Headers.RetryAfter is not null };
    }
}
