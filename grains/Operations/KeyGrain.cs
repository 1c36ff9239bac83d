using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Suyuan.Changes;
using Suyuan.Identity;
using Suyuan.Projection;

namespace Suyuan.Operations;

/// <summary>How values are brought under another key.</summary>
/// <param name="Pace">Values in a second, at most.</param>
/// <param name="Settled">How long a key has to be known before a walk that finds nothing ends the matter: by then every silo has it.</param>
public sealed record KeyRewriting(int Pace, TimeSpan Settled);

/// <summary>Holds nothing: what is done is done in the database, so whoever goes on after a crash skips it.</summary>
[GrainType("keys")]
internal sealed partial class KeyGrain(IPersonalStore store, KeyRewriting rewriting, LawInForce law, WakeUpOptions wakeUp, ILogger<KeyGrain> logger) : Grain, IKeyGrain, IRemindable
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(5);

    private IGrainTimer? _timer;
    private bool _walking;
    private string? _active;
    private long _known;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _timer = this.RegisterGrainTimer(static grain => grain.Rewrite(), this, new GrainTimerCreationOptions(Period, Period) { Interleave = true, KeepAlive = true });
        return Task.CompletedTask;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        _timer?.Dispose();
        return Task.CompletedTask;
    }

    public async Task Start()
    {
        if (await this.GetReminder(StorageNames.WakeUp) is null)
            await this.RegisterOrUpdateReminder(StorageNames.WakeUp, wakeUp.RetryPeriod, wakeUp.RetryPeriod);
    }

    public Task ReceiveReminder(string reminderName, TickStatus status) => Task.CompletedTask;

    public async Task<int> Rewrite()
    {
        if (_walking)
            return 0;
        _walking = true;
        try
        {
            return await store.IsDone(CancellationToken.None) ? 0 : await Walk();
        }
        catch (Exception failure) when (failure is TimeoutException or System.Data.Common.DbException)
        {
            // The database is away, or was busy: the next tick goes on.
            LogInterrupted(failure.GetType().Name);
            return 0;
        }
        finally
        {
            _walking = false;
        }
    }

    public async Task<Result<KeysView>> Keys(Actor by)
    {
        if (law.Current.RefusesRole("system/keys", by) is { } refused)
            return refused;
        var use = await store.Use(CancellationToken.None);
        var done = await store.IsDone(CancellationToken.None);
        return new KeysView(
            use.Active,
            [.. use.Keys.Select(key => new KeyView(key.Id, key.Values, key.Held, done && key.Values is 0 && key.Id != use.Active))],
            use.Clear,
            !done);
    }

    private async Task<int> Walk()
    {
        var (began, after, rewritten) = (Stopwatch.GetTimestamp(), (string?)null, 0);
        do
        {
            var step = await store.Rewrite(after, CancellationToken.None);
            if (step.Active != _active)
                (_active, _known) = (step.Active, began);
            rewritten += step.Rewritten;
            after = step.Next;
            if (step.Rewritten > 0)
                // Real time: the pace is the database's.
                await Task.Delay(TimeSpan.FromSeconds((double)step.Rewritten / rewriting.Pace), TimeProvider.System);
        }
        while (after is not null);

        if (rewritten > 0)
            LogRewritten(rewritten, _active);
        else if (Stopwatch.GetElapsedTime(_known) >= rewriting.Settled)
            await store.Done(CancellationToken.None);
        return rewritten;
    }

    [LoggerMessage(1, LogLevel.Information, "{Count} personal values were written anew under the key {Key}")]
    private partial void LogRewritten(int count, string? key);

    [LoggerMessage(2, LogLevel.Warning, "Bringing values under the active key was interrupted ({Failure}) and goes on by itself")]
    private partial void LogInterrupted(string failure);
}
