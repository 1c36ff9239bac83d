using System.Text.Json.Nodes;
using Suyuan.Disputes;

namespace Suyuan.Identity;

/// <summary>Takes out of a step what its reader may not see. The hash stays the whole step's: it proves without showing.</summary>
internal static class Withholding
{
    /// <summary>Stands in the place of what was said.</summary>
    public const string Mark = "withheld";

    public static HistoryEvent Of(HistoryEvent step, Sight sight)
    {
        // JSON as it is kept escapes nothing that a name or a number is made of, but for quotation marks.
        if (!sight.Masked.IsDefaultOrEmpty)
            step = step with { Data = Masking.Text(step.Data, sight.Masked) };
        if (!sight.Acts.Contains(step.Act) && sight.Services.IsEmpty)
            return step;
        var data = JsonNode.Parse(step.Data)!.AsObject();
        if (sight.Acts.Contains(step.Act) || ConcernsService(step.Act, data["said"], sight))
            data["said"] = Mark;
        if (data["clocks"] is JsonArray clocks)
            clocks.RemoveAll(clock => sight.Clocks.Contains((string?)clock?["id"] ?? ""));
        return step with { Data = HistoryJson.Of(data) };
    }

    private static bool ConcernsService(string act, JsonNode? said, Sight sight) =>
        said is not null
        && (sight.Clocks.Any(clock => said.ToJsonString().Contains($"\"{clock}\"", StringComparison.Ordinal))
            || (said is JsonObject told && sight.Services.Any(row => row.Act == act
                && (told["kind"] is JsonValue kind ? kind.ToString() == row.Kind
                    : told["service"] is JsonValue number && number.TryGetValue<int>(out var one) && sight.ServiceNumbers.Contains(one)))));
}
