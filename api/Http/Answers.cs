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
/// <param name="again">The very same object may be answered again soon.</param>
internal sealed class Tagged<T>(T value, string? tag, bool again = false) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var options = httpContext.RequestServices.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions;
        var content = tag is null ? JsonSerializer.SerializeToUtf8Bytes(value, options) : null;
        var entityTag = tag ?? $"\"{Convert.ToHexStringLower(SHA256.HashData(content!).AsSpan(0, 16))}\"";
        var response = httpContext.Response;
        response.Headers.ETag = entityTag;
        if (HttpMethods.IsGet(httpContext.Request.Method) && EntityTags.Matches(httpContext.Request.Headers.IfNoneMatch, entityTag))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }
        response.ContentType = "application/json; charset=utf-8";
        content ??= again ? httpContext.RequestServices.GetRequiredService<WrittenAnswers>().Of(value, options) : JsonSerializer.SerializeToUtf8Bytes(value, options);
        response.ContentLength = content.Length;
        await response.Body.WriteAsync(content, httpContext.RequestAborted);
    }
}
