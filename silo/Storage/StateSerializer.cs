using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Orleans.Storage;

namespace Suyuan.Storage;

/// <summary>How states are kept: UTF-8 JSON that people can read in the database. Shared by both ways of writing.</summary>
internal sealed class StateSerializer : IGrainStorageSerializer
{
    public static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { EmptyForDefault } },
    };

    public BinaryData Serialize<T>(T? input) => new(JsonSerializer.SerializeToUtf8Bytes(input, Options));

    public T Deserialize<T>(BinaryData input) => JsonSerializer.Deserialize<T>(input.ToMemory().Span, Options)!;

    // A stored row may be older than a property: an array that was never written is empty, not a default that throws.
    private static void EmptyForDefault(JsonTypeInfo type)
    {
        foreach (var property in type.Properties.Where(p => p.PropertyType.IsGenericType && p.PropertyType.GetGenericTypeDefinition() == typeof(ImmutableArray<>)))
        {
            if (property.Get is not { } get)
                continue;

            var isDefault = property.PropertyType.GetProperty(nameof(ImmutableArray<int>.IsDefault))!;
            var empty = property.PropertyType.GetField(nameof(ImmutableArray<int>.Empty))!.GetValue(null);
            property.Get = owner => get(owner) is { } array && isDefault.GetValue(array) is false ? array : empty;
            if (property.Set is not { } set)
                continue;

            var before = type.OnDeserialized;
            type.OnDeserialized = owner =>
            {
                before?.Invoke(owner);
                if (isDefault.GetValue(get(owner)) is true)
                    set(owner, empty);
            };
        }
    }
}
