using System.Collections.Immutable;
using System.Diagnostics;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;
using Suyuan.Audit;
using Suyuan.Http;

namespace Suyuan.Problems;

/// <summary>A refusal as an RFC 9457 problem document in the caller's language.</summary>
internal sealed class Problem(Refusal refusal) : IResult, IStatusCodeHttpResult
{
    /// <summary>Seconds after which trying again is worth it, where nothing better is known.</summary>
    private const string RetryAfterSeconds = "1";

    /// <summary>What the caller sent is said back to recognise it by, no more of it than fits a line, and nothing that a terminal would obey.</summary>
    private const int MostEchoed = 100;

    private const int MostErrors = 50;

    private readonly RefusalRow _row = RefusalTable.Of(refusal.Code);

    public int? StatusCode => _row.Status;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var language = httpContext.Request.Asked();
        var response = httpContext.Response;
        response.StatusCode = _row.Status;
        if (_row.Status is StatusCodes.Status401Unauthorized or StatusCodes.Status403Forbidden or StatusCodes.Status404NotFound or StatusCodes.Status429TooManyRequests)
            httpContext.Audit().Code = _row.Code;
        response.Headers.ContentLanguage = language.Tag();
        if (_row.Status is StatusCodes.Status503ServiceUnavailable && response.Headers.RetryAfter.Count is 0)
            response.Headers.RetryAfter = RetryAfterSeconds;
        var options = httpContext.RequestServices.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions;
        // Of known length and in one piece: under a flood this is what most callers get.
        var document = JsonSerializer.SerializeToUtf8Bytes(Document(httpContext, language), options);
        response.ContentType = "application/problem+json";
        response.ContentLength = document.Length;
        try
        {
            await response.Body.WriteAsync(document, httpContext.RequestAborted);
        }
        catch (OperationCanceledException) when (httpContext.RequestAborted.IsCancellationRequested)
        {
            // Nobody is there any more to read it, which is no fault.
        }
    }

    /// <summary>What joins an answer to its line in the log.</summary>
    public static string TraceId(HttpContext http) => Activity.Current?.TraceId.ToString() ?? http.TraceIdentifier;

    public static string Wire(RefusalCode code) => Words<RefusalCode>.Of(code);

    private ProblemDocument Document(HttpContext http, Language language) => new()
    {
        Type = $"urn:suyuan:problem:{Wire(_row.Code)}",
        Title = _row.Title(language),
        Status = _row.Status,
        Detail = Sentence(refusal, _row, language),
        Instance = Echoed(http.Request.PathBase + http.Request.Path),
        Code = Wire(_row.Code),
        Errors = Errors(language),
        Stage = Fact(refusal, "stage"),
        Possible = Fact(refusal, "possible")?.Split('|', StringSplitOptions.RemoveEmptyEntries),
        TraceId = _row.Status >= 500 ? TraceId(http) : null,
    };

    private Dictionary<string, FieldProblem[]>? Errors(Language language)
    {
        if (_row.Status is not StatusCodes.Status400BadRequest)
            return null;
        ImmutableArray<Refusal> errors = refusal.Errors is { IsDefaultOrEmpty: false } many ? many : refusal.Field is null ? [] : [refusal];
        return errors.IsEmpty
            ? null
            : errors.Take(MostErrors).GroupBy(error => Echoed(error.Field ?? "$"), StringComparer.Ordinal).ToDictionary(
                field => field.Key,
                field => field.Select(error => new FieldProblem(Wire(error.Code), Sentence(error, RefusalTable.Of(error.Code), language))).ToArray());
    }

    private static string Sentence(Refusal refusal, RefusalRow row, Language language) =>
        SentenceTemplate.Fill(row.Detail(language), name => name is "field" ? refusal.Field is { } field ? Echoed(field) : null : Fact(refusal, name)?.Replace("|", ", ", StringComparison.Ordinal));

    private static string Echoed(string text) =>
        text.Length <= MostEchoed && text.All(TextForm.IsShown) ? text : $"{new string([.. text.Where(TextForm.IsShown).Take(MostEchoed)])}…";

    private static string? Fact(Refusal refusal, string name) =>
        refusal.Facts.IsDefaultOrEmpty ? null : refusal.Facts.FirstOrDefault(fact => fact.Name == name)?.Value;
}

/// <summary>An error, as RFC 9457 describes it, with what this API adds.</summary>
public sealed record ProblemDocument
{
    public required string Type { get; init; }

    /// <summary>What went wrong, in the language of <c>Accept-Language</c>.</summary>
    public required string Title { get; init; }

    public required int Status { get; init; }

    /// <summary>What it means here and what to do next, in the language of <c>Accept-Language</c>.</summary>
    public required string Detail { get; init; }

    public required string Instance { get; init; }

    /// <summary>Stable, kebab-case: what a program switches on.</summary>
    public required string Code { get; init; }

    /// <summary>Status 400: every field at fault, by its JSON path or parameter name.</summary>
    public IReadOnlyDictionary<string, FieldProblem[]>? Errors { get; init; }

    /// <summary>Status 409: where the dispute stands.</summary>
    public string? Stage { get; init; }

    /// <summary>Status 409: commands that are possible now.</summary>
    public IReadOnlyList<string>? Possible { get; init; }

    /// <summary>Status 500 and above: name it when you report the fault.</summary>
    public string? TraceId { get; init; }
}

/// <param name="Code">Stable, kebab-case.</param>
/// <param name="Message">For a person.</param>
public sealed record FieldProblem(string Code, string Message);
