using Suyuan.Storage;

namespace Suyuan.Load.Bench;

/// <summary>What every way must be able to do: begin a life, and change it.</summary>
internal interface IBenchGrain : IGrainWithStringKey
{
    Task Open(string text);

    Task Command();
}

/// <summary>The usual way: state and reminder are two writes.</summary>
[GrainInterfaceType("bench-usual")]
internal interface IUsualGrain : IBenchGrain;

/// <summary>One write, and a trigger in the database that projects it.</summary>
[GrainInterfaceType("bench-triggered")]
internal interface ITriggeredGrain : IBenchGrain;

[GrainType("bench-usual")]
internal sealed class UsualGrain(
    [PersistentState("bench-usual", StorageRegistration.PlainProvider)] IPersistentState<BenchState> stored, TimeProvider clock)
    : Grain, IUsualGrain, IRemindable
{
    public Task Open(string text) => Write(stored.State with { Number = this.GetPrimaryKeyString(), Text = text });

    public Task Command() => Write(stored.State);

    public Task ReceiveReminder(string reminderName, TickStatus status) => Task.CompletedTask;

    private async Task Write(BenchState next)
    {
        var wait = TimeSpan.FromDays(30 + next.Version % 30);
        stored.State = next with { Version = next.Version + 1, Due = clock.GetUtcNow() + wait };
        await stored.WriteStateAsync();
        await this.RegisterOrUpdateReminder(StorageNames.WakeUp, wait, TimeSpan.FromMinutes(1));
    }
}

[GrainType("bench-triggered")]
internal sealed class TriggeredGrain(
    [PersistentState("bench-triggered", StorageRegistration.PlainProvider)] IPersistentState<BenchState> stored, TimeProvider clock)
    : Grain, ITriggeredGrain
{
    public Task Open(string text) => Write(stored.State with { Number = this.GetPrimaryKeyString(), Text = text });

    public Task Command() => Write(stored.State);

    private Task Write(BenchState next)
    {
        stored.State = next with
        {
            Version = next.Version + 1,
            Due = clock.GetUtcNow() + TimeSpan.FromDays(30 + next.Version % 30),
            Hash = unchecked((int)this.GetGrainId().GetUniformHashCode()),
            GrainId = this.GetGrainId().ToString(),
        };
        return stored.WriteStateAsync();
    }
}
