using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Suyuan.Identity;
using Suyuan.Ledger;
using Suyuan.Projection;

namespace Suyuan.Privacy;

/// <summary>
/// Takes out of stored steps what people said and wrote. What an act did to lead and clocks stays, and so do the steps that time alone
/// made, and the first, which says nothing but the receipt's hash and figures.
/// </summary>
internal static class Redaction
{
    /// <summary>Stands in the place of what was said.</summary>
    public const string Mark = "erased";

    private const string FirstAct = "register";

    private static readonly string Clockwork = Kebab.Of(Role.System);

    /// <summary>The steps of which something is erased; those that were erased before are whole already.</summary>
    public static ImmutableArray<ErasedStepRow> Of(ImmutableArray<EventRow> history) => [.. history.Select(Of).OfType<ErasedStepRow>()];

    private static ErasedStepRow? Of(EventRow step)
    {
        if (step.DataHash is not null || step.ActorRole == Clockwork || step.Act is FirstAct)
            return null;
        var data = JsonNode.Parse(step.Data)!.AsObject();
        if (data["said"] is null)
            return null;
        data["said"] = Mark;
        return new ErasedStepRow(step.Number, step.Sequence, HistoryJson.Of(data), Chain.Of(step.Data));
    }
}
