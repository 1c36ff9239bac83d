using System.Collections.Immutable;
using System.Reflection;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Orleans.Storage;
using Suyuan.Identity;

namespace Suyuan.Storage;

/// <summary>How states are kept: UTF-8 JSON that people can read in the database, but for what is personal. Shared by both ways of writing.</summary>
internal sealed class StateSerializer : IGrainStorageSerializer
{
    private readonly FieldCipher _cipher;
    private readonly JsonSerializerOptions _options;

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

    public StateSerializer()
        : this(FieldCipher.None)
    {
    }

    /// <param name="cipher">Of the members that <c>Identity/personal.csv</c> calls personal.</param>
    public StateSerializer(FieldCipher cipher)
    {
        _cipher = cipher;
        _options = cipher.Ring is null ? Options : new JsonSerializerOptions(Options)
        {
            TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { EmptyForDefault, Sealing(cipher, PersonalMembers.Load()) } },
        };
    }

    public BinaryData Serialize<T>(T? input) => new(JsonSerializer.SerializeToUtf8Bytes(input, _options));

    public T Deserialize<T>(BinaryData input) => JsonSerializer.Deserialize<T>(input.ToMemory().Span, _options)!;

    /// <param name="key">What its personal members are encrypted with; null leaves them clear.</param>
    /// <param name="known">What the same activation has encrypted before.</param>
    public byte[] Serialize(object state, Type type, StateIdentity owner, PersonalKey? key, SealedTexts? known = null)
    {
        if (_cipher.Ring is null)
            return JsonSerializer.SerializeToUtf8Bytes(state, type, _options);
        PersonalScope.Enter(OwnerOf(owner), key, known);
        try
        {
            return JsonSerializer.SerializeToUtf8Bytes(state, type, _options);
        }
        finally
        {
            PersonalScope.Leave();
        }
    }

    /// <exception cref="PersonalDataException">A personal member does not open.</exception>
    public object Deserialize(byte[] payload, Type type, StateIdentity owner)
    {
        if (_cipher.Ring is null)
            return JsonSerializer.Deserialize(payload, type, _options)!;
        PersonalScope.Enter(OwnerOf(owner), null);
        try
        {
            return JsonSerializer.Deserialize(payload, type, _options)!;
        }
        finally
        {
            PersonalScope.Leave();
        }
    }

    private static byte[] OwnerOf(StateIdentity owner) => Encoding.UTF8.GetBytes($"{owner.State}|{owner.Key}");

    private static Action<JsonTypeInfo> Sealing(FieldCipher cipher, PersonalMembers personal) => type =>
    {
        foreach (var property in type.Properties)
        {
            if (property.AttributeProvider is not MemberInfo member || !personal.IsPersonal(member))
                continue;
            property.CustomConverter = property.PropertyType == typeof(string)
                ? new PersonalText(cipher)
                : (JsonConverter)Activator.CreateInstance(typeof(PersonalParts<>).MakeGenericType(property.PropertyType), cipher, Options)!;
        }
    };

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
