using System.Collections.Concurrent;
using Suyuan.Areas;
using Suyuan.Changes;

namespace Suyuan.Disputes;

/// <summary>
/// This silo's supply of numbers: a block per county and year, taken from the county's grain and given out one by one.
/// What a stopped silo had left over stays a gap; no number is ever given twice.
/// </summary>
internal sealed class NumberDesk(IGrainFactory grains, LawInForce law) : IDisposable
{
    private readonly ConcurrentDictionary<(AreaCode County, int Year), Supply> _supplies = new();

    public async Task<Result<DisputeNumber>> Next(AreaCode county, int year)
    {
        var supply = _supplies.GetOrAdd((county, year), static _ => new Supply());
        await supply.Turn.WaitAsync();
        try
        {
            if (supply.Next > supply.Last)
            {
                var block = await grains.Area(county).TakeNumbers(year, law.Current.Policy.NumberBlock);
                if (!block.Succeeded)
                    return block.Refusal;
                (supply.Next, supply.Last) = (block.Value.First, block.Value.Last);
            }

            return DisputeNumber.Of(county, year, supply.Next++);
        }
        finally
        {
            supply.Turn.Release();
        }
    }

    public void Dispose()
    {
        foreach (var supply in _supplies.Values)
            supply.Turn.Dispose();
    }

    private sealed class Supply
    {
        public SemaphoreSlim Turn { get; } = new(1);

        public int Next { get; set; } = 1;

        public int Last { get; set; }
    }
}
