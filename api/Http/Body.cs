using System.Reflection;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Extensions.Options;
using Suyuan.Edge;

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
    private Body(T value) => Value = value;

    private Body(Refusal refusal)
    {
        Refusal = refusal;
        Value = new T();
    }

    public T Value { get; }

    public Refusal? Refusal { get; }

    public static ValueTask<Body<T>?> BindAsync(HttpContext context, ParameterInfo parameter) => ValueTask.FromResult<Body<T>?>(Read(context));

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) =>
        builder.Metadata.Add(new AcceptsMetadata(["application/json"], typeof(T), isOptional: true));

    private static Body<T> Read(HttpContext http)
    {
        if (http.Features.Get<ReceivedBody>() is not { } received)
            return new Body<T>(new T());
        if (received.IsTooLarge)
            return new Body<T>(BodyLimits.TooLarge(received.Most));
        if (received.Bytes.Length is 0)
            return new Body<T>(new T());
        if (!http.Request.HasJsonContentType() || http.Request.Headers.ContentEncoding.Any(coding => coding is not (null or "" or "identity")))
            return new Body<T>(Suyuan.Refusal.Because(RefusalCode.UnsupportedMediaType));
        var options = http.RequestServices.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions;
        return JsonInput.TryRead<T>(received.Bytes.Span, options, out var value, out var refusal) ? new Body<T>(value) : new Body<T>(refusal!);
    }
}
