using System.Text.Json;
using Xunit;

namespace Suyuan.Tests.Support;

/// <summary>What a released version stored, against what this one stores of it.</summary>
internal static class StoredForm
{
    /// <summary>
    /// What earlier versions wrote beside the state and no version reads: the rows of the write, which are in their own tables,
    /// and what is computed from the rest.
    /// </summary>
    private static readonly string[] NotState =
        ["written", "exists", "standing", "isOpen", "isPerformed", "isLeaderNamed", "nextWakeAt", "nextEventAt", "expiresByItself", "pendingRecusal"];

    /// <summary>What was stored is stored again, at the same place; what came to be known since may stand beside it. An empty array may go.</summary>
    public static void Keeps(JsonElement stored, JsonElement again, string path)
    {
        switch (stored.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var member in stored.EnumerateObject().Where(member => !NotState.Contains(member.Name)))
                {
                    if (again.TryGetProperty(member.Name, out var kept))
                        Keeps(member.Value, kept, $"{path}.{member.Name}");
                    else
                        Assert.True(member.Value.ValueKind is JsonValueKind.Array && member.Value.GetArrayLength() is 0, $"{path}.{member.Name} is lost");
                }

                break;
            case JsonValueKind.Array:
                Assert.True(stored.GetArrayLength() == again.GetArrayLength(), $"{path} has another length");
                foreach (var (index, item) in stored.EnumerateArray().Index())
                    Keeps(item, again[index], $"{path}[{index}]");
                break;
            default:
                Assert.True(JsonElement.DeepEquals(stored, again), $"{path}: {stored} was stored again as {again}");
                break;
        }
    }
}
