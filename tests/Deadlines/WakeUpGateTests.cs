using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Suyuan.Tests.Deadlines;

/// <summary>How many grains time wakes at once, and what ends a place.</summary>
public sealed class WakeUpGateTests : IDisposable
{
    private static readonly WakeUpOptions One = new() { Parallel = 1 };

    private readonly FakeTimeProvider _clock = new();
    private readonly WakeUpGate _gate;

    public WakeUpGateTests() => _gate = new WakeUpGate(One, _clock, NullLogger<WakeUpGate>.Instance);

    public void Dispose() => _gate.Dispose();

    [Fact]
    public async Task The_next_is_woken_when_the_one_before_is_done_and_not_before()
    {
        var (first, second) = (new Wake(), new Wake());
        _gate.Ring("first", first.Run);
        await first.Begun;
        _gate.Ring("second", second.Run);

        _clock.Advance(One.LongestPlace - TimeSpan.FromMilliseconds(1));
        Assert.False(second.Begun.IsCompleted);
        first.End();

        await second.Begun;
    }

    [Fact]
    public async Task One_that_does_not_end_gives_its_place_up()
    {
        var (stuck, second) = (new Wake(), new Wake());
        _gate.Ring("stuck", stuck.Run);
        await stuck.Begun;
        _gate.Ring("second", second.Run);

        // The place is timed by the gate, on a thread of its own: again until it is.
        while (!second.Begun.IsCompleted)
        {
            _clock.Advance(One.LongestPlace);
            await Task.Yield();
        }

        Assert.False(stuck.Ended);
    }

    [Fact]
    public async Task One_that_fails_gives_its_place_up_and_harms_nobody()
    {
        var second = new Wake();
        _gate.Ring("failing", () => throw new TimeoutException("The database does not answer."));
        _gate.Ring("failing later", () => Task.FromException(new InvalidOperationException("Broken.")));
        _gate.Ring("second", second.Run);

        await second.Begun;
    }

    private sealed class Wake
    {
        private readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _end = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Begun => _begun.Task;

        public bool Ended => _end.Task.IsCompleted;

        public Task Run()
        {
            _begun.TrySetResult();
            return _end.Task;
        }

        public void End() => _end.TrySetResult();
    }
}
