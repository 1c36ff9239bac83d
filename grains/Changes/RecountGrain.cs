using System.Globalization;
using Microsoft.Extensions.Logging;
using Suyuan.Disputes;
using Suyuan.Matters;
using Suyuan.Projection;

namespace Suyuan.Changes;

/// <summary>
/// One shard of a recount. Remembers only where it is in the present pass: what is done is no longer found, so a new
/// activation begins at the beginning and loses nothing.
/// </summary>
[GrainType("recount")]
internal sealed class RecountGrain(ILawChangeReads reads, LawInForce law, WakeUpOptions wakeUp, TimeProvider clock, ILogger<RecountGrain> logger)
    : Grain, IRecountGrain, IRemindable
{
    private IGrainTimer _timer = null!;
    private ClockSlice? _slice;
    private string _after = "";

    private int Shard => int.Parse(GrainKeys.Identity(this.GetPrimaryKeyString()), CultureInfo.InvariantCulture);

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _timer = this.RegisterGrainTimer(static recount => recount.Go(), this, wakeUp.RetryPeriod, wakeUp.RetryPeriod);
        return Task.CompletedTask;
    }

    public async Task Start()
    {
        if (await this.GetReminder(StorageNames.WakeUp) is null)
            await this.RegisterOrUpdateReminder(StorageNames.WakeUp, wakeUp.RetryPeriod, wakeUp.RetryPeriod);
    }

    public async Task Hurry(long edition)
    {
        await law.AtLeast(edition);
        _timer.Change(TimeSpan.Zero, wakeUp.RetryPeriod);
    }

    public async Task<int> Round()
    {
        var book = law.Current;
        if (book.Changes.IsEmpty)
            return 0;
        var found = await Find(book);
        foreach (var few in found.Chunk(wakeUp.RecountParallel))
            await Task.WhenAll(few.Select(number => Recount(number, book.Changes.Edition)));
        if (found.Length > 0)
            logger.Recounted(Shard, found.Length, book.Changes.Edition);
        return found.Length;
    }

    public Task ReceiveReminder(string reminderName, TickStatus status) => Go();

    /// <summary>One bounded round at a time, so that whoever else calls this grain is answered in between.</summary>
    private async Task Go()
    {
        if (await Round() > 0)
            _timer.Change(TimeSpan.Zero, wakeUp.RetryPeriod);
    }

    /// <summary>The next disputes of this pass; none at its end, and the next pass begins anew.</summary>
    private async Task<string[]> Find(LawBook book)
    {
        var slices = book.Changes.Slices(await reads.CalendarVersions(CancellationToken.None), book.Rules).ToArray();
        // A slice that is done is no longer there: then everything is looked at once more.
        if (_slice is not null && !slices.Contains(_slice))
            (_slice, _after) = (null, "");
        foreach (var slice in slices.SkipWhile(slice => _slice is not null && slice != _slice))
        {
            var after = slice == _slice ? _after : "";
            while (await reads.StaleDisputes(slice, clock.GetUtcNow(), after, wakeUp.RecountBatch * wakeUp.SweepShards, CancellationToken.None) is { IsEmpty: false } numbers)
            {
                after = numbers[^1];
                if (numbers.Where(IsMine).ToArray() is not { Length: > 0 } mine)
                    continue;
                (_slice, _after) = (slice, after);
                return mine;
            }
        }

        (_slice, _after) = (null, "");
        return [];
    }

    /// <summary>Disputes are dealt out by sequence; matters have none, and are few.</summary>
    private bool IsMine(string number) =>
        (DisputeNumber.TryParse(number, null, out var dispute) ? dispute.Sequence : number.Sum(letter => letter)) % wakeUp.SweepShards == Shard;

    private async Task Recount(string number, long edition)
    {
        try
        {
            await (DisputeNumber.TryParse(number, null, out var dispute)
                ? GrainFactory.Dispute(dispute).Recount(edition)
                : GrainFactory.Matter(MatterNumber.Parse(number)).Recount(edition));
        }
        catch (Exception failure)
        {
            // One case that cannot be counted again must not keep the others waiting.
            logger.RecountFailed(failure, number);
        }
    }
}
