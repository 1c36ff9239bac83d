using System.Collections.Immutable;
using Suyuan.Disputes;
using Suyuan.Matters;

namespace Suyuan.Mediators;

/// <summary>
/// The places that a mediator has for disputes. Here and nowhere else it is decided whether there is room, so no race of
/// assignments can exceed the capacity.
/// </summary>
internal static class PlaceRules
{
    private const int MostYears = 10;

    /// <summary>The same state when there is no room, or the place is held already.</summary>
    public static (MediatorState State, Unfit Unfit) Reserve(MediatorState mediator, PlaceWanted wanted, Scene scene)
    {
        var number = wanted.Number.ToString();
        var held = mediator.Places.FirstOrDefault(place => place.Number == number);
        if (held?.Ticket == wanted.Ticket)
            return (mediator, held.HandOver ? Unfit.NotActive : Unfit.None);
        // A question that was overtaken on its way by a later one of the same dispute.
        if (held?.Ticket > wanted.Ticket)
            return (mediator, Unfit.AskedAlready);
        // The dispute has asked anew, so it has given up what it held; the release got lost or is on its way.
        var freed = held is null ? mediator : mediator.With(mediator.Places.Remove(held), scene);
        var unfit = Fitness.Of(freed.Facts, wanted.Seat, scene.Now.Day, wanted.Parties, scene.Law.Mediators);
        if (unfit is not Unfit.None)
            return (mediator, unfit);
        var place = new HeldPlace(number, wanted.Ticket, wanted.Seat, scene.Now.At, scene.Now.At + scene.Law.Policy.PlaceFirstLook);
        return (MatterRules.Record(mediator, freed.With(freed.Places.Add(place), scene), scene, "reserve", Basis, new PlaceSaid(number, wanted.Ticket, wanted.Seat)), Unfit.None);
    }

    /// <summary>Gives a place back, once, and counts what was done in it.</summary>
    public static MediatorState Release(MediatorState mediator, string number, int ticket, Served? served, Scene scene)
    {
        if (mediator.Places.FirstOrDefault(place => place.Number == number && place.Ticket == ticket) is not { } held)
            return mediator;
        var freed = mediator.With(mediator.Places.Remove(held), scene);
        return MatterRules.Record(mediator, served is null ? freed : Counted(freed, served), scene, "release", Basis, new ReleaseSaid(number, ticket, held.Seat, served));
    }

    /// <summary>The disputes whose turn it is are to be asked; they are asked again soon if that comes to nothing.</summary>
    public static MediatorState Look(MediatorState mediator, Scene scene) => mediator.With(
        [
            .. mediator.Places.Select(place => place.LookAt <= scene.Now.At ? place with { Looking = true, LookAt = scene.Now.At + scene.Law.Policy.PlaceFirstLook } : place),
        ],
        scene);

    /// <param name="claimed">The dispute says that the place is its.</param>
    public static MediatorState Looked(MediatorState mediator, HeldPlace place, bool claimed, Scene scene)
    {
        if (mediator.Places.FirstOrDefault(held => held.Number == place.Number && held.Ticket == place.Ticket) is not { } held)
            return mediator;
        return claimed
            ? mediator.With(mediator.Places.Replace(held, held with { Looking = false, LookAt = scene.Now.At + scene.Law.Policy.PlaceLook }), scene)
            : MatterRules.Record(mediator, mediator.With(mediator.Places.Remove(held), scene), scene, "free", Basis, new PlaceSaid(place.Number, place.Ticket, place.Seat));
    }

    /// <summary>Whoever stops gives every case out of hand; whoever comes back keeps what is left.</summary>
    public static MediatorState HandingOver(MediatorState mediator, bool stops, Scene scene) =>
        mediator.With([.. mediator.Places.Select(place => place with { HandOver = stops })], scene);

    /// <summary>The one way in which places change: load and next look follow from them.</summary>
    private static MediatorState With(this MediatorState mediator, ImmutableArray<HeldPlace> places, Scene scene) => mediator with
    {
        Places = places,
        Facts = mediator.Facts with { Load = places.Count(place => place.Seat is Seat.Lead) },
        WakeAt = places.Any(place => place.HandOver) ? scene.Now.At + scene.Law.Policy.HandOverRetry : places.Min(place => (DateTimeOffset?)place.LookAt),
    };

    private static MediatorState Counted(MediatorState mediator, Served served)
    {
        var known = mediator.Facts.Served.FirstOrDefault(count => count.Year == served.Year && count.Mediation == served.Mediation) ?? new ServedCount(served.Year, served.Mediation, 0, 0);
        return mediator with
        {
            Facts = mediator.Facts with
            {
                Served =
                [
                    .. mediator.Facts.Served.Where(count => count.Year > served.Year - MostYears && (count.Year, count.Mediation) != (served.Year, served.Mediation)),
                    known with { Count = known.Count + 1, Yuan = known.Yuan + served.Yuan },
                ],
            },
        };
    }

    private const string Basis = "诉源治理平台运行规则（试行）第61条";

    private sealed record PlaceSaid(string Dispute, int Ticket, Seat Seat);

    private sealed record ReleaseSaid(string Dispute, int Ticket, Seat Seat, Served? Served);
}
