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
        // What is computed from the state is not state.
        IgnoreReadOnlyProperties = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { EmptyForDefault } },
    };

    public BinaryData Serialize<T>(T? input) => new(JsonSerializer.SerializeToUtf8Bytes(input, Options));

    public T Deserialize<T>(BinaryData input) => JsonSerializer.Deserialize<T>(input.ToMemory().Span, Options)!;

    // Empty arrays are not written, and a stored row may be older than a property: an array that was never written is
    // empty, not a default that throws.
    private static void EmptyForDefault(JsonTypeInfo type)
    {
        foreach (var property in type.Properties.Where(p => p.PropertyType.IsGenericType && p.PropertyType.GetGenericTypeDefinition() == typeof(ImmutableArray<>)))
        {
            if (property.Get is not { } get)
                continue;

            var arrays = (Arrays)Activator.CreateInstance(typeof(ArraysOf<>).MakeGenericType(property.PropertyType.GetGenericArguments()))!;
            property.ShouldSerialize = (_, value) => arrays.HasItems(value);
            if (property.Set is not { } set)
                continue;

            var before = type.OnDeserialized;
            type.OnDeserialized = owner =>
            {
                before?.Invoke(owner);
                if (arrays.IsDefault(get(owner)))
                    set(owner, arrays.Empty);
            };
        }
    }

    /// <summary>What reflection would be asked on every write, compiled once for each type of item.</summary>
    private abstract class Arrays
    {
        public abstract object Empty { get; }

        public abstract bool HasItems(object? array);

        public abstract bool IsDefault(object? array);
    }

    private sealed class ArraysOf<T> : Arrays
    {
        public override object Empty { get; } = ImmutableArray<T>.Empty;

        public override bool HasItems(object? array) => array is ImmutableArray<T> { IsDefaultOrEmpty: false };

        public override bool IsDefault(object? array) => array is ImmutableArray<T> { IsDefault: true };
    }
}
