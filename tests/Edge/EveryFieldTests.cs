using System.Collections;
using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Suyuan.Agencies;
using Suyuan.Areas;
using Suyuan.Disputes;
using Suyuan.Http;
using Suyuan.Identity;
using Suyuan.Tests.Api;
using Suyuan.Tests.Support;
using Xunit;

namespace Suyuan.Tests.Edge;

/// <summary>
/// Whatever is sent as a body: each of its fields, however deep, is put beyond any bound alone, and what checks that body must name it.
/// Bodies are found at the addresses of the API and checks in the rules, so that a new field without a bound fails here.
/// </summary>
public sealed class EveryFieldTests(EdgeWithoutCluster edge) : IClassFixture<EdgeWithoutCluster>
{
    private const int Monstrous = 30_000;

    private const int Deepest = 4;

    private static readonly string[] Checks = ["Check", "Read", "Apply", "Close"];

    /// <summary>A number by which something is looked up that there is or is not: any other is unknown.</summary>
    private static readonly string[] References = ["CompleteService.service", "RecordPerformance.instalment", "AnswerInvitation.invitation", "FinishMeasure.measure"];

    /// <summary>Looked at by something else than what checks the rest: the rules of changes of law, the address itself, and the registration that a signal becomes.</summary>
    private static readonly string[] Elsewhere = ["CalendarDraft.note", "RuleDraft.note", "ApplyForCertification.village", "RegisterSignal."];

    /// <summary>What has to stand beside a field before it is looked at.</summary>
    private static readonly Dictionary<string, string> Beside = new()
    {
        ["RecordEvent"] = """{"event":"petition-registered"}""",
        ["TakeLeave"] = """{"from":"2026-03-05"}""",
    };

    private static readonly JsonSerializerOptions Json = Options();

    private static readonly Scene Now = new(Given.Law, Given.Coordinator, new Moment(new DateTimeOffset(2026, 3, 2, 10, 0, 0, TimeSpan.FromHours(8))));

    [Fact]
    public void Every_field_of_every_body_has_a_bound()
    {
        var (faults, probed) = (new List<string>(), 0);
        foreach (var type in Bodies())
        {
            var probes = Probes(type, "", "", 0).Where(probe => !References.Contains($"{type.Name}.{probe.Told}") && !Elsewhere.Any($"{type.Name}.{probe.Told}".StartsWith)).ToArray();
            if (probes.Length is 0)
                continue;
            if (CheckOf(type) is not { } check)
            {
                faults.Add($"{type.Name}: nothing checks it");
                continue;
            }

            foreach (var (path, told, values) in probes)
            {
                foreach (var value in values)
                {
                    probed++;
                    var body = Put(Beside.GetValueOrDefault(type.Name), path, value).Deserialize(type, Json)!;
                    if (!Told(check(body)).Any(field => field == told || field.StartsWith($"{told}[", StringComparison.Ordinal) || told.StartsWith($"{field}[", StringComparison.Ordinal)))
                        faults.Add($"{type.Name}.{told}: nobody minds {Shown(value)}");
                }
            }
        }

        Assert.True(faults.Count is 0, $"{faults.Count} of {probed}:\n{string.Join('\n', faults)}");
        Assert.True(probed > 250, $"only {probed}");
    }

    private IEnumerable<Type> Bodies() =>
        ((IEndpointRouteBuilder)edge.App).DataSources.SelectMany(source => source.Endpoints).Select(endpoint => endpoint.Metadata.GetMetadata<IAcceptsMetadata>()?.RequestType).OfType<Type>().Distinct();

    /// <summary>Every field that holds a text, a list, a number or an instant; the path as it is built, and as a refusal names it.</summary>
    private static IEnumerable<(string Path, string Told, JsonNode[] Values)> Probes(Type type, string path, string told, int depth)
    {
        if (depth > Deepest)
            yield break;
        foreach (var property in Json.GetTypeInfo(type).Properties.Where(property => property.Set is not null))
        {
            var (at, name) = (path.Length is 0 ? property.Name : $"{path}.{property.Name}", told.Length is 0 ? property.Name : $"{told}.{property.Name}");
            var value = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
            if (ItemOf(value) is { } item)
            {
                yield return (at, name, [new JsonArray([.. Enumerable.Range(0, Monstrous).Select(_ => Sample(item))])]);
                if (item == typeof(string))
                    yield return ($"{at}[]", $"{name}[0]", [new string('x', Monstrous)]);
                else if (IsRecord(item))
                    foreach (var deeper in Probes(item, $"{at}[]", $"{name}[0]", depth + 1))
                        yield return deeper;
            }
            else if (value == typeof(string))
                yield return (at, name, [new string('x', Monstrous)]);
            else if (value == typeof(int))
                yield return (at, name, [int.MaxValue, int.MinValue]);
            else if (value == typeof(long))
                yield return (at, name, [long.MinValue]);
            else if (value == typeof(decimal))
                yield return (at, name, [decimal.MaxValue, decimal.MinValue]);
            else if (value == typeof(DateOnly))
                yield return (at, name, ["9999-12-31", "0001-01-01"]);
            else if (value == typeof(DateTimeOffset))
                yield return (at, name, ["9999-12-30T23:59:59Z", "0001-01-02T00:00:00Z"]);
            else if (IsRecord(value))
                foreach (var deeper in Probes(value, at, name, depth + 1))
                    yield return deeper;
        }
    }

    private static JsonObject Put(string? beside, string path, JsonNode value)
    {
        var root = beside is null ? [] : JsonNode.Parse(beside)!.AsObject();
        var at = root;
        var parts = path.Split('.');
        foreach (var (index, part) in parts.Index())
        {
            var (name, isList) = part.EndsWith("[]", StringComparison.Ordinal) ? (part[..^2], true) : (part, false);
            var next = index == parts.Length - 1 ? value.DeepClone() : new JsonObject();
            at[name] = isList ? new JsonArray(next) : next;
            at = next as JsonObject ?? at;
        }

        return root;
    }

    private static JsonNode Sample(Type item) =>
        item == typeof(string) ? "x"
        : item.IsEnum ? Words.AllowedOf(item)[0]
        : item == typeof(int) || item == typeof(long) ? 1
        : item == typeof(AreaCode) ? "510304104"
        : new JsonObject();

    private static Type? ItemOf(Type type) => type.IsGenericType && type.IsAssignableTo(typeof(IEnumerable)) && type.GetGenericArguments() is [var item] ? item : null;

    private static bool IsRecord(Type type) => type.Namespace?.StartsWith("Suyuan", StringComparison.Ordinal) is true && !type.IsEnum && Json.GetTypeInfo(type).Kind is JsonTypeInfoKind.Object;

    private static IEnumerable<string> Told(object? answer) => answer switch
    {
        null => [],
        Refusal refusal => refusal.Errors.IsDefaultOrEmpty ? refusal.Field is { } field ? [field] : [] : refusal.Errors.Select(error => error.Field!),
        IEnumerable<Refusal> refusals => refusals.Select(refusal => refusal.Field!),
        _ => Told(answer.GetType().GetProperty("Refusal")!.GetValue(answer)),
    };

    /// <summary>What in the rules takes such a body and may refuse it.</summary>
    private static Func<object, object?>? CheckOf(Type type)
    {
        if (type == typeof(TokenRequest))
            return body => DevelopmentTokens.Check((TokenRequest)body).ToArray();
        var method = typeof(LawBook).Assembly.GetTypes()
            .SelectMany(holder => holder.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
            .Where(method => Checks.Contains(method.Name) && !method.IsGenericMethod && (method.ReturnType == typeof(Refusal) || method.ReturnType.Name.StartsWith("Result", StringComparison.Ordinal)))
            .Where(method => method.GetParameters().Any(parameter => parameter.ParameterType != typeof(object) && parameter.ParameterType.IsAssignableFrom(type)))
            .OrderByDescending(method => method.ReturnType == typeof(Refusal)).FirstOrDefault();
        return method is null ? null : body => method.Invoke(null, [.. method.GetParameters().Select(parameter => parameter.ParameterType.IsAssignableFrom(type) ? body : Besides(parameter.ParameterType))]);
    }

    private static object? Besides(Type type) => type switch
    {
        _ when type == typeof(LawBook) => Given.Law,
        _ when type == typeof(Scene) => Now,
        _ when type == typeof(Moment) => Now.Now,
        _ when type == typeof(DateOnly) => Now.Now.Day,
        _ when type == typeof(DisputeState) => Given.AnAcceptedDispute().State,
        _ when type == typeof(AgencyId) => AgencyId.Parse("510304104-centre"),
        _ when type == typeof(AreaCode) => AreaCode.Parse("510304104218"),
        _ when type == typeof(string) => "petition-conclude",
        _ when type == typeof(int) => 2027,
        _ => type.IsValueType || type.GetConstructor([]) is not null ? Activator.CreateInstance(type) : null,
    };

    private static string Shown(JsonNode value) => value.ToJsonString() is { Length: > 30 } longer ? $"{longer[..30]}…" : value.ToJsonString();

    private static JsonSerializerOptions Options()
    {
        var options = new JsonSerializerOptions();
        WireJson.Apply(options);
        return options;
    }
}
