using Microsoft.Extensions.Logging;

namespace Suyuan;

/// <summary>
/// Lets so many of this silo's grains through at once that time has woken, and no more. Ten thousand limits may end at one
/// instant; let in together they would fill the queue of writes, which refuses what does not fit, and keep every request behind
/// them. Whoever waits here waits outside its grain, which goes on answering.
/// </summary>
/// <remarks>Nothing that is done inside may wait for a place here, or places could wait for each other.</remarks>
internal sealed partial class WakeUpGate(WakeUpOptions options, TimeProvider clock, ILogger<WakeUpGate> logger) : IOutgoingGrainCallFilter, IDisposable
{
    private readonly SemaphoreSlim _free = new(options.Parallel);

    /// <summary>Ticks of reminders are calls of the silo's reminder service: they wait before the grain is brought into memory.</summary>
    public Task Invoke(IOutgoingGrainCallContext context) =>
        context.InterfaceMethod.DeclaringType == typeof(IRemindable) ? Through(context.Invoke) : context.Invoke();

    /// <summary>Wakes a grain later, when there is room, and returns at once; for timers, whose grain must not wait. What fails is the reminder's to try again.</summary>
    /// <param name="who">For the log: a number, no personal data.</param>
    // Off the grain's scheduler: what waits here must not keep the grain from ending.
    public void Ring(string who, Func<Task> wake) => Task.Run(async () =>
    {
        try
        {
            await Through(wake);
        }
        catch (Exception failure)
        {
            NotWoken(logger, failure, who);
        }
    });

    public void Dispose() => _free.Dispose();

    private async Task Through(Func<Task> wake)
    {
        await _free.WaitAsync();
        var woken = Started(wake);
        // One that waits for a silo that is gone, say, gives its place up: the others need not wait for that as well. What became of it
        // is told below and not here, where a time-out of its own could not be told from ours.
        await woken.WaitAsync(options.LongestPlace, clock).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _free.Release();
        await woken;
    }

    private static async Task Started(Func<Task> wake) => await wake();

    [LoggerMessage(LogLevel.Warning, "{Who} could not be woken at its instant; its reminder tries again")]
    private static partial void NotWoken(ILogger logger, Exception failure, string who);
}
