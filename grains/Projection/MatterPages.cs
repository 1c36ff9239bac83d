using System.Collections.Immutable;

namespace Suyuan.Projection;

/// <summary>Every row that a question covers, a page at a time: what is counted is never cut off where a page ends.</summary>
internal static class MatterPages
{
    /// <summary>As <see cref="IMatterReads.List"/> orders them; <see cref="MatterFilter.Limit"/> is how many are read at once.</summary>
    public static async IAsyncEnumerable<MatterRow> Each(this IMatterReads matters, MatterFilter filter)
    {
        while (true)
        {
            var page = await matters.List(filter, CancellationToken.None);
            foreach (var row in page)
                yield return row;
            if (page.Length < filter.Limit)
                yield break;
            filter = filter with { After = new PagePosition(page[^1].CreatedAt.UtcTicks, page[^1].Number) };
        }
    }

    public static async Task<ImmutableArray<MatterRow>> All(this IMatterReads matters, MatterFilter filter)
    {
        var rows = ImmutableArray.CreateBuilder<MatterRow>();
        await foreach (var row in matters.Each(filter))
            rows.Add(row);
        return rows.ToImmutable();
    }
}
