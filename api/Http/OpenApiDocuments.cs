using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Suyuan.Http;

/// <summary>The front page of the description.</summary>
internal static class OpenApiDocuments
{
    public const string Bearer = "bearer";

    public static Task Describe(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info.Title = "诉源 Suyuan";
        document.Info.Version = "v1";
        document.Info.Description =
            """
            矛盾纠纷多元化解与诉源治理。Keeps every dispute of a city alive until it is really settled.

            - Instants are RFC 3339 and answered in China time (`+08:00`); days are `yyyy-MM-dd`. Words of enumerations are kebab-case.
            - A sentence for people is `{zh, en}`; a due date explains itself in `sentence`.
            - Errors are problem documents (RFC 9457) with a stable `code`, in the language of `Accept-Language` (`zh-CN`, `en`); status 400 names each fault in `errors`.
            - Lists answer `{items, next}`; pass `next` as `cursor`, or follow `Link: …; rel="next"`.
            - 503 and 429 carry `Retry-After`; repeat the same request with the same `Idempotency-Key`.
            """;
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>();
        document.Components.SecuritySchemes[Bearer] = new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http,
            Scheme = "bearer",
            BearerFormat = "JWT",
            Description = "OpenID Connect access token; in Development `POST /dev/token` gives one.",
        };
        return Task.CompletedTask;
    }
}
