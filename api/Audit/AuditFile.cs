using System.Text.Json;
using Microsoft.Extensions.Options;
using JsonOptions = Microsoft.AspNetCore.Http.Json.JsonOptions;

namespace Suyuan.Audit;

/// <summary>
/// The trail as a file, a JSON document a line: where a chain begins, its lines, and at last how many there were. A file without its
/// last line was cut off.
/// </summary>
internal sealed class AuditFile(AuditExport first, Func<AuditExport, Task<Result<AuditExport>>> next) : IResult, IStatusCodeHttpResult
{
    public const string MediaType = "application/jsonl";

    /// <summary>Longest period of one file.</summary>
    public static readonly TimeSpan LongestPeriod = TimeSpan.FromDays(92);

    public int? StatusCode => StatusCodes.Status200OK;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var json = httpContext.RequestServices.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions;
        var response = httpContext.Response;
        response.ContentType = MediaType;
        response.Headers.ContentDisposition = "attachment; filename=audit.jsonl";
        var lines = 0L;
        for (var page = first; ;)
        {
            if (page.Previous is { } begins)
                await Write(response, new AuditFileBegins(begins), json);
            foreach (var line in page.Lines)
                await Write(response, line, json);
            lines += page.Lines.Length;
            await response.Body.FlushAsync(httpContext.RequestAborted);
            if (page.Next is null)
                break;
            // What fails here ends the file without its last line: the status was sent long ago.
            var more = await next(page);
            if (!more.Succeeded)
                return;
            page = more.Value;
        }

        await Write(response, new AuditFileComplete(lines), json);
    }

    private static async Task Write<T>(HttpResponse response, T line, JsonSerializerOptions json)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(line, json);
        await response.Body.WriteAsync(bytes);
        await response.Body.WriteAsync("\n"u8.ToArray());
    }
}

/// <summary>The line before a chain's first: what its hash goes on from.</summary>
public sealed record AuditFileBegins(AuditMark Begins);

/// <summary>The last line.</summary>
/// <param name="Complete">Lines of chains above.</param>
public sealed record AuditFileComplete(long Complete);
