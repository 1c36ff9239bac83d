using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using Microsoft.AspNetCore.Http.Metadata;
using Suyuan.Disputes;
using Suyuan.Problems;

namespace Suyuan.Http;

/// <summary>
/// Stands between binding and every endpoint: whatever could not be bound is answered here, all of it at once and by
/// name. Binding itself only says 400 (<c>ThrowOnBadRequest</c> is off), so the texts are looked at again.
/// </summary>
internal static class InputCheck
{
    public static EndpointFilterDelegate Create(EndpointFilterFactoryContext factory, EndpointFilterDelegate next)
    {
        var parameters = BoundParameter.Of(factory.MethodInfo);
        var queryNames = parameters.Where(parameter => parameter.Place is Place.Query or Place.RouteOrQuery)
            .Select(parameter => parameter.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return invocation =>
        {
            var http = invocation.HttpContext;
            var errors = UnknownNames(http.Request.Query, queryNames);
            if (http.Response.StatusCode is StatusCodes.Status400BadRequest)
                errors = errors.Concat(parameters.SelectMany(parameter => parameter.Faults(http)));
            var bodies = invocation.Arguments.OfType<IReadInput>().Select(body => body.Refusal).OfType<Refusal>();
            return Sum([.. errors], [.. bodies]) is { } refusal
                ? ValueTask.FromResult<object?>(new Problem(refusal))
                : next(invocation);
        };
    }

    private static IEnumerable<Refusal> UnknownNames(IQueryCollection query, HashSet<string> known) =>
        query.Keys.Where(name => !known.Contains(name))
            .Select(name => Refusal.Of(name, RefusalCode.UnknownMember, new Fact("known", string.Join(", ", known))));

    /// <summary>One fault that has a code of its own keeps it; otherwise the request as a whole is invalid.</summary>
    private static Refusal? Sum(ImmutableArray<Refusal> errors, ImmutableArray<Refusal> bodies) => (errors, bodies) switch
    {
        ([], []) => null,
        ([], [var body]) => body,
        ([{ Code: RefusalCode.WrongCheckCharacter or RefusalCode.IfMatchInvalid or RefusalCode.IdempotencyKeyInvalid or RefusalCode.CursorInvalid } one], _) => one,
        _ => Refusal.Invalid([.. errors, .. bodies.SelectMany(body => body.Errors)]),
    };
}

internal enum Place
{
    RouteOrQuery = 0,
    Query = 1,
    Header = 2,
}

/// <summary>One parameter of an endpoint that is bound from a text, or from one text each time that it is repeated.</summary>
internal sealed record BoundParameter(string Name, Place Place, bool Required, bool Repeated, Func<string, string, Refusal?> Explain)
{
    public static ImmutableArray<BoundParameter> Of(MethodInfo method) =>
        [.. method.GetParameters().SelectMany(Flatten).Select(Describe).OfType<BoundParameter>()];

    public IEnumerable<Refusal> Faults(HttpContext http)
    {
        if (Repeated)
            return http.Request.Query[Name].Select((text, index) => Explain($"{Name}[{index}]", text ?? "")).OfType<Refusal>();
        var fault = Text(http.Request) switch
        {
            null => Required ? Refusal.Of(Name, RefusalCode.Required) : null,
            var text => Explain(Name, text),
        };
        return fault is null ? [] : [fault];
    }

    private string? Text(HttpRequest request)
    {
        if (Place is Place.Header)
            return request.Headers.TryGetValue(Name, out var header) ? header.ToString() : null;
        if (Place is Place.RouteOrQuery && request.RouteValues.TryGetValue(Name, out var value))
            return value?.ToString();
        return request.Query.TryGetValue(Name, out var query) ? query.ToString() : null;
    }

    private static IEnumerable<(string Name, Type Type, ICustomAttributeProvider Attributes)> Flatten(ParameterInfo parameter) =>
        parameter.IsDefined(typeof(AsParametersAttribute))
            ? parameter.ParameterType.GetProperties().Select(property => (property.Name, property.PropertyType, (ICustomAttributeProvider)property))
            : [(parameter.Name!, parameter.ParameterType, parameter)];

    private static BoundParameter? Describe((string Name, Type Type, ICustomAttributeProvider Attributes) source)
    {
        var repeated = source.Type.IsArray;
        var type = repeated ? source.Type.GetElementType()! : Nullable.GetUnderlyingType(source.Type) ?? source.Type;
        var attributes = source.Attributes.GetCustomAttributes(inherit: false);
        var header = attributes.OfType<IFromHeaderMetadata>().FirstOrDefault();
        var query = attributes.OfType<IFromQueryMetadata>().FirstOrDefault();
        if (type != typeof(string) && !ParsesItself(type))
            return null;
        var place = header is not null ? Place.Header : query is not null ? Place.Query : Place.RouteOrQuery;
        var required = source.Type.IsValueType && type == source.Type;
        return new BoundParameter(header?.Name ?? query?.Name ?? source.Name, place, required, repeated, Explainer(type));
    }

    private static bool ParsesItself(Type type) => type.GetInterfaces().Any(implemented =>
        implemented.IsGenericType && implemented.GetGenericTypeDefinition() == typeof(IParsable<>) && implemented.GetGenericArguments()[0] == type);

    private static Func<string, string, Refusal?> Explainer(Type type)
    {
        if (type == typeof(string))
            return (_, _) => null;
        var name = type.IsAssignableTo(typeof(IExplained)) ? nameof(ExplainOwn) : nameof(ExplainByExample);
        return typeof(BoundParameter).GetMethod(name, BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(type).CreateDelegate<Func<string, string, Refusal?>>();
    }

    [SuppressMessage("CodeQuality", "IDE0051", Justification = "Called for each parameter's type by reflection.")]
    private static Refusal? ExplainOwn<T>(string field, string text)
        where T : IParsable<T>, IExplained =>
        T.TryParse(text, null, out _) ? null : T.Explain(field, text);

    [SuppressMessage("CodeQuality", "IDE0051", Justification = "Called for each parameter's type by reflection.")]
    private static Refusal? ExplainByExample<T>(string field, string text)
        where T : IParsable<T>
    {
        if (T.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out _))
            return null;
        return typeof(T) == typeof(DisputeNumber) && DisputeNumber.HasShape(text)
            ? Refusal.Of(field, RefusalCode.WrongCheckCharacter)
            : Refusal.Of(field, RefusalCode.Malformed, new Fact("example", Examples.Of(typeof(T)) ?? typeof(T).Name));
    }
}
