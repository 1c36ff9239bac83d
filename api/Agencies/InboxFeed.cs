using System.Collections.Immutable;

namespace Suyuan.Agencies;

/// <summary>
/// One look at one agency's inbox, shared by everybody on this node who follows it: a single question waits in the
/// cluster, however many read. It remembers the latest notices; who is further behind reads pages of its own.
/// </summary>
internal sealed class InboxFeed(IGrainFactory grains, AgencyId agency)
{
    /// <summary>Notices remembered: enough that readers who keep up never ask the database.</summary>
    private const int Remembered = 256;

    private const int PageSize = 100;

    /// <summary>One question to the cluster: short, so that a silo that stops is not held up by its readers.</summary>
    private static readonly TimeSpan Slice = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();
    private ImmutableQueue<NoticeView> _latest = [];
    private int _count;
    private long _last = -1;
    private TaskCompletionSource _moved = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Looks until nobody follows any more.</summary>
    public async Task Look(CancellationToken nobody)
    {
        var inbox = grains.GetGrain<IInboxGrain>(0);
        try
        {
            var last = await grains.Agency(agency).Beyond(long.MaxValue, TimeSpan.Zero, nobody);
            Move(last, []);
            while (true)
            {
                var reached = await grains.Agency(agency).Beyond(last, Slice, nobody);
                while (reached > last)
                {
                    var page = await inbox.Pages(agency, last, PageSize);
                    last = page[^1].Sequence;
                    Move(last, page);
                }
            }
        }
        catch (Exception ended)
        {
            // Readers end with it and come back, with the last sequence they have. As one kind, whatever it was: a time-out of
            // the cluster must not look like the quiet of an inbox.
            lock (_lock)
                _moved.TrySetException(new IOException("The feed has ended.", ended));
        }
    }

    /// <summary>What comes after a sequence; empty when there is nothing yet.</summary>
    public async Task<ImmutableArray<NoticeView>> After(long sequence)
    {
        ImmutableQueue<NoticeView> latest;
        lock (_lock)
        {
            if (_last >= 0 && sequence >= _last)
                return [];
            latest = _latest;
        }

        return latest is { IsEmpty: false } && latest.Peek().Sequence <= sequence + 1
            ? [.. latest.SkipWhile(notice => notice.Sequence <= sequence)]
            : await grains.GetGrain<IInboxGrain>(0).Pages(agency, sequence, PageSize);
    }

    /// <summary>Ends when there may be more after a sequence.</summary>
    public Task Beyond(long sequence)
    {
        lock (_lock)
            return _last > sequence ? Task.CompletedTask : _moved.Task;
    }

    private void Move(long last, ImmutableArray<NoticeView> page)
    {
        TaskCompletionSource moved;
        lock (_lock)
        {
            foreach (var notice in page)
            {
                _latest = _latest.Enqueue(notice);
                if (++_count > Remembered)
                {
                    _latest = _latest.Dequeue();
                    _count--;
                }
            }

            _last = last;
            moved = _moved;
            _moved = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        moved.SetResult();
    }
}
