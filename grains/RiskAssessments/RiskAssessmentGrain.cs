using System.Collections.Frozen;
using Suyuan.Agencies;
using Suyuan.Disputes;
using Suyuan.Identity;
using Suyuan.Ledger;
using Suyuan.Matters;
using Suyuan.Projection;

namespace Suyuan.RiskAssessments;

/// <summary>Orchestrates the assessment of one decision. Every decision about it is in <see cref="RiskAssessmentRules"/>.</summary>
[GrainType(RiskAssessmentState.KindName)]
internal sealed class RiskAssessmentGrain(
    [PersistentState(StorageNames.RiskAssessmentState, StorageNames.Provider)] IPersistentState<RiskAssessmentState> stored, MatterTools tools, IMatterReads matters)
    : MatterGrain<RiskAssessmentState>(stored, tools), IRiskAssessmentGrain
{
    private static readonly FrozenSet<string> Arising = new[] { "signal", "warning" }.ToFrozenSet();

    public async Task<Result<RiskAssessmentView>> Announce(AnnounceDecision command, ActContext context)
    {
        if (RiskAssessmentBounds.Check(command, SceneFor(context.By)) is { } malformed)
        {
            DeactivateOnIdle();
            return malformed;
        }

        var restricted = Law.Risks.Find(command.Kind)!.Restricted;
        var opened = await Open("announce", Said(command, restricted), context, (blank, scene) => RiskAssessmentRules.Announce(blank, command, scene));
        return opened.Succeeded ? Seen(context.By) : opened.Refusal;
    }

    public async Task<Result<RiskAssessmentView>> Act(RiskAssessmentCommand command, ActContext context)
    {
        if ((NotSeen(context.By) ?? Refuses(context.By)) is { } refused)
            return refused;
        if (RiskAssessmentBounds.Check(command, SceneFor(context.By)) is { } malformed)
            return malformed;
        if (command is LinkArisen { Number: { } number } && !await HasArisen(number, context.By))
            return Refusal.Invalid([Refusal.Of("number", RefusalCode.UnknownMatter, new Fact("number", FieldChecks.Shown(number)))]);
        var done = await Do(
            RiskAssessmentActs.NameOf(command), Said(command, State.Restricted), context, (assessment, scene) => RiskAssessmentRules.Decide(assessment, command, scene));
        return done.Succeeded ? Seen(context.By) : done.Refusal;
    }

    public Task<Result<RiskAssessmentView>> View(Actor by) =>
        Task.FromResult<Result<RiskAssessmentView>>(NotSeen(by) is { } refused ? refused : Seen(by));

    private Refusal? NotSeen(Actor by) => !Sees(by) ? Unknown()
        : DecisionGate.MaySee(State, by) ? null
        : Refusal.Because(RefusalCode.AssessmentRestricted);

    private async Task<bool> HasArisen(string number, Actor by) => DisputeNumber.TryParse(number, null, out var dispute)
        ? await GrainFactory.Dispute(dispute).SeenBy("dispute/read", by) is not null
        : MatterNumber.TryParse(number, null, out var matter) && Arising.Contains(matter.Kind)
            && await matters.Find(number, CancellationToken.None) is { } row && Law.Allows(MatterTable.Read(row.Kind), by, Concern.Of(row));

    /// <summary>The history of what few may see says which act it was and a hash of what was said.</summary>
    private static object Said(object command, bool restricted) => restricted ? new Sealed(Chain.Of(HistoryJson.Of(command))) : command;

    private RiskAssessmentView Seen(Actor by)
    {
        var kind = Law.Risks.Find(State.DecisionKind);
        var closed = DecisionGate.Closed(State);
        var possible = Law.Matters.Possible(State, by);
        return new RiskAssessmentView
        {
            Number = Number,
            Version = State.Version,
            Status = State.Status,
            Agency = Named(State.Lead),
            Kind = State.DecisionKind,
            // A kind that the city has taken off the list since is called as it was stored.
            KindName = kind?.Words ?? new(State.DecisionKind, State.DecisionKind),
            Restricted = State.Restricted,
            Title = State.Name,
            Summary = State.Summary,
            PlannedOn = State.PlannedOn,
            VitalInterests = State.VitalInterests,
            StabilityIssue = State.StabilityIssue,
            Reason = State.Reason,
            MustAssess = State.MustAssess,
            Assessor = State.Assessor,
            Round = State.Round,
            Consultations = State.Consultations,
            Grade = State.Grade is RiskGrade.None ? null : State.Grade,
            Points = [.. State.Points.Select((what, index) => new RiskPointView(what, [.. State.Measures.Where(measure => measure.Point == index).Select(Shown)]))],
            EmergencyPlan = State.EmergencyPlan,
            Report = State.Report,
            FiledAt = State.FiledAt,
            Gate = new GateView(possible.Contains(RiskAssessmentActs.Decide) && closed is null, State.Decision is null && closed is not null ? Kebab.Of(closed.Code) : null, State.Override),
            Decision = State.Decision,
            Trackings = State.Trackings,
            Arisen = State.ArisenCounts,
            Outcome = State.Outcome,
            Clocks = DisputeViews.Clocks(State, Law, Now),
            Possible = closed is null ? possible : possible.Remove(RiskAssessmentActs.Decide),
        };
    }

    private MeasureView Shown(OwnedMeasure measure) => new(
        measure.Number, measure.What, Named(measure.Owner), measure.DueOn, measure.BeforeDecision, measure.DoneAt, measure.InTime, measure.Evidence);

    private NamedAgency Named(AgencyId agency) => new(agency, Law.Routing.NameOf(agency, Law.Areas));

    private sealed record Sealed(string Hash);
}
