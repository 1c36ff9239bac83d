using System.Globalization;
using Suyuan.Mediators;

namespace Suyuan.Disputes;

/// <summary>邀请参与调解: co-mediators, and delegates, deputies, members, elders and experts (人民调解法第20条; 决定（十一）、（十四）).</summary>
internal static class ParticipantRules
{
    public const int Most = 50;

    public static Result<DisputeState> Invite(DisputeState dispute, InviteParticipant command, Scene scene)
    {
        var mediator = command.Mediator!;
        if (dispute.Assignment?.Seated?.Mediator == mediator || dispute.Participants.Any(known => known.IsIn && known.Seated.Mediator == mediator))
            return Refusal.Of("mediator", RefusalCode.AlreadyTakesPart, new Fact("mediator", mediator));
        if (command is { Seat: Seat.Invited, Consented: false })
            return Refusal.Of("consented", RefusalCode.PartiesConsentMissing);
        if (MediatorRules.Unfit(mediator, scene) is { } unfit)
            return unfit;
        var (number, ticket) = (dispute.Participants.Length + 1, dispute.LastTicket + 1);
        return (dispute with
        {
            LastTicket = ticket,
            Participants = dispute.Participants.Add(new Participant(number, command.Seat!.Value, InvitationStatus.Asked, new Seated(mediator, ticket, scene.Now.At))),
        }).Start(scene, KeyOf(number), "policy-invitation-answer", dispute.Lead.ToString(), "邀请参与调解");
    }

    public static Result<DisputeState> Answer(DisputeState dispute, AnswerInvitation command, Scene scene)
    {
        if (dispute.Participants.FirstOrDefault(asked => asked.Invitation == command.Invitation && asked.Status is InvitationStatus.Asked) is not { } asked)
            return Refusal.Of("invitation", RefusalCode.UnknownInvitation, new Fact("invitation", $"{command.Invitation}"));
        if (MediatorRules.NotAnswering(asked.Seated, scene.By) is { } other)
            return other;
        return Changed(dispute, asked, command.Accepted is true ? InvitationStatus.Accepted : InvitationStatus.Declined)
            .Meet(scene, KeyOf(asked.Invitation))
            .Notify(scene, dispute.Lead, command.Accepted is true ? "invitation-accepted" : "invitation-declined", new InvitedSaid(asked.Seated.Mediator));
    }

    /// <summary>No answer within the limit: the invitation is void, and the mediation goes on without.</summary>
    public static DisputeState Lapse(DisputeState dispute, Clock clock) =>
        dispute.Participants.FirstOrDefault(asked => asked.Status is InvitationStatus.Asked && KeyOf(asked.Invitation) == clock.Key) is { } asked
            ? Changed(dispute, asked, InvitationStatus.Lapsed)
            : dispute;

    public static DisputeState Reserved(DisputeState dispute, Participant asked, PlaceAnswer answer, Scene scene)
    {
        var known = asked with { Seated = asked.Seated with { Reserved = true, Organisation = answer.Organisation, Kind = answer.Kind } };
        var reserved = dispute with { Participants = dispute.Participants.Replace(asked, known) };
        return (reserved.OpenClock(KeyOf(asked.Invitation)) is { } clock ? reserved.Replace(clock with { Holder = answer.Organisation.ToString() }) : reserved)
            .Notify(scene, answer.Organisation, "invited", new InvitedSaid(asked.Seated.Mediator));
    }

    /// <summary>The mediator's own list said no, or the mediator left.</summary>
    public static DisputeState Out(DisputeState dispute, Participant asked, Scene scene) =>
        Changed(dispute, asked, InvitationStatus.Refused).Cancel(scene, KeyOf(asked.Invitation))
            .Notify(scene, dispute.Lead, "invitation-declined", new InvitedSaid(asked.Seated.Mediator));

    public static DisputeState Changed(DisputeState dispute, Participant asked, InvitationStatus status) =>
        dispute with { Participants = dispute.Participants.Replace(asked, asked with { Status = status }) };

    public static string KeyOf(int invitation) => string.Create(CultureInfo.InvariantCulture, $"{ClockKeys.Invitation}{invitation}");

    private sealed record InvitedSaid(string Mediator);
}
