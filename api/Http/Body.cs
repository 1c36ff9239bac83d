using System.Buffers;
using System.Reflection;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Extensions.Options;

namespace Suyuan.Http;

/// <summary>Something bound from a request that may have been refused while it was read.</summary>
internal interface IReadInput
{
    Refusal? Refusal { get; }
}

/// <summary>
/// A JSON body, read so that whatever is wrong with it is named field by field. An empty body stands for an object
/// without members: what is required is missed by the one who requires it.
/// </summary>
internal sealed class Body<T> : IReadInput, IEndpointParameterMetadataProvider
    where T : class, new()
{
    /// <summary>Largest body, in bytes.</summary>
    public const int MaxBytes = BodyLimits.MaxBytes;

    private Body(T value) => Value = value;

    private Body(Refusal refusal)
    {
        Refusal = refusal;
        Value = new T();
    }

    public T Value { get; }

    public Refusal? Refusal { get; }

    public static async ValueTask<Body<T>?> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        var read = await Read(context.Request);
        if (read.Refusal is { } tooLarge)
            return new Body<T>(tooLarge);
        if (read.Bytes.Length is 0)
            return new Body<T>(new T());
        if (!context.Request.HasJsonContentType())
            return new Body<T>(Suyuan.Refusal.Because(RefusalCode.UnsupportedMediaType));
        var options = context.RequestServices.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions;
        return JsonInput.TryRead<T>(read.Bytes.Span, options, out var value, out var refusal) ? new Body<T>(value) : new Body<T>(refusal!);
    }

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) =>
        builder.Metadata.Add(new AcceptsMetadata(["application/json"], typeof(T), isOptional: true));

    private static async Task<(ReadOnlyMemory<byte> Bytes, Refusal? Refusal)> Read(HttpRequest request)
    {
        if (request.ContentLength > MaxBytes)
            return (default, BodyLimits.TooLarge);
        var buffer = new ArrayBufferWriter<byte>();
        try
        {
            // Not every server enforces the limit itself, and a chunked body does not announce its length.
            for (int read; (read = await request.Body.ReadAsync(buffer.GetMemory(4096), request.HttpContext.RequestAborted)) > 0;)
            {
                buffer.Advance(read);
                if (buffer.WrittenCount > MaxBytes)
                    return (default, BodyLimits.TooLarge);
            }
        }
        catch (BadHttpRequestException exception) when (exception.StatusCode is StatusCodes.Status413PayloadTooLarge)
        {
            return (default, BodyLimits.TooLarge);
        }
        return (buffer.WrittenMemory, null);
    }
}

internal static class BodyLimits
{
    public const int MaxBytes = 1024 * 1024;

    public static readonly Refusal TooLarge = Refusal.Because(RefusalCode.PayloadTooLarge, new Fact("max", "1 MiB"));
}
