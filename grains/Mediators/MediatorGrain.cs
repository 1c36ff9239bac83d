using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Suyuan.Disputes;
using Suyuan.Identity;
using Suyuan.Matters;

namespace Suyuan.Mediators;

/// <summary>
/// One entry in the list of mediators. It never waits for a dispute's work: disputes ask it for places, and it tells them one way
/// when it cannot go on, again and again until they have given their places back.
/// </summary>
[GrainType(MediatorFacts.Kind)]
internal sealed class MediatorGrain(
    [PersistentState(StorageNames.MediatorState, StorageNames.Provider)] IPersistentState<MediatorState> stored, MatterTools tools)
    : MatterGrain<MediatorState>(stored, tools), IMediatorGrain
{
    public async Task<Result<MediatorView>> Put(MediatorProfile profile, ActContext context)
    {
        if (State.Exists && Refuses(context.By) is { } refused)
            return refused;
        if (ProfileBounds.Check(profile, Law, Now.Day) is { } malformed)
            return malformed;
        var said = new PutSaid(profile.Kind!.Value, profile.Organisation!, profile.Fields, profile.Areas, profile.LicenceUntil, profile.Capacity!.Value, profile.Relations?.Length);
        return Seen(
            State.Exists
                ? await Do("put", said, context, (mediator, scene) => MediatorProfileRules.Put(mediator, profile, scene))
                : await Open("enter", said, context, (blank, scene) => MediatorProfileRules.Put(blank, profile, scene)),
            context.By);
    }

    public Task<Result<MediatorView>> TakeLeave(TakeLeave leave, ActContext context) =>
        Act("leave", leave, context, ProfileBounds.Check(leave, Now.Day), MediatorProfileRules.TakeLeave);

    public Task<Result<MediatorView>> RecordTraining(RecordTraining training, ActContext context) =>
        Act("training", training, context, ProfileBounds.Check(training, Now.Day), MediatorProfileRules.Train);

    public Task<Result<MediatorView>> ChangeStanding(ChangeStanding change, ActContext context) =>
        Act("standing", change, context, ProfileBounds.Check(change), MediatorProfileRules.ChangeStanding);

    public Task<Result<MediatorView>> View(Actor by)
    {
        var known = State.Exists ? State : Example;
        return Task.FromResult<Result<MediatorView>>(known is null ? Unknown() : MediatorViews.Of(known, Number, by, Law, Now));
    }

    public async Task<PlaceAnswer> Reserve(PlaceWanted wanted)
    {
        if (!State.Exists && !await EnterExample())
            return new PlaceAnswer(Unfit.Unknown, default, MediatorKind.None);
        var (after, unfit) = PlaceRules.Reserve(State.Blank(), wanted, SceneFor(Actor.Clockwork));
        if (after.Written.Steps.Length > 0)
            await Note(after);
        return new PlaceAnswer(unfit, State.Facts.Organisation, State.Facts.Is);
    }

    public async Task Release(DisputeNumber number, int ticket, Served? served)
    {
        if (!State.Exists)
            return;
        var after = PlaceRules.Release(State.Blank(), number.ToString(), ticket, served, SceneFor(Actor.Clockwork));
        if (after.Written.Steps.Length > 0)
            await Note(after);
    }

    protected override MediatorState AtEnd(MediatorState matter, Clock clock, Scene scene) => MediatorProfileRules.AtEnd(matter, clock, scene);

    protected override MediatorState AtTime(MediatorState matter, Scene scene) => PlaceRules.Look(matter, scene);

    /// <summary>Tells the disputes that have to look for somebody else, and asks those of which this is not sure.</summary>
    protected override async Task Follow()
    {
        foreach (var place in State.Places.Where(place => place.HandOver))
            GrainFactory.Dispute(DisputeNumber.Parse(place.Number)).MediatorGone(place.Ticket).Ignore();
        var after = State.Blank();
        foreach (var place in State.Places.Where(place => place.Looking))
        {
            try
            {
                after = PlaceRules.Looked(after, place, await GrainFactory.Dispute(DisputeNumber.Parse(place.Number)).Claims(place.Ticket), SceneFor(Actor.Clockwork));
            }
            catch (Exception failure) when (failure is OrleansException or TimeoutException)
            {
                // Asked again at the place's next look.
                Logger.NotAsked(failure, Number.ToString(), place.Number);
            }
        }

        if (after.Places != State.Places)
            await Note(after);
    }

    private MediatorState Nothing => new() { Number = Number.ToString() };

    /// <summary>The entry of the examples under this number; null when there is none.</summary>
    private MediatorState? Example => Law.Mediators.Samples.Find(Number) is { } sample
        ? Nothing with { Facts = sample, Area = sample.Organisation.Area, Lead = sample.Organisation }
        : null;

    private async Task<bool> EnterExample() => Example is { } example
        && (await Open("enter", new ExampleSaid(example.Facts.Is, Sample: true), new ActContext(Actor.Clockwork), (_, _) => example)).Succeeded;

    private async Task<Result<MediatorView>> Act<TSaid>(
        string act, TSaid said, ActContext context, Refusal? malformed, Func<MediatorState, TSaid, Scene, MediatorState> rule)
        where TSaid : notnull
    {
        if (State.Exists && Refuses(context.By) is { } refused)
            return refused;
        if (malformed is not null)
            return malformed;
        // An example becomes an entry of its own with the first thing that is done to it.
        if (!State.Exists && Example is not null)
            await EnterExample();
        return Seen(await Do(act, said, context, (mediator, scene) => rule(mediator, said, scene)), context.By);
    }

    private Result<MediatorView> Seen(Result<MediatorState> done, Actor by) =>
        done.Succeeded ? MediatorViews.Of(done.Value, Number, by, Law, Now) : done.Refusal;

    private sealed record PutSaid(
        MediatorKind Kind, string Organisation, ImmutableArray<string> Fields, ImmutableArray<string> Areas,
        DateOnly? LicenceUntil, int Capacity, int? Relations);

    private sealed record ExampleSaid(MediatorKind Kind, bool Sample);
}

internal static partial class MediatorLog
{
    [LoggerMessage(LogLevel.Warning, "{Mediator} could not ask dispute {Number} about its place; it asks again")]
    public static partial void NotAsked(this ILogger logger, Exception failure, string mediator, string number);
}
