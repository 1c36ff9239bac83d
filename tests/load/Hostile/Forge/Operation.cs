using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Suyuan.Load.Hostile.Forge;

/// <summary>A parameter of an operation.</summary>
/// <param name="In">path, query or header.</param>
internal sealed record Parameter(string Name, string In);

/// <summary>One operation as the running product describes it.</summary>
/// <param name="Path">With its holes, <c>/v1/disputes/{number}</c>.</param>
/// <param name="Others">Methods of the same path.</param>
/// <param name="NeedsToken">Whether anybody may ask.</param>
internal sealed record Operation(
    string Method, string Path, ImmutableArray<Parameter> Parameters, ImmutableHashSet<string> Others, JsonNode? Body, Schemas Schemas, bool NeedsToken)
{
    public bool Writes => Method is not "GET";

    /// <summary>Never ends by itself.</summary>
    public bool IsStream => Path.EndsWith("/stream", StringComparison.Ordinal);

    public bool TakesIfMatch => Parameters.Any(parameter => parameter.Name is "If-Match");

    public static ImmutableArray<Operation> Of(JsonNode description)
    {
        var schemas = new Schemas(description["components"]?["schemas"]?.AsObject() ?? []);
        var all = ImmutableArray.CreateBuilder<Operation>();
        foreach (var (path, item) in description["paths"]!.AsObject())
        {
            var methods = item!.AsObject().Where(method => method.Key is "get" or "post" or "put" or "delete").ToArray();
            var names = methods.Select(method => method.Key.ToUpperInvariant()).ToImmutableHashSet();
            foreach (var (method, operation) in methods)
                all.Add(new Operation(
                    method.ToUpperInvariant(),
                    path,
                    [.. (operation!["parameters"]?.AsArray() ?? []).Select(parameter => new Parameter((string)parameter!["name"]!, (string)parameter["in"]!))],
                    names,
                    operation["requestBody"]?["content"]?["application/json"]?["schema"],
                    schemas,
                    operation["security"] is not null));
        }

        return all.ToImmutable();
    }
}

/// <summary>Makes a value for a schema: of the right form, though it names nothing that there is.</summary>
internal sealed class Schemas(JsonObject named)
{
    private const int Deepest = 6;

    public JsonNode? Sample(JsonNode? schema, Random random, int depth = 0)
    {
        schema = Resolved(schema);
        if (schema is null || depth > Deepest)
            return null;
        if (schema["enum"]?.AsArray() is { Count: > 0 } words)
            return words[random.Next(words.Count)]?.DeepClone();
        if (schema["examples"]?.AsArray() is { Count: > 0 } examples)
            return examples[0]!.DeepClone();
        switch (TypeOf(schema))
        {
            case "object":
                var made = new JsonObject();
                foreach (var (name, property) in schema["properties"]?.AsObject() ?? [])
                    if (Sample(property, random, depth + 1) is { } value)
                        made[name] = value;
                return made;
            case "array":
                return Sample(schema["items"], random, depth + 1) is { } item ? new JsonArray(item) : new JsonArray();
            case "integer" or "number":
                return 1;
            case "boolean":
                return true;
            default:
                return (string?)schema["format"] switch
                {
                    "date" => "2026-03-01",
                    "date-time" => "2026-03-01T09:00:00+08:00",
                    _ => "甲",
                };
        }
    }

    private static string? TypeOf(JsonNode schema) => schema["type"] switch
    {
        JsonArray types => types.Select(type => (string?)type).FirstOrDefault(type => type is not "null"),
        { } type => (string?)type,
        null => schema["properties"] is null ? null : "object",
    };

    private JsonNode? Resolved(JsonNode? schema)
    {
        for (var i = 0; i < Deepest && schema is not null; i++)
        {
            if ((string?)schema["$ref"] is { } reference)
                schema = named[reference[(reference.LastIndexOf('/') + 1)..]];
            else if ((schema["oneOf"] ?? schema["anyOf"] ?? schema["allOf"])?.AsArray() is { } choices)
                schema = choices.FirstOrDefault(choice => (string?)choice?["type"] is not "null");
            else
                return schema;
        }

        return schema;
    }
}
