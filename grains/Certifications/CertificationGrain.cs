using Suyuan.Agencies;
using Suyuan.Areas;
using Suyuan.Disputes;
using Suyuan.Identity;
using Suyuan.Matters;
using Suyuan.Projection;

namespace Suyuan.Certifications;

/// <summary>Orchestrates one village's certification: gathers the figures, asks the rules, writes once.</summary>
[GrainType(CertificationState.KindName)]
internal sealed class CertificationGrain(
    [PersistentState(StorageNames.CertificationState, StorageNames.Provider)] IPersistentState<CertificationState> stored,
    MatterTools tools, AreaDuties areas, IAreaReads reads)
    : MatterGrain<CertificationState>(stored, tools), ICertificationGrain
{
    private AreaCode Village => AreaCode.TryParse(Number.Id, null, out var code) ? code : default;

    public async Task<Result<CertificationView>> Apply(ApplyForCertification command, ActContext context)
    {
        if (!Law.Areas.Exists(Village) || Village.Level is not AreaLevel.Village)
        {
            DeactivateOnIdle();
            return Refusal.Invalid([Refusal.Of("village", RefusalCode.UnknownArea, new Fact("area", FieldChecks.Shown(command.Village)))]);
        }

        if (State is { Exists: true, IsOpen: true } && State.Remembered.All(known => known.Id != context.CommandId))
            return Refusal.Because(RefusalCode.CertificationRunning, new Fact("number", Number.ToString()));
        var applied = State.Exists
            ? await Do("apply", command, context, (village, scene) => CertificationRules.Apply(village, Village, command, scene))
            : await Open("apply", command, context, (blank, scene) => CertificationRules.Apply(blank, Village, command, scene));
        return applied.Succeeded ? await Seen(context.By) : applied.Refusal;
    }

    public async Task<Result<CertificationView>> Act(CertificationCommand command, ActContext context)
    {
        if (!State.Exists)
            return Unknown();
        var facts = await Facts();
        var done = await Do(CertificationActs.NameOf(command), command, context, (village, scene) => CertificationRules.Act(village, command, facts, scene));
        return done.Succeeded ? await Seen(context.By) : done.Refusal;
    }

    public async Task<Result<CertificationView>> View(Actor by) => Sees(by) ? await Seen(by) : Unknown();

    protected override CertificationState AtEnd(CertificationState matter, Clock clock, Scene scene) => CertificationRules.Due(matter, clock, scene);

    private async Task<CertificationFacts> Facts()
    {
        var (from, to) = CertificationRules.PeriodOf(Now);
        var (first, before) = (Moment.StartOf(from), Moment.StartOf(to.AddDays(1)));
        var settled = await reads.Settled(Village.Prefix, first, before, CancellationToken.None);
        var load = await reads.Load(Village.Prefix, first, before, Now.At, CancellationToken.None);
        var mediators = await areas.Entered(Law);
        return new CertificationFacts(
            CertificationRules.SuitsFor(State, Now),
            State.Population,
            Law.Routing.Exists(AgencyId.Of(Village, "committee"), Law.Areas) ? 1 : 0,
            mediators.Count(mediator => mediator.Areas.Any(area => Village.IsWithin(area))),
            settled.Sum(row => row.Count),
            settled.Where(row => row.Level is "village" or "township").Sum(row => row.Count),
            (int)load.Overdue);
    }

    private async Task<CertificationView> Seen(Actor by)
    {
        var (from, to) = CertificationRules.PeriodOf(Now);
        return new CertificationView
        {
            Number = Number,
            Version = State.Version,
            Village = Village,
            VillageName = Law.Areas.PathOf(Village),
            Status = State.Status,
            Cycle = State.Cycle,
            Lead = new NamedAgency(State.Lead, Law.Routing.NameOf(State.Lead, Law.Areas)),
            CertifiedOn = State.CertifiedOn,
            Rechecks = State.Rechecks,
            Revoked = State.Revoked,
            Evaluation = State.Evaluation,
            Present = Law.Criteria.Evaluate(await Facts(), from, to, Now),
            Clocks = DisputeViews.Clocks(State, Law, Now),
            Possible = Law.Matters.Possible(State, by),
        };
    }
}
