using Suyuan.Disputes;
using Suyuan.Identity;
using Suyuan.Ledger;
using Suyuan.Matters;

namespace Suyuan.Signals;

/// <summary>One signal. Every decision is in <see cref="SignalRules"/>.</summary>
[GrainType("signal")]
internal sealed class SignalGrain(
    [PersistentState(StorageNames.SignalState, StorageNames.Provider)] IPersistentState<SignalState> stored, MatterTools tools)
    : MatterGrain<SignalState>(stored, tools), ISignalGrain
{
    public async Task<Result<SignalView>> Report(ReportSignal report, string? duplicateOf, ActContext context) => Seen(
        await Open("report", new Said(report), context, (blank, scene) => SignalRules.Begin(blank, report, duplicateOf, scene)), context);

    public Task Attach(MatterNumber duplicate, int? people) => Do(
        "attach", new Attached(duplicate), new ActContext(Actor.Clockwork, $"attach/{duplicate}"), (signal, scene) => SignalRules.Attach(signal, people, scene));

    public Task<SignalView?> View(Actor by)
    {
        if (!State.Exists)
            DeactivateOnIdle();
        return Task.FromResult(Sees(by) ? SignalViews.Of(State, Law, by, Now) : null);
    }

    public async Task<Result<SignalView>> Verify(VerifySignal command, ActContext context) => Seen(
        await Do("verify", command, context, (signal, scene) => SignalBounds.Check(command) is { } malformed ? malformed : SignalRules.Verify(signal, command, scene)), context);

    public async Task<Result<SignalView>> Lift(LiftSignal command, ActContext context) => Seen(
        await Do("lift", command, context, (signal, scene) => SignalBounds.Check(command) is { } malformed ? malformed : SignalRules.Lift(signal, scene)), context);

    public async Task<Result<SignalRegistered>> Register(RegisterSignal command, ActContext context)
    {
        var done = await Do("register", new Registering(command.Category, Chain.Of(HistoryJson.Of(command))), context, (signal, scene) => SignalRules.Register(signal, command, scene));
        if (!done.Succeeded)
            return done.Refusal;
        return State.Dispute is { } number && await GrainFactory.Dispute(number).Receipt() is { } receipt
            ? new SignalRegistered(SignalViews.Of(State, Law, context.By, Now), receipt)
            : Refusal.Because(RefusalCode.SignalNotYetRegistered, new Fact("number", Number.ToString()));
    }

    protected override SignalState AtTime(SignalState matter, Scene scene) => SignalRules.AtTime(matter, scene);

    /// <summary>What was written here and concerns others: the first signal counts this one, the intake gives the dispute its number.</summary>
    protected override async Task Follow()
    {
        if (State is { ToAttach: true, DuplicateOf: { } first })
        {
            await GrainFactory.Matter<ISignalGrain>(MatterNumber.Parse(first)).Attach(Number, State.People);
            await Note(State.Blank() with { ToAttach = false, WakeAt = null });
        }

        if (State.ToRegister is { } registration)
        {
            var registered = await GrainFactory.GetGrain<IIntakeGrain>(0).RegisterFrom(Number, registration, new ActContext(State.RegisteredBy!, $"registered-from/{Number}"));
            if (registered.Succeeded)
                await Note(State.Blank() with { Dispute = registered.Value.Number, ToRegister = null, WakeAt = null });
        }
    }

    private Result<SignalView> Seen(Result<SignalState> done, ActContext context) =>
        done.Succeeded ? SignalViews.Of(State, Law, context.By, Now) : done.Refusal;

    /// <summary>What the history says of a report: no word of it and no name, but a hash of all.</summary>
    private sealed record Said(SignalSource Source, string Area, string? Category, int? People, int Parties, string Hash)
    {
        public Said(ReportSignal report)
            : this(report.Source!.Value, report.AreaCode!, report.Category, report.PeopleInvolved, report.Parties.Length, Chain.Of(HistoryJson.Of(report)))
        {
        }
    }

    private sealed record Attached(MatterNumber Duplicate);

    private sealed record Registering(string? Category, string Hash);
}
