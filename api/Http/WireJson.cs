using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Suyuan.Deadlines;

namespace Suyuan.Http;

/// <summary>How the API reads and writes JSON.</summary>
internal static class WireJson
{
    public const int MaxDepth = 16;

    public static void Apply(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.PropertyNameCaseInsensitive = false;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        // Which of two equal members counts is anybody's guess; two readers may guess differently.
        options.AllowDuplicateProperties = false;
        options.MaxDepth = MaxDepth;
        // Answers are application/json with nosniff, never pasted into HTML: Chinese stays readable.
        options.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        options.Converters.Add(new WordConverterFactory());
        options.Converters.Add(new InstantConverter());
        options.TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { WriteContractedNulls } };
    }

    /// <summary>A due date is always the same object, and a page always says whether there is a next one.</summary>
    private static void WriteContractedNulls(JsonTypeInfo type)
    {
        if (type.Type != typeof(DueDate) && !(type.Type.IsGenericType && type.Type.GetGenericTypeDefinition() == typeof(Page<>)))
            return;
        foreach (var property in type.Properties)
            property.ShouldSerialize = (_, _) => true;
    }
}
