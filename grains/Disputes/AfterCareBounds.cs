using Suyuan.Privacy;

namespace Suyuan.Disputes;

/// <summary>What the fields of the commands about risks, special watch and kept records may hold.</summary>
internal static class AfterCareBounds
{
    public static void Check(FieldChecks field, DisputeCommand command, DisputeState dispute, Scene scene)
    {
        switch (command)
        {
            case Watch watch:
                field.Member("grade", watch.Grade);
                field.RequiredText("reason", watch.Reason, 1, 2_000);
                field.RequiredText("namedLeader", watch.NamedLeader, 1, 60);
                break;
            case VisitWatched visit:
                field.Member("finding", visit.Finding);
                field.Text("note", visit.Note, 1, 2_000);
                break;
            case RegradeWatch regrade:
                field.Member("grade", regrade.Grade);
                field.RequiredText("reason", regrade.Reason, 1, 2_000);
                field.Text("namedLeader", regrade.NamedLeader, 1, 60);
                break;
            case RecordRisk risk:
                field.Member("factor", risk.Factor);
                field.RequiredText("reason", risk.Reason, 1, 2_000);
                field.Text("reference", risk.Reference, 1, 60);
                if (risk.Factor is RiskFactor.Group)
                    field.Required("peopleInvolved", risk.PeopleInvolved);
                field.Number("peopleInvolved", risk.PeopleInvolved, 1, 100_000);
                if (dispute.Risks.Length >= 50)
                    field.Fault("factor", RefusalCode.TooMany, new Fact("max", "50"), new Fact("count", $"{dispute.Risks.Length}"));
                break;
            case Unwatch unwatch:
                field.RequiredText("reason", unwatch.Reason, 1, 2_000);
                break;
            case PreserveRecords preserve:
                PrivacyBounds.Ground(field, preserve.Ground, scene.Law);
                field.RequiredText("reason", preserve.Reason, 1, 2_000);
                break;
            case ReleaseRecords release:
                PrivacyBounds.Ground(field, release.Ground, scene.Law);
                field.RequiredText("reason", release.Reason, 1, 2_000);
                break;
            case RequestErasure request:
                if (field.Required("party", request.Party))
                    field.Number("party", request.Party, 1, Math.Max(1, dispute.Parties.Length));
                field.RequiredText("reason", request.Reason, 1, 2_000);
                break;
            case DecideErasure decide:
                field.Required("granted", decide.Granted);
                field.RequiredText("reason", decide.Reason, 1, 2_000);
                break;
            default:
                MediatorBounds.Check(field, command, dispute);
                break;
        }
    }
}
