namespace Suyuan.Overload;

/// <summary>
/// What a request asks of the service. Each kind has room of its own, so that a flood of one leaves the others as they were; what has
/// no lane (health, metrics, the description) is never made to wait.
/// </summary>
internal enum Lane
{
    /// <summary>Registrations and signals: the door.</summary>
    Intake = 0,

    /// <summary>Everything else that changes something.</summary>
    Commands = 1,

    Reads = 2,

    /// <summary>Event streams and long polls: open for long and seldom at work.</summary>
    Streams = 3,
}

/// <summary>Which lane an endpoint's requests take.</summary>
internal sealed class LaneChoice(Func<HttpRequest, Lane> of)
{
    public Lane Of(HttpRequest request) => of(request);

    /// <summary>Null for a request that is never made to wait.</summary>
    public static Lane? Of(HttpContext http) => http.GetEndpoint()?.Metadata.GetMetadata<LaneChoice>()?.Of(http.Request);
}

internal static class LaneConventions
{
    public static TBuilder InLane<TBuilder>(this TBuilder endpoint, Lane lane)
        where TBuilder : IEndpointConventionBuilder =>
        endpoint.InLane(_ => lane);

    public static TBuilder InLane<TBuilder>(this TBuilder endpoint, Func<HttpRequest, Lane> of)
        where TBuilder : IEndpointConventionBuilder =>
        endpoint.WithMetadata(new LaneChoice(of));

    /// <summary>Everything below that has chosen no lane reads when it is a GET, and commands otherwise.</summary>
    public static void InLanes(this IEndpointConventionBuilder endpoints) => endpoints.Finally(endpoint =>
    {
        if (endpoint.Metadata.OfType<LaneChoice>().Any())
            return;
        var reads = endpoint.Metadata.OfType<IHttpMethodMetadata>().LastOrDefault() is { } methods && methods.HttpMethods.All(HttpMethods.IsGet);
        endpoint.Metadata.Add(new LaneChoice(_ => reads ? Lane.Reads : Lane.Commands));
    });
}
