using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Suyuan.Agencies;
using Suyuan.Areas;
using Suyuan.Deadlines;
using Suyuan.Disputes;

namespace Suyuan.Http;

/// <summary>
/// Says everything that keeps a JSON value from being read into a type, each with its path. Runs only after reading
/// failed, so it may take its time.
/// </summary>
internal sealed class JsonDiagnosis
{
    /// <summary>More than this helps nobody, and a caller must not choose the size of the answer.</summary>
    private const int MostFindings = 50;

    private readonly ImmutableArray<Refusal>.Builder _findings = ImmutableArray.CreateBuilder<Refusal>();
    private readonly JsonSerializerOptions _options;

    private JsonDiagnosis(JsonSerializerOptions options) => _options = options;

    public static ImmutableArray<Refusal> Of(JsonElement root, Type type, JsonSerializerOptions options)
    {
        var diagnosis = new JsonDiagnosis(options);
        if (root.ValueKind is JsonValueKind.Null)
            diagnosis.Find("$", RefusalCode.WrongType, new Fact("expected", "object"));
        else
            diagnosis.Walk(root, type, "");
        return [.. diagnosis._findings.DefaultIfEmpty(Refusal.Of("$", RefusalCode.Malformed)).Take(MostFindings)];
    }

    private void Walk(JsonElement element, Type type, string path)
    {
        if (_findings.Count >= MostFindings || (element.ValueKind is JsonValueKind.Null && !RefusesNull(type)))
            return;
        var info = _options.GetTypeInfo(type);
        switch (info.Kind)
        {
            case JsonTypeInfoKind.Object:
                WalkObject(element, info, path);
                break;
            case JsonTypeInfoKind.Enumerable:
                WalkArray(element, info.ElementType!, path);
                break;
            default:
                TryLeaf(element, info, path);
                break;
        }
    }

    private void WalkObject(JsonElement element, JsonTypeInfo info, string path)
    {
        if (element.ValueKind is not JsonValueKind.Object)
        {
            Find(path, RefusalCode.WrongType, new Fact("expected", "object"));
            return;
        }
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var member in element.EnumerateObject())
        {
            var memberPath = path.Length is 0 ? member.Name : $"{path}.{member.Name}";
            var property = info.Properties.FirstOrDefault(candidate => candidate.Name == member.Name);
            if (property is null)
                Find(memberPath, RefusalCode.UnknownMember, new Fact("known", string.Join(", ", info.Properties.Select(known => known.Name))));
            else if (!seen.Add(member.Name))
                Find(memberPath, RefusalCode.Malformed);
            else
                Walk(member.Value, property.PropertyType, memberPath);
        }
    }

    private void WalkArray(JsonElement element, Type itemType, string path)
    {
        if (element.ValueKind is not JsonValueKind.Array)
        {
            Find(path, RefusalCode.WrongType, new Fact("expected", "array"));
            return;
        }
        foreach (var (index, item) in element.EnumerateArray().Index())
        {
            var itemPath = string.Create(CultureInfo.InvariantCulture, $"{path}[{index}]");
            if (item.ValueKind is JsonValueKind.Null)
                Find(itemPath, RefusalCode.WrongType, new Fact("expected", Expected(itemType)));
            else
                Walk(item, itemType, itemPath);
        }
    }

    private void TryLeaf(JsonElement element, JsonTypeInfo info, string path)
    {
        try
        {
            element.Deserialize(info);
        }
        catch (JsonException)
        {
            Find(path, Explain(element, Nullable.GetUnderlyingType(info.Type) ?? info.Type));
        }
    }

    private static Refusal Explain(JsonElement element, Type type)
    {
        if (element.ValueKind is JsonValueKind.String && type.IsEnum)
            return Refusal.Because(RefusalCode.UnknownValue, new Fact("allowed", string.Join(", ", Words.AllowedOf(type))));
        if (element.ValueKind is JsonValueKind.String && Examples.Of(type) is { } example)
            return Refusal.Because(RefusalCode.Malformed, new Fact("example", example));
        var outOfRange = element.ValueKind is JsonValueKind.Number
            && (type == typeof(decimal) || (type == typeof(int) && element.GetRawText().AsSpan().IndexOfAny(".eE") < 0));
        return outOfRange
            ? Refusal.Because(RefusalCode.NumberOutOfRange)
            : Refusal.Because(RefusalCode.WrongType, new Fact("expected", Expected(type)));
    }

    private static string Expected(Type type) => type switch
    {
        _ when type == typeof(int) => "integer",
        _ when type == typeof(decimal) => "number",
        _ when type == typeof(bool) => "true, false",
        _ when type == typeof(string) || type.IsEnum || Examples.Of(type) is not null => "string",
        _ => "object",
    };

    private static bool RefusesNull(Type type) => type.IsValueType && Nullable.GetUnderlyingType(type) is null;

    private void Find(string path, RefusalCode code, params ReadOnlySpan<Fact> facts) =>
        Find(path, Refusal.Because(code, facts));

    private void Find(string path, Refusal refusal) => _findings.Add(refusal with { Field = path.Length is 0 ? "$" : path });
}

/// <summary>A good value of each type that is written as a text of a certain form.</summary>
internal static class Examples
{
    public static string? Of(Type type) => type switch
    {
        _ when type == typeof(DateOnly) || type == typeof(Day) => "2026-03-01",
        _ when type == typeof(DateTimeOffset) || type == typeof(Instant) => "2026-03-01T09:00:00+08:00",
        _ when type == typeof(DisputeNumber) => ANumber,
        _ when type == typeof(AreaCode) => "510304104",
        _ when type == typeof(ExcludedDays) => ExcludedDays.Example,
        _ when type == typeof(AgencyId) => "510304-housing",
        _ when type == typeof(int) => "2026",
        _ when type == typeof(bool) => "true",
        _ => null,
    };

    private static readonly string ANumber = DisputeNumber.Of(AreaCode.Parse("510304"), 2026, 1).ToString();
}
