using System.Collections.Immutable;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Suyuan.Overload;

namespace Suyuan.Http;

/// <summary>Says of every operation what it asks for besides its body: token, headers, language.</summary>
internal static class OpenApiOperations
{
    private static readonly ImmutableDictionary<string, string> HeaderNotes = new Dictionary<string, string>
    {
        ["If-Match"] = "上次读到的 ETag；版本不同则 412。The ETag you read (`\"7\"`), or `*`; another version answers 412.",
        ["If-None-Match"] = "ETag you have; unchanged answers 304.",
        ["Idempotency-Key"] = "1–100 个可见 ASCII 字符；重试请用同一个键。1 to 100 visible ASCII characters; use the same one for a retry.",
        ["X-Access-Code"] = "登记回执上的查询码。The access code of the receipt.",
    }.ToImmutableDictionary(StringComparer.OrdinalIgnoreCase);

    public static Task Describe(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        var open = metadata.OfType<IAllowAnonymous>().Any();
        if (!open)
            operation.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(OpenApiDocuments.Bearer, context.Document)] = [] }];
        operation.Parameters ??= [];
        foreach (var parameter in operation.Parameters.OfType<OpenApiParameter>())
        {
            if (parameter.Name is { } name && HeaderNotes.TryGetValue(name, out var note))
                parameter.Description = note;
            var described = context.Description.ParameterDescriptions.FirstOrDefault(candidate => candidate.Name == parameter.Name);
            if (parameter.In is ParameterLocation.Path && described?.ParameterDescriptor?.ParameterType is { } type && type != typeof(int))
                parameter.Schema = OpenApiSchemas.Of(type);
        }
        operation.Parameters.Add(new OpenApiParameter
        {
            Name = "Accept-Language",
            In = ParameterLocation.Header,
            Description = "错误说明的语言 Language of problem documents: zh-CN (default) or en.",
            Schema = new OpenApiSchema { Type = JsonSchemaType.String, Default = "zh-CN" },
        });
        if (metadata.OfType<LaneChoice>().Any())
            TurnAway(operation.Responses ??= [], operation.RequestBody is not null);
        return Task.CompletedTask;
    }

    /// <summary>Whatever has a lane may be told to come back, and when.</summary>
    private static void TurnAway(OpenApiResponses responses, bool hasBody)
    {
        const string Full = "503", TooMuch = "429";
        responses.TryGetValue(Full, out var full);
        responses.TryAdd(TooMuch, new OpenApiResponse { Description = "Too Many Requests", Content = full?.Content });
        if (hasBody)
            responses.TryAdd("408", new OpenApiResponse { Description = "Request Timeout", Content = full?.Content });
        foreach (var status in (string[])[TooMuch, Full])
        {
            if (responses.GetValueOrDefault(status) is OpenApiResponse response)
                (response.Headers ??= new Dictionary<string, IOpenApiHeader>())["Retry-After"] = new OpenApiHeader
                {
                    Description = "秒数 Seconds after which the same request, under the same Idempotency-Key, is worth another try.",
                    Schema = new OpenApiSchema { Type = JsonSchemaType.Integer },
                };
        }
    }
}
