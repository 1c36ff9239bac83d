using System.Collections.Immutable;
using Suyuan.Agencies;
using Suyuan.Areas;
using Suyuan.Deadlines;
using Suyuan.Disputes;

namespace Suyuan.Certifications;

/// <summary>
/// 无讼村（社区）: applied, observed for a year, evaluated, certified, re-checked each year, revoked. The unit above decides, by the
/// criteria and their figures; the village decides nothing about itself. Pure.
/// </summary>
internal static class CertificationRules
{
    private const int MostCases = 100_000;
    private const int MostPeople = 1_000_000;

    public static Result<CertificationState> Apply(CertificationState before, AreaCode village, ApplyForCertification command, Scene scene)
    {
        var field = new FieldChecks();
        field.Text("note", command.Note, 1, 2_000);
        if (field.Refusal is { } malformed)
            return malformed;
        var applied = before with
        {
            Area = village,
            Lead = Routing.Registrar(village),
            Status = CertificationStatus.Applied,
            Cycle = before.Cycle + 1,
            Evaluation = null,
            CertifiedOn = null,
            Rechecks = 0,
            Revoked = null,
        };
        return applied
            .Start(scene, CertificationClocks.Begin, "policy-certification-begin", applied.Lead.ToString(), "申请")
            .Notify(scene, applied.Lead, "new-duty", new DutySaid("observe"));
    }

    public static Result<CertificationState> Act(CertificationState village, CertificationCommand command, CertificationFacts facts, Scene scene)
    {
        if (Check(command, scene) is { } malformed)
            return malformed;
        if (command is not (PutSuits or PutPopulation) && scene.By.Agency?.Area.Level is AreaLevel.Village)
            return Refusal.Because(RefusalCode.NotYourCase, new Fact("lead", village.Lead.ToString()));
        return command switch
        {
            BeginObservation => (village with { Status = CertificationStatus.Observing })
                .Meet(scene, CertificationClocks.Begin)
                .Start(scene, CertificationClocks.Observe, "policy-certification-observe", village.Lead.ToString(), "观察期开始"),
            DeclineCertification => (village with { Status = CertificationStatus.Declined }).CancelAll(scene, _ => true),
            PutSuits suits => village with { Suits = new SuitsFact(suits.Year!.Value, suits.Cases!.Value) },
            PutPopulation people => village with { Population = new PopulationFact(people.Residents!.Value, people.Newcomers!.Value, people.Source!.Trim()) },
            EvaluateVillage => Evaluate(village, facts, scene),
            RevokeCertification revoke => Revoke(village, revoke.Reason!.Value, scene),
            _ => throw new InvalidOperationException($"No rule for {command.GetType().Name}."),
        };
    }

    /// <summary>The year of observation is over, or the re-check is due: the unit above has to evaluate.</summary>
    public static CertificationState Due(CertificationState village, Clock clock, Scene scene) => clock.Key is not (CertificationClocks.Observe or CertificationClocks.Recheck)
        ? village
        : (village with { Status = CertificationStatus.Evaluating })
            .Start(scene, CertificationClocks.Decide, "policy-certification-decide", village.Lead.ToString(), clock.Key is CertificationClocks.Observe ? "观察期满" : "复查到期", clock.LastInstant.At)
            .Notify(scene, village.Lead, "certification-to-decide", new ClockSaid(clock.Id, clock.Due.End));

    /// <summary>The year that an evaluation looks at: the one up to yesterday.</summary>
    public static (DateOnly From, DateOnly To) PeriodOf(Moment now) => (now.Day.AddYears(-1), now.Day.AddDays(-1));

    /// <summary>Suits count for an evaluation when they are of its own year or the one before.</summary>
    public static SuitsFact? SuitsFor(CertificationState village, Moment now) => village.Suits is { } suits && suits.Year >= now.Day.Year - 1 ? suits : null;

    private static Result<CertificationState> Evaluate(CertificationState village, CertificationFacts facts, Scene scene)
    {
        string[] missing = [.. facts.Suits is null ? ["suits"] : Array.Empty<string>(), .. facts.Population is null ? ["population"] : Array.Empty<string>()];
        if (missing.Length > 0)
            return Refusal.Because(RefusalCode.FactMissing, new Fact("facts", string.Join('|', missing)));
        var (from, to) = PeriodOf(scene.Now);
        var evaluation = scene.Law.Criteria.Evaluate(facts, from, to, scene.Now);
        var evaluated = (village with { Evaluation = evaluation }).Meet(scene, CertificationClocks.Decide);
        if (evaluation.Met)
            return (evaluated with
            {
                Status = CertificationStatus.Certified,
                CertifiedOn = village.CertifiedOn ?? scene.Now.Day,
                Rechecks = village.CertifiedOn is null ? 0 : village.Rechecks + 1,
            })
                .Start(scene, CertificationClocks.Recheck, "policy-certification-recheck", village.Lead.ToString(), village.CertifiedOn is null ? "评定" : "复查")
                .Notify(scene, Committee(village), "certification-certified", new NothingSaid());
        return village.CertifiedOn is null
            ? evaluated with { Status = CertificationStatus.Declined }
            : Revoke(evaluated, RevocationReason.CriteriaNotMet, scene);
    }

    private static CertificationState Revoke(CertificationState village, RevocationReason reason, Scene scene) =>
        (village with { Status = CertificationStatus.Revoked, Revoked = reason })
            .CancelAll(scene, _ => true)
            .Notify(scene, Committee(village), "certification-revoked", new ReasonSaid(Words[reason]));

    private static AgencyId Committee(CertificationState village) => AgencyId.Of(village.Area, "village-committee");

    private static Refusal? Check(CertificationCommand command, Scene scene)
    {
        var field = new FieldChecks();
        switch (command)
        {
            case DeclineCertification decline:
                field.RequiredText("reason", decline.Reason, 1, 2_000);
                break;
            case PutSuits suits:
                if (field.Required("year", suits.Year))
                    field.Number("year", suits.Year, scene.Now.Day.Year - 5, scene.Now.Day.Year);
                if (field.Required("cases", suits.Cases))
                    field.Number("cases", suits.Cases, 0, MostCases);
                break;
            case PutPopulation people:
                if (field.Required("residents", people.Residents))
                    field.Number("residents", people.Residents, 1, MostPeople);
                if (field.Required("newcomers", people.Newcomers))
                    field.Number("newcomers", people.Newcomers, 0, MostPeople);
                field.RequiredText("source", people.Source, 1, 200);
                break;
            case RevokeCertification revoke:
                field.Member("reason", revoke.Reason);
                field.RequiredText("note", revoke.Note, 1, 2_000);
                break;
        }

        return field.Refusal;
    }

    private static readonly ImmutableDictionary<RevocationReason, Sentence> Words = new Dictionary<RevocationReason, Sentence>
    {
        [RevocationReason.CriteriaNotMet] = new("复查未达标", "the criteria were not met at the re-check"),
        [RevocationReason.CivilToCriminal] = new("发生民转刑案件", "a dispute turned into a crime"),
        [RevocationReason.MassIncident] = new("发生群体性事件", "a mass incident"),
        [RevocationReason.FalseFigures] = new("弄虚作假", "false figures"),
    }.ToImmutableDictionary();

    private sealed record DutySaid(string Act);

    private sealed record ClockSaid(string Clock, DateOnly End);

    private sealed record ReasonSaid(Sentence Reason);

    private sealed record NothingSaid;
}

internal static class CertificationClocks
{
    public const string Begin = "certification-begin";
    public const string Observe = "certification-observe";
    public const string Decide = "certification-decide";
    public const string Recheck = "certification-recheck";
}
