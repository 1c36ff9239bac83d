using System.Collections.Immutable;
using Suyuan.Agencies;
using Suyuan.Deadlines;

namespace Suyuan.Disputes;

/// <summary>处置: contact and sessions, suspension, and the services that run beside the main channel.</summary>
internal static class HandlingRules
{
    /// <summary>More places than anybody should have to go to; what is beyond is not kept.</summary>
    private const int MostPlaces = 20;

    public static Result<DisputeState> Contact(DisputeState dispute, RecordContact command, Scene scene)
    {
        var contacted = WentTo(dispute with { Contacts = dispute.Contacts + 1 }, command.Place, scene);
        if (command.Outcome is not ContactOutcome.Reached)
            return contacted;
        return (contacted with { Stage = Begun(dispute.Stage) }).Meet(scene, ClockKeys.FirstContact);
    }

    /// <summary>最多跑一地: whoever has to go to a second place should not have had to; the first centre hears of it, so that it brings the service to it.</summary>
    private static DisputeState WentTo(DisputeState dispute, string? place, Scene scene)
    {
        if (place is null || dispute.Visited.Contains(place) || dispute.Visited.Length >= MostPlaces)
            return dispute;
        var went = dispute with { Visited = dispute.Visited.Add(place) };
        return dispute.Visited.IsEmpty ? went : went.Notify(scene, Routing.Registrar(dispute.Area), "another-place", new PlacesSaid(went.Visited.Length));
    }

    public static Result<DisputeState> Session(DisputeState dispute, Scene scene) =>
        (dispute with { Sessions = dispute.Sessions + 1, Stage = Begun(dispute.Stage) }).Meet(scene, ClockKeys.FirstContact);

    public static Result<DisputeState> Suspend(DisputeState dispute, Suspend command, Scene scene)
    {
        var clocks = dispute.Suspendable(scene, command.Reason!);
        if (clocks.IsEmpty)
            return Refusal.Of("reason", RefusalCode.NothingToSuspend, new Fact("reason", command.Reason!), new Fact("allowed", Reasons(dispute, scene)));
        var suspended = clocks.Aggregate(dispute, (state, clock) => state.Replace(clock.Suspended(scene.Now.At)));
        return (suspended with { Suspension = new Suspension(command.Reason!, scene.Now.At) })
            .Start(scene, ClockKeys.SuspensionReview, "policy-suspension-review", dispute.Lead.ToString(), "中止");
    }

    public static Result<DisputeState> Resume(DisputeState dispute, Scene scene) => Resumed(dispute, scene);

    /// <summary>Ends a suspension; without one the dispute comes back as it is.</summary>
    public static DisputeState Resumed(DisputeState dispute, Scene scene)
    {
        if (dispute.Suspension is not { } suspension)
            return dispute;
        var resumed = dispute.Clocks
            .Where(clock => clock.Status is ClockStatus.Suspended)
            .Aggregate(dispute, (state, clock) => state.Replace(clock.Resumed(state, scene, suspension.Reason)));
        return (resumed with { Suspension = null }).Meet(scene, ClockKeys.SuspensionReview);
    }

    public static Result<DisputeState> RequestService(DisputeState dispute, RequestService command, Scene scene)
    {
        var number = dispute.Services.Length + 1;
        var owner = AgencyId.Parse(command.Owner!);
        var service = scene.Law.Services[command.Kind!.Value];
        var started = dispute.Start(scene, $"{ClockKeys.Service}{number}", service.Rule, owner.ToString(), service.Event);
        started = started with { Services = started.Services.Add(new ServiceState(number, command.Kind.Value, owner, started.Clocks[^1].Id)) };
        var lapses = service.UrgentRule is null ? [] : dispute.AboutToLapse(scene).Select(clock => Lapse.Of(clock, scene.Law)).ToImmutableArray();
        return lapses.IsEmpty
            ? started.Notify(scene, owner, "service-asked", new ServiceSaid(number, command.Kind.Value, null))
            : started.Start(scene, $"{ClockKeys.ServiceUrgent}{number}", service.UrgentRule!, owner.ToString(), service.Event)
                .Notify(scene, owner, "service-asked-urgent", new ServiceSaid(number, command.Kind.Value, lapses));
    }

    public static Result<DisputeState> CompleteService(DisputeState dispute, CompleteService command, Scene scene)
    {
        if (dispute.Services.FirstOrDefault(service => service.Number == command.Service && service.Outcome is null) is not { } service)
            return Refusal.Of("service", RefusalCode.UnknownService, new Fact("service", $"{command.Service}"));
        return (dispute with { Services = dispute.Services.Replace(service, service with { Outcome = command.Outcome }) })
            .Meet(scene, $"{ClockKeys.Service}{service.Number}", $"{ClockKeys.ServiceUrgent}{service.Number}");
    }

    private static Stage Begun(Stage stage) => stage is Stage.Accepted ? Stage.Handling : stage;

    private static string Reasons(DisputeState dispute, Scene scene) => string.Join('|', dispute.Clocks
        .Where(clock => clock.Status is ClockStatus.Running && !clock.IsOverdue(scene.Now.At) && !clock.IsOwn())
        .SelectMany(clock => scene.Law.Rules.Of(clock.Due).SuspendOn)
        .Distinct().Order(StringComparer.Ordinal));

    /// <param name="Lapses">Rights of the party that are about to lapse, when that makes the service urgent.</param>
    private sealed record ServiceSaid(int Service, ServiceKind Kind, ImmutableArray<Lapse>? Lapses);

    private sealed record PlacesSaid(int Count);
}
