using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;
using Suyuan.Problems;

namespace Suyuan.Http;

/// <summary>What an endpoint answers once a grain has spoken.</summary>
internal static class Answers
{
    public static IResult OkOrProblem<T>(Result<T> result) =>
        result.Succeeded ? TypedResults.Ok(result.Value) : new Problem(result.Refusal!);

    /// <summary>One thing whose tag is made of its content.</summary>
    public static IResult TaggedOrProblem<T>(Result<T> result) =>
        result.Succeeded ? new Tagged<T>(result.Value, null) : new Problem(result.Refusal!);

    /// <summary>A list that comes whole.</summary>
    public static IResult ListOrProblem<T>(Result<System.Collections.Immutable.ImmutableArray<T>> result) =>
        result.Succeeded ? new Tagged<Page<T>>(new Page<T>(result.Value, null), null) : new Problem(result.Refusal!);

    /// <summary>A page, with the address of the next one in <c>Link</c>.</summary>
    public static IResult PageOrProblem<T>(Result<Page<T>> result, HttpContext http)
    {
        if (!result.Succeeded)
            return new Problem(result.Refusal!);
        if (result.Value.Next is { } next)
            http.Response.Headers.Link = $"<{Next(http.Request, next)}>; rel=\"next\"";
        return TypedResults.Ok(result.Value);
    }

    internal static string Next(HttpRequest request, string cursor)
    {
        var query = request.Query.Where(pair => !pair.Key.Equals("cursor", StringComparison.OrdinalIgnoreCase))
            .SelectMany(pair => pair.Value, (pair, value) => KeyValuePair.Create(pair.Key, value))
            .Append(KeyValuePair.Create("cursor", (string?)cursor));
        return request.PathBase + request.Path + QueryString.Create(query);
    }
}

/// <summary>One thing with an <c>ETag</c>; a caller who has it already gets 304.</summary>
/// <param name="tag">Null: made of the content.</param>
internal sealed class Tagged<T>(T value, string? tag) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        var options = httpContext.RequestServices.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions;
        if (tag is not null && Tagged.IsKnown(httpContext, tag))
            return Tagged.Answer(httpContext, tag, []);
        var content = JsonSerializer.SerializeToUtf8Bytes(value, options);
        return Tagged.Answer(httpContext, tag ?? $"\"{Convert.ToHexStringLower(SHA256.HashData(content).AsSpan(0, 16))}\"", content);
    }
}

/// <summary>Answers that callers know again by their tag.</summary>
internal static class Tagged
{
    /// <summary>The caller has it already.</summary>
    public static bool IsKnown(HttpContext http, string tag) =>
        HttpMethods.IsGet(http.Request.Method) && EntityTags.Matches(http.Request.Headers.IfNoneMatch, tag);

    /// <param name="json">Not looked at for who has it already.</param>
    public static async Task Answer(HttpContext http, string tag, byte[] json)
    {
        var response = http.Response;
        response.Headers.ETag = tag;
        if (IsKnown(http, tag))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        response.ContentType = "application/json; charset=utf-8";
        response.ContentLength = json.Length;
        await response.Body.WriteAsync(json, http.RequestAborted);
    }
}
