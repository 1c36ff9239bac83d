using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Suyuan.Ledger;

/// <summary>What a step that erased something says about the steps before it, so that the chain can still be checked.</summary>
/// <param name="Steps">Sequences of the steps from which words were taken, ascending.</param>
/// <param name="FirstForm">Those of them that were hashed over their words and can no longer be computed.</param>
/// <param name="Left">Hash over what is left of them.</param>
internal sealed record ErasedSteps(ImmutableArray<int> Steps, ImmutableArray<int> FirstForm, string Left)
{
    /// <summary>The act of such a step.</summary>
    public const string Act = "erased";

    public static string HashOfWhatIsLeft(ReadOnlySpan<string> data) => Chain.Of(data);

    /// <param name="data">Of a step of this act.</param>
    public static ErasedSteps Read(string data)
    {
        var said = JsonNode.Parse(data)?["said"];
        return new ErasedSteps(Numbers(said?["steps"]), Numbers(said?["firstForm"]), (string?)said?["left"] ?? "");
    }

    private static ImmutableArray<int> Numbers(JsonNode? list) => list is JsonArray numbers ? [.. numbers.Select(number => (int)number!)] : [];
}
