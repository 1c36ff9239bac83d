using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Suyuan.Http;

/// <summary>
/// The JSON of objects that were answered lately, by the object itself and not by what it is about: a grain gives the same object again
/// only to whom it gave it before. Objects that come from another process are never the same.
/// </summary>
internal sealed class WrittenAnswers
{
    /// <summary>A power of two. One that falls on another's place takes it, so that memory does not grow.</summary>
    private const int Places = 2_048;

    /// <summary>What is larger is seldom, and is written anew.</summary>
    private const int Largest = 32 * 1024;

    private readonly Written?[] _written = new Written?[Places];

    public byte[] Of<T>(T value, JsonSerializerOptions options)
    {
        if (value is null)
            return JsonSerializer.SerializeToUtf8Bytes(value, options);
        ref var place = ref _written[RuntimeHelpers.GetHashCode(value) & (Places - 1)];
        if (Volatile.Read(ref place) is { } known && ReferenceEquals(known.Value, value))
            return known.Json;
        var json = JsonSerializer.SerializeToUtf8Bytes(value, options);
        if (json.Length <= Largest)
            Volatile.Write(ref place, new Written(value, json));
        return json;
    }

    private sealed record Written(object Value, byte[] Json);
}
