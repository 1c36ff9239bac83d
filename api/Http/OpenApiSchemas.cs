using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Suyuan.Agencies;
using Suyuan.Areas;
using Suyuan.Deadlines;
using Suyuan.Disputes;
using Suyuan.Identity;

namespace Suyuan.Http;

/// <summary>Tells the description what our own converters hide from it.</summary>
internal static class OpenApiSchemas
{
    public static Task Describe(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        Describe(schema, context.JsonTypeInfo.Type);
        return Task.CompletedTask;
    }

    /// <summary>The form of a parameter whose type the description does not look into.</summary>
    public static OpenApiSchema Of(Type type)
    {
        var schema = new OpenApiSchema { Type = JsonSchemaType.String };
        Describe(schema, type);
        return schema;
    }

    private static void Describe(OpenApiSchema schema, Type declared)
    {
        var type = Nullable.GetUnderlyingType(declared) ?? declared;
        // Only what is sent must hold no unknown member; answers may grow, and clients must let them.
        if (!IsSent(type))
            schema.AdditionalPropertiesAllowed = true;
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Word<>))
            type = type.GetGenericArguments()[0];
        if (type.IsEnum)
            Text(schema, values: Words.AllowedOf(type));
        else if (type == typeof(DisputeNumber))
            Text(schema, pattern: "^[0-9]{16}[0-9X]$");
        else if (type == typeof(AreaCode))
            Text(schema, pattern: "^([0-9]{6}|[0-9]{9}|[0-9]{12})$");
        else if (type == typeof(AgencyId))
            Text(schema, pattern: "^[0-9]{6,12}-[a-z0-9-]+$");
        else if (type == typeof(Day))
            Text(schema, format: "date");
        else if (type == typeof(Instant) || type == typeof(DateTimeOffset))
            Text(schema, format: "date-time");
        else if (type == typeof(ShortText) || type == typeof(Cursor) || type == typeof(IdempotencyKey) || type == typeof(IfMatch))
            Text(schema);
        else if (type == typeof(ExcludedDays))
            Text(schema, pattern: @"^\d{4}-\d{2}-\d{2}\.\.\d{4}-\d{2}-\d{2}:[a-z-]+$");
        else if (type == typeof(ExtensionLength))
            Whole(schema, "1", "3650", null);
        else if (type == typeof(DaysAhead))
            Whole(schema, "1", "366", DaysAhead.Usual);
        else if (type == typeof(PageSize))
            Whole(schema, "1", "200", PageSize.Usual);
        if (Examples.Of(type) is { } example && schema.Type?.HasFlag(JsonSchemaType.String) is true)
            schema.Examples = [example];
    }

    private static bool IsSent(Type type) => type.IsAssignableTo(typeof(DisputeCommand))
        || type == typeof(RegisterDispute) || type == typeof(InstalmentTerm) || type == typeof(AgencyProfile) || type == typeof(TokenRequest);

    private static void Text(OpenApiSchema schema, string? pattern = null, string? format = null, IReadOnlyList<string>? values = null)
    {
        schema.Type = JsonSchemaType.String | (schema.Type & JsonSchemaType.Null ?? 0);
        schema.Properties?.Clear();
        schema.Required?.Clear();
        schema.Pattern = pattern;
        schema.Format = format;
        schema.Enum = values is null ? null : [.. values.Select(value => (JsonNode)value)];
    }

    private static void Whole(OpenApiSchema schema, string min, string max, int? usual)
    {
        schema.Type = JsonSchemaType.Integer;
        schema.Properties?.Clear();
        schema.Required?.Clear();
        schema.Minimum = min;
        schema.Maximum = max;
        schema.Default = usual;
    }
}
