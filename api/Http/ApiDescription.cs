using Microsoft.OpenApi;
using Scalar.AspNetCore;
using Suyuan.Identity;
using Suyuan.Overload;
using Suyuan.Problems;

namespace Suyuan.Http;

/// <summary>OpenAPI 3.1 at <c>/openapi/v1.json</c>, a reference for people at <c>/docs</c>; both work without the internet.</summary>
internal static class ApiDescription
{
    public static void AddApiDescription(this IServiceCollection services) => services.AddOpenApi("v1", options =>
    {
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        options.AddSchemaTransformer(OpenApiSchemas.Describe);
        options.AddOperationTransformer(OpenApiOperations.Describe);
        options.AddDocumentTransformer(OpenApiDocuments.Describe);
    });

    public static void MapApiDescription(this IEndpointRouteBuilder routes)
    {
        routes.MapOpenApi("/openapi/{documentName}.json").Permits("public/read").WithMetadata(new RateGroup(RateTable.Description));
        routes.MapScalarApiReference("/docs", options => options
            .WithTitle("诉源 Suyuan API")
            .DisableDefaultFonts()
            .DisableAgent()
            .DisableMcp()
            .DisableTelemetry()).Permits("public/read").WithMetadata(new RateGroup(RateTable.Description));
        routes.MapGet("/", () => Results.Redirect("/docs")).Permits("public/read").ExcludeFromDescription();
    }

    /// <summary>Documents the statuses that an endpoint may refuse with.</summary>
    public static RouteHandlerBuilder Refuses(this RouteHandlerBuilder endpoint, params ReadOnlySpan<int> statuses)
    {
        foreach (var status in statuses)
            endpoint.Produces<ProblemDocument>(status, "application/problem+json");
        return endpoint;
    }
}
