using System.Text;
using System.Text.Json.Nodes;

namespace Suyuan.Load.Hostile.Forge;

/// <summary>Bodies with something wrong in them, whatever else they say: none of them may change anything.</summary>
internal sealed class BodyShots(Random random)
{
    /// <summary>Stands in the sample where the wrong thing is put in afterwards, as text.</summary>
    private const string Mark = "\"@@\"";

    public static readonly string[] Kinds =
    [
        "broken-json", "wrong-type", "huge-number", "deep-nesting", "long-string", "long-list", "lone-surrogate", "overlong-utf8", "nul", "unseen-characters", "unknown-member", "double-member", "wrong-root", "extreme-date",
    ];

    public byte[] Make(string kind, Operation operation)
    {
        var sample = operation.Schemas.Sample(operation.Body, random) as JsonObject ?? [];
        return kind switch
        {
            "broken-json" => Broken(Text(sample)),
            "wrong-type" => Bytes(Marked(sample, leaf => leaf is not JsonArray).Replace(Mark, Wrong(), StringComparison.Ordinal)),
            "huge-number" => Bytes(Marked(sample, leaf => leaf is JsonValue value && value.TryGetValue<int>(out _)).Replace(Mark, Any(Tricks.Numbers), StringComparison.Ordinal)),
            "deep-nesting" => Bytes(Marked(sample).Replace(Mark, Deep(), StringComparison.Ordinal)),
            "long-string" => Bytes(Marked(sample, IsText).Replace(Mark, $"\"{new string(Any(["x", "一", " ", "0"])[0], random.Next(20_001, 120_000))}\"", StringComparison.Ordinal)),
            "long-list" => Bytes(Marked(sample, leaf => leaf is JsonArray).Replace(Mark, $"[{string.Join(',', Enumerable.Repeat(Any(["\"甲\"", "{}", "1", "null", "[]"]), random.Next(3_000, 20_000)))}]", StringComparison.Ordinal)),
            "lone-surrogate" => Bytes(Named(sample, Any(Tricks.Halves))),
            "overlong-utf8" => Overlong(Named(sample, "@!@")),
            "nul" => Bytes(Named(sample, Any(["\\u0000", "甲\\u0000", "\\u0000\\u0000乙", "\\u001b[2J", "\\u0007", "\\u009b"]))),
            "unseen-characters" => Bytes(Named(sample, Any(Tricks.Unseen))),
            "unknown-member" => Bytes(Text(With(sample, Any(["x-hostile", "__proto__", "constructor", "$type", "Number", "NARRATIVE", "$ref", "@odata.type", "\u202e", new string('n', 5_000)]), "甲"))),
            "double-member" => Bytes($$"""{"note":"甲","note":"乙",{{Text(sample)[1..]}}"""),
            "extreme-date" => Bytes(Marked(sample, leaf => IsText(leaf) && ((string)leaf!).StartsWith("2026-", StringComparison.Ordinal)).Replace(Mark, $"\"{Any(Tricks.Dates)}\"", StringComparison.Ordinal)),
            _ => Bytes(Any(["null", "[]", "[{}]", "\"甲\"", "1", "true", "[null]", "\ufeff[]", "{}{}", "{} {}", "{}x"])),
        };
    }

    public T Any<T>(IReadOnlyList<T> some) => some[random.Next(some.Count)];

    /// <summary>The sample with a member that nobody knows, so that it is refused whatever else it says.</summary>
    public byte[] Poisoned(Operation operation, string text)
    {
        var sample = operation.Schemas.Sample(operation.Body, random) as JsonObject ?? [];
        foreach (var (name, value) in sample.ToArray())
            if (value is not null && IsText(value))
                sample[name] = text;
        return Bytes(Text(With(sample, "x-hostile", text)));
    }

    /// <summary>A text or its name is the wrong thing.</summary>
    private string Named(JsonObject sample, string wrong) => random.Next(4) is 0
        ? Marked(sample).Replace(Mark, $"{{\"{wrong}\":1}}", StringComparison.Ordinal)
        : Marked(sample, IsText).Replace(Mark, $"\"{wrong}\"", StringComparison.Ordinal);

    private string Marked(JsonObject sample) => Marked(sample, _ => true);

    /// <summary>The sample as text with the mark in the place of one such value, or of a member that nobody knows.</summary>
    private string Marked(JsonObject sample, Func<JsonNode, bool> fits)
    {
        var places = Places(sample).Where(place => fits(place.Value)).ToArray();
        if (places.Length is 0)
            return Text(With(sample, "x-hostile", "@@"));
        var (put, _) = places[random.Next(places.Length)];
        put("@@");
        return Text(sample);
    }

    private static IEnumerable<(Action<JsonNode> Put, JsonNode Value)> Places(JsonNode node)
    {
        if (node is JsonObject members)
            foreach (var (name, value) in members.ToArray())
            {
                if (value is null)
                    continue;
                yield return (put => members[name] = put, value);
                foreach (var deeper in Places(value))
                    yield return deeper;
            }

        if (node is JsonArray items)
            for (var i = 0; i < items.Count; i++)
            {
                var place = i;
                if (items[place] is not { } item)
                    continue;
                yield return (put => items[place] = put, item);
                foreach (var deeper in Places(item))
                    yield return deeper;
            }
    }

    private byte[] Broken(string text) => random.Next(6) switch
    {
        0 => Bytes(text[..random.Next(1, text.Length)]),
        1 => Bytes(text.Insert(random.Next(1, text.Length), Any(["{", "\"", "\\", "\u0000", "\u0001"])) + "}"),
        2 => Bytes($"{text},"),
        3 => Bytes($"//{text}"),
        4 => [0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes(text)],
        _ => [0x1F, 0x8B, 0x08, .. Noise(random.Next(1, 400))],
    };

    private byte[] Overlong(string text)
    {
        var at = text.IndexOf("@!@", StringComparison.Ordinal);
        return [.. Bytes(text[..at]), .. Any(Tricks.Overlong), .. Bytes(text[(at + 3)..])];
    }

    private string Deep()
    {
        var levels = Any([17, 64, 1_000, 20_000]);
        return random.Next(2) is 0
            ? string.Concat(Enumerable.Repeat("[", levels)) + string.Concat(Enumerable.Repeat("]", levels))
            : string.Concat(Enumerable.Repeat("{\"a\":", levels)) + "1" + new string('}', levels);
    }

    private string Wrong() => Any(["{\"x-hostile\":1}", "[[]]", "{\"x-hostile\":{\"a\":[]}}", "[{\"x-hostile\":null}]"]);

    public byte[] Noise(int length)
    {
        var noise = new byte[length];
        random.NextBytes(noise);
        return noise;
    }

    private static bool IsText(JsonNode leaf) => leaf is JsonValue value && value.TryGetValue<string>(out _);

    private static JsonObject With(JsonObject sample, string name, string value)
    {
        sample[name] = value;
        return sample;
    }

    private static string Text(JsonObject sample) => sample.ToJsonString();

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
