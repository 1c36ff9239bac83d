namespace Suyuan.Disputes;

/// <summary>What the fields of the commands from the outcome to the exit may hold.</summary>
internal static class OutcomeBounds
{
    public static void Check(FieldChecks field, DisputeCommand command, DisputeState dispute, Scene scene)
    {
        var (law, now, registeredOn) = (scene.Law, scene.Now, new Moment(dispute.RegisteredAt).Day);
        switch (command)
        {
            case Withdraw withdraw:
                field.RequiredText("reason", withdraw.Reason, 1, 2_000);
                break;
            case RecordAgreement agreement:
                Agreement(field, agreement, registeredOn, now);
                break;
            case RecordPerformance performance:
                field.Required("instalment", performance.Instalment);
                field.Day("performedOn", performance.PerformedOn, dispute.Agreement?.SignedOn ?? registeredOn, now.Day);
                field.Text("note", performance.Note, 1, 2_000);
                break;
            case Fail fail:
                field.Member("outcome", fail.Outcome);
                field.RequiredText("reason", fail.Reason, 1, 2_000);
                foreach (var (path, route) in field.Items("routes", fail.Routes, 1, 10))
                {
                    if (law.Routing.Route(route) is null)
                        field.Fault(path, RefusalCode.UnknownRoute, new Fact("value", FieldChecks.Shown(route)), new Fact("allowed", string.Join('|', law.Routing.Routes.Select(known => known.Id))));
                }

                break;
            case Confirm confirm:
                field.Member("step", confirm.Step);
                field.Text("document", confirm.Document, 1, 60);
                break;
            case GiveAnswer answer:
                field.Member("method", answer.Method);
                field.RequiredText("text", answer.Text, 1, 4_000);
                field.Text("undeliverableProof", answer.UndeliverableProof, 1, 1_000);
                break;
            case Explain explain:
                field.Member("method", explain.Method);
                field.RequiredText("text", explain.Text, 1, 4_000);
                break;
            case Close close:
                field.OptionalMember("settledAt", close.SettledAt);
                field.Text("note", close.Note, 1, 2_000);
                Bounds.Money(field, "partyCost", close.PartyCost);
                break;
            case FollowUp followUp:
                field.Member("finding", followUp.Finding);
                field.OptionalMember("method", followUp.Method);
                field.Text("note", followUp.Note, 1, 2_000);
                break;
            case Rate rate:
                if (field.Required("score", rate.Score))
                    field.Number("score", rate.Score, 1, 5);
                field.Text("comment", rate.Comment, 1, 2_000);
                break;
            case Exit exit:
                field.Text("note", exit.Note, 1, 2_000);
                break;
            case Reopen reopen:
                field.RequiredText("reason", reopen.Reason, 1, 2_000);
                break;
            default:
                AfterCareBounds.Check(field, command, dispute, scene);
                break;
        }
    }

    private static void Agreement(FieldChecks field, RecordAgreement agreement, DateOnly registeredOn, Moment now)
    {
        field.Member("form", agreement.Form);
        field.Day("signedOn", agreement.SignedOn, registeredOn, now.Day);
        field.OptionalMember("scope", agreement.Scope);
        field.RequiredText("terms", agreement.Terms, 1, 8_000);
        var signedOn = agreement.SignedOn is { } day && day >= registeredOn && day <= now.Day ? day : now.Day;
        foreach (var (path, term) in field.Items("instalments", agreement.Instalments, 0, 120))
        {
            field.RequiredText($"{path}.what", term.What, 1, 500);
            Bounds.Money(field, $"{path}.amount", term.Amount);
            if (field.Required($"{path}.dueOn", term.DueOn))
                field.Day($"{path}.dueOn", term.DueOn, signedOn, signedOn.AddYears(50));
        }
    }
}
