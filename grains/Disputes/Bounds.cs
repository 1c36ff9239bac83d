using Suyuan.Agencies;
using Suyuan.Deadlines;

namespace Suyuan.Disputes;

/// <summary>
/// What every field may hold, for every command: checked in one place, before anything is decided, and all faults are
/// told at once. What a well-formed value means for the case is for the rules.
/// </summary>
internal static class Bounds
{
    private const decimal MostMoney = 1_000_000_000_000m;

    /// <summary>Null when every field is within its bounds.</summary>
    public static Refusal? Check(DisputeCommand command, DisputeState dispute, Scene scene)
    {
        var (field, law, now) = (new FieldChecks(), scene.Law, scene.Now);
        var registeredOn = new Moment(dispute.RegisteredAt).Day;
        switch (command)
        {
            case Triage triage:
                if (field.Required("category", triage.Category))
                    Category(field, triage.Category!, law);
                if (triage.Channel is { } channel && law.Routing.Channel(channel) is null)
                    field.Fault("channel", RefusalCode.UnknownValue, new Fact("value", FieldChecks.Shown(channel)), new Fact("allowed", string.Join('|', law.Routing.Channels.Select(known => known.Id))));
                field.Text("note", triage.Note, 1, 2_000);
                if (triage.Suggested is { } suggested)
                {
                    if (field.Required("suggested.category", suggested.Category))
                        Category(field, suggested.Category!, law, "suggested.category");
                    field.RequiredText("suggested.version", suggested.Version, 1, 60);
                }

                break;
            case Assign assign:
                Agency(field, "lead", assign.Lead, law);
                if (assign.Mediator is { } proposed)
                    MediatorBounds.Number(field, "mediator", proposed);
                foreach (var (path, helper) in field.Items("coHandlers", assign.CoHandlers, 0, 20))
                    Agency(field, path, helper, law);
                field.Text("note", assign.Note, 1, 2_000);
                break;
            case Accept accept:
                field.Text("note", accept.Note, 1, 2_000);
                break;
            case Decline decline:
                field.RequiredText("reason", decline.Reason, 1, 2_000);
                Agency(field, "suggestedLead", decline.SuggestedLead, law);
                break;
            case Transfer transfer:
                if (field.Required("to", transfer.To))
                    Agency(field, "to", transfer.To, law);
                field.RequiredText("reason", transfer.Reason, 1, 2_000);
                break;
            case AcceptTransfer taken:
                field.Text("note", taken.Note, 1, 2_000);
                break;
            case ReturnTransfer returned:
                field.RequiredText("reason", returned.Reason, 1, 2_000);
                break;
            case Escalate escalate:
                field.Member("level", escalate.Level);
                field.RequiredText("reason", escalate.Reason, 1, 2_000);
                break;
            case HandUp handUp:
                field.RequiredText("reason", handUp.Reason, 1, 2_000);
                break;
            case HandDown handDown:
                field.RequiredText("reason", handDown.Reason, 1, 2_000);
                break;
            case Merge merge:
                if (field.Required("into", merge.Into) && !DisputeNumber.TryParse(merge.Into, null, out _))
                    field.Fault("into", DisputeNumber.HasShape(merge.Into) ? RefusalCode.WrongCheckCharacter : RefusalCode.UnknownDispute, new Fact("number", FieldChecks.Shown(merge.Into!)));
                field.RequiredText("reason", merge.Reason, 1, 2_000);
                field.Member("told", merge.Told);
                break;
            case RecordContact contact:
                field.Member("method", contact.Method);
                field.Member("outcome", contact.Outcome);
                field.Text("note", contact.Note, 1, 2_000);
                if (contact.Place is { } place)
                {
                    if (contact.Method is not DeliveryMethod.InPerson)
                        field.Fault("place", RefusalCode.PlaceOnlyInPerson);
                    else if (!(AgencyId.TryParse(place, null, out var visited) && law.Routing.Exists(visited, law.Areas)) && !law.Directory.Points.Exists(place))
                        field.Fault("place", RefusalCode.UnknownPlace, new Fact("value", FieldChecks.Shown(place)));
                }

                break;
            case HoldSession session:
                if (field.Required("heldAt", session.HeldAt) && (session.HeldAt < Moment.StartOf(registeredOn) || session.HeldAt > now.At))
                    field.Fault("heldAt", RefusalCode.DateOutOfRange, FieldChecks.Range(registeredOn, now.Day));
                field.Text("place", session.Place, 1, 200);
                foreach (var (path, means) in field.Items("means", session.Means, 0, 4))
                    field.Member<Means>(path, means);
                field.Text("note", session.Note, 1, 2_000);
                foreach (var (path, attendant) in field.Items("attended", session.Attended, 0, 30))
                    field.Text(path, attendant, 1, 60);
                break;
            case Suspend suspend:
                if (field.Required("reason", suspend.Reason) && !SuspensionReasons.Exists(suspend.Reason!))
                    field.Fault("reason", RefusalCode.UnknownValue, new Fact("value", FieldChecks.Shown(suspend.Reason!)), new Fact("allowed", string.Join('|', SuspensionReasons.All)));
                field.RequiredText("note", suspend.Note, 1, 2_000);
                break;
            case Resume resume:
                field.Text("note", resume.Note, 1, 2_000);
                break;
            case Extend extend:
                field.RequiredText("clockId", extend.ClockId, 1, 60);
                if (field.Required("length", extend.Length))
                    field.Number("length", extend.Length, 1, 3_650);
                field.RequiredText("reason", extend.Reason, 1, 2_000);
                field.RequiredText("approvedBy", extend.ApprovedBy, 1, 60);
                field.Day("consentedOn", extend.ConsentedOn, registeredOn, now.Day);
                break;
            case RecordEvent happened:
                Agency(field, "holder", happened.Holder, law);
                EventBounds.Check(field, happened, dispute, law, now);
                break;
            case RequestService request:
                field.Member("kind", request.Kind);
                if (field.Required("owner", request.Owner))
                    Agency(field, "owner", request.Owner, law);
                field.Text("note", request.Note, 1, 2_000);
                if (dispute.Services.Length >= 50)
                    field.Fault("kind", RefusalCode.TooMany, new Fact("max", "50"));
                break;
            case CompleteService result:
                field.Required("service", result.Service);
                field.Member("outcome", result.Outcome);
                field.Text("note", result.Note, 1, 2_000);
                break;
            default:
                OutcomeBounds.Check(field, command, dispute, scene);
                break;
        }

        return field.Refusal;
    }

    public static void Party(FieldChecks field, string path, Party party)
    {
        field.Member($"{path}.role", party.Role);
        field.Member($"{path}.kind", party.Kind);
        field.RequiredText($"{path}.name", party.Name, 1, 100);
        field.Text($"{path}.idNumber", party.IdNumber, 1, 30);
        field.Text($"{path}.telephone", party.Telephone, 1, 30);
        field.Text($"{path}.address", party.Address, 1, 200);
    }

    public static void Category(FieldChecks field, string category, LawBook law, string path = "category")
    {
        if (law.Routing.Category(category) is null)
            field.Fault(path, RefusalCode.UnknownCategory, new Fact("value", FieldChecks.Shown(category)), new Fact("allowed", string.Join('|', law.Routing.Categories.Select(known => known.Code))));
    }

    private static void Agency(FieldChecks field, string path, string? agency, LawBook law)
    {
        if (agency is not null && (!AgencyId.TryParse(agency, null, out var id) || !law.Routing.Exists(id, law.Areas)))
            field.Fault(path, RefusalCode.UnknownAgency, new Fact("value", FieldChecks.Shown(agency)));
    }

    public static void Money(FieldChecks field, string path, decimal? amount)
    {
        if (amount is { } money && (money is < 0 or > MostMoney || decimal.Round(money, 2) != money))
            field.Fault(path, RefusalCode.NumberOutOfRange, new Fact("min", "0"), new Fact("max", $"{MostMoney}"), new Fact("decimals", "2"));
    }
}
