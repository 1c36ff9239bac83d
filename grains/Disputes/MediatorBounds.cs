using Suyuan.Matters;
using Suyuan.Mediators;

namespace Suyuan.Disputes;

/// <summary>What the fields of the commands about mediators may hold.</summary>
internal static class MediatorBounds
{
    public static void Check(FieldChecks field, DisputeCommand command, DisputeState dispute)
    {
        switch (command)
        {
            case SeekMediator seek:
                field.Member("strategy", seek.Strategy);
                field.Text("note", seek.Note, 1, 2_000);
                break;
            case ChooseMediator choose:
                Number(field, "mediator", choose.Mediator);
                field.Text("note", choose.Note, 1, 2_000);
                break;
            case AppointMediator appoint:
                Number(field, "mediator", appoint.Mediator);
                field.Text("note", appoint.Note, 1, 2_000);
                break;
            case AcceptOffer accept:
                field.Text("note", accept.Note, 1, 2_000);
                break;
            case DeclineOffer decline:
                field.RequiredText("reason", decline.Reason, 1, 2_000);
                break;
            case Disclose disclose:
                field.Member("circumstance", disclose.Circumstance);
                field.Text("note", disclose.Note, 1, 2_000);
                break;
            case RequestRecusal request:
                field.Member("circumstance", request.Circumstance);
                field.RequiredText("reason", request.Reason, 1, 2_000);
                break;
            case DecideRecusal decide:
                field.Required("upheld", decide.Upheld);
                field.RequiredText("reason", decide.Reason, 1, 2_000);
                break;
            case ReplaceMediator replace:
                field.RequiredText("reason", replace.Reason, 1, 2_000);
                break;
            case InviteParticipant invite:
                Number(field, "mediator", invite.Mediator);
                field.Member("seat", invite.Seat);
                if (invite.Seat is Seat.Lead)
                    field.Fault("seat", RefusalCode.UnknownValue, new Fact("value", Kebab.Of(Seat.Lead)), new Fact("allowed", "co-mediator|invited"));
                field.Text("note", invite.Note, 1, 2_000);
                if (dispute.Participants.Length >= ParticipantRules.Most)
                    field.Fault("mediator", RefusalCode.TooMany, new Fact("max", $"{ParticipantRules.Most}"));
                break;
            case AnswerInvitation answer:
                field.Required("invitation", answer.Invitation);
                field.Required("accepted", answer.Accepted);
                field.Text("reason", answer.Reason, 1, 2_000);
                break;
        }
    }

    /// <summary>A number of the list of mediators; whether somebody stands there is for the rule.</summary>
    public static void Number(FieldChecks field, string path, string? number)
    {
        if (field.Required(path, number) && (!MatterNumber.TryParse(number, null, out var matter) || matter.Kind != MediatorFacts.Kind))
            field.Fault(path, RefusalCode.UnknownMediator, new Fact("mediator", FieldChecks.Shown(number!)));
    }
}
