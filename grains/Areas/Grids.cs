using System.Collections.Immutable;
using Suyuan.Disputes;

namespace Suyuan.Areas;

/// <summary>One grid cell of a village. The worker is named by post, never by name: people change, the post answers.</summary>
/// <param name="WorkerPost">Post of the grid worker (网格员岗位).</param>
/// <param name="RetiredOn">Since when it is no longer used; its code goes to no other cell.</param>
[GenerateSerializer, Alias("grid")]
internal sealed record Grid(
    [property: Id(0)] GridCode Code, [property: Id(1)] string Name, [property: Id(2)] string? WorkerPost,
    [property: Id(3)] int? Households, [property: Id(4)] DateOnly? RetiredOn = null);

/// <summary>What a village may say of its grids. Pure.</summary>
internal static class GridRules
{
    public const int MostNameCharacters = 60;

    public const int MostHouseholds = 5_000;

    /// <summary>
    /// Replaces the grids in use. One that is left out is retired and keeps its code; named again, it is in use again. Only a
    /// village has grids.
    /// </summary>
    /// <returns>The same array when nothing changes.</returns>
    public static Result<ImmutableArray<Grid>> Put(ImmutableArray<Grid> present, AreaCode village, PutGrids draft, Moment now)
    {
        if (village.Level is not AreaLevel.Village)
            return Refusal.Because(RefusalCode.GridsOnlyInVillages, new Fact("area", village.ToString()));
        if (Check(draft) is { } malformed)
            return malformed;
        var put = draft.Grids.Select(grid => new Grid(GridCode.Of(village, grid.Number!.Value), grid.Name!.Trim(), grid.WorkerPost?.Trim(), grid.Households)).ToList();
        var retired = present
            .Where(grid => put.TrueForAll(other => other.Code != grid.Code))
            .Select(grid => grid with { RetiredOn = grid.RetiredOn ?? now.Day });
        ImmutableArray<Grid> next = [.. put.Concat(retired).OrderBy(grid => grid.Code)];
        return next.SequenceEqual(present) ? present : next;
    }

    private static Refusal? Check(PutGrids draft)
    {
        var field = new FieldChecks();
        var numbers = new HashSet<int>();
        foreach (var (path, grid) in field.Items("grids", draft.Grids, 0, GridCode.Last))
        {
            if (field.Required($"{path}.number", grid.Number))
            {
                field.Number($"{path}.number", grid.Number, 1, GridCode.Last);
                if (!numbers.Add(grid.Number!.Value))
                    field.Fault($"{path}.number", RefusalCode.GridTwice, new Fact("number", $"{grid.Number}"));
            }

            field.RequiredText($"{path}.name", grid.Name, 1, MostNameCharacters);
            field.Text($"{path}.workerPost", grid.WorkerPost, 1, MostNameCharacters);
            field.Number($"{path}.households", grid.Households, 0, MostHouseholds);
        }

        return field.Refusal;
    }
}
