using System.Collections.Immutable;
using Suyuan.Agencies;
using Suyuan.Deadlines;
using Suyuan.Identity;
using Suyuan.Matters;

namespace Suyuan.Disputes;

/// <summary>What the outside sees of a dispute: the whole view by role, and a party's progress in plain words.</summary>
internal static class DisputeViews
{
    /// <summary>A service that has a circle of its own is seen by that circle, and by the lead, who has to know when it ends.</summary>
    public static DisputeView Of(DisputeState dispute, LawBook law, Actor by, Moment now)
    {
        var whole = Whole(dispute, law, by, now);
        if (by.Agency == dispute.Lead || dispute.Services.IsEmpty)
            return whole;
        var sight = law.Confidential.SightOf(dispute, by, law);
        return sight.ServiceNumbers.IsEmpty ? whole : whole with
        {
            Services = [.. whole.Services.Where(service => !sight.ServiceNumbers.Contains(service.Number))],
            Clocks = [.. whole.Clocks.Where(clock => !sight.Clocks.Contains(clock.Id))],
        };
    }

    private static DisputeView Whole(DisputeState dispute, LawBook law, Actor by, Moment now)
    {
        var sees = law.Allows("dispute/personal", by, dispute.Concern);
        var view = Clear(dispute, law, by, now);
        if (sees)
            return view;
        var values = Masking.Values(dispute.Parties, sees, by.Role);
        return view with
        {
            Title = Masking.Text(view.Title, values),
            Narrative = Masking.Text(view.Narrative, values),
            Parties = [.. view.Parties.Select(party => Masking.Of(party, sees, by.Role))],
            Agreement = view.Agreement is { } agreement
                ? agreement with
                {
                    Terms = Masking.Text(agreement.Terms, values),
                    Instalments = [.. agreement.Instalments.Select(term => term with { What = Masking.Text(term.What, values) })],
                }
                : null,
            Answer = view.Answer is { } answer ? answer with { Text = Masking.Text(answer.Text, values) } : null,
            PendingTransfer = view.PendingTransfer is { } transfer ? transfer with { Reason = Masking.Text(transfer.Reason, values) } : null,
            Escalation = view.Escalation is { } escalation ? escalation with { Reason = Masking.Text(escalation.Reason, values) } : null,
            Watch = view.Watch is { } watch ? watch with { Reason = Masking.Text(watch.Reason, values) } : null,
        };
    }

    private static DisputeView Clear(DisputeState dispute, LawBook law, Actor by, Moment now) => new()
    {
        Number = DisputeNumber.Parse(dispute.Number),
        Version = dispute.Version,
        Stage = dispute.Stage,
        Standing = dispute.Standing,
        Area = dispute.Area,
        AreaName = law.Areas.PathOf(dispute.Area),
        Category = dispute.Category,
        Channel = dispute.Channel,
        Title = dispute.Title,
        Narrative = dispute.Narrative,
        Source = dispute.Source,
        Parties = dispute.Parties,
        PeopleInvolved = dispute.PeopleInvolved,
        Amount = dispute.Amount,
        OccurredOn = dispute.OccurredOn,
        RegisteredAt = dispute.RegisteredAt,
        Lead = Lead(dispute, law),
        Mediator = dispute.Mediator,
        CoHandlers = dispute.CoHandlers,
        PendingTransfer = dispute.Transfer is { } transfer
            ? new TransferView(transfer.To, law.Routing.NameOf(transfer.To, law.Areas).Zh, transfer.Reason, transfer.At)
            : null,
        Returns = dispute.Returns,
        Suspension = dispute.Suspension is { } suspension ? new SuspensionView(suspension.Reason, suspension.Since) : null,
        Escalation = dispute.Escalation is { } escalation ? new EscalationView(escalation.Level, escalation.Reason, escalation.At) : null,
        Watch = Watch(dispute, law),
        Agreement = AgreementOf(dispute),
        Grid = dispute.Grid,
        Routes = Routes(dispute, law),
        Answer = Answer(dispute),
        Closure = dispute.Closure is { } closure ? new ClosureView(closure.At, closure.SettledAt, closure.WithinLimit) : null,
        Services = [.. dispute.Services.Select(service => new ServiceView(service.Number, service.Kind, service.Owner, service.Outcome, service.ClockId))],
        Rating = dispute.Rating,
        MergedInto = dispute.MergedInto,
        Reopened = dispute.Reopened,
        LimitationInterruptedAt = dispute.LimitationInterruptedAt,
        LimitationInterrupted = Interruption(dispute, law),
        Signal = dispute.Signal,
        Receipt = dispute.Receipt!,
        Clocks = Clocks(dispute, law, now),
        Possible = law.Acts.Possible(dispute, by, now, law),
        Contacts = dispute.Contacts,
        Sessions = dispute.Sessions,
        Risks = [.. dispute.Risks.Select(risk => new RiskView(risk.Factor, risk.At, risk.Reference))],
        Linked = [.. dispute.Linked.Select(number => DisputeNumber.Parse(number))],
        WatchEntries = dispute.WatchEntries,
        Orders = [.. dispute.Orders.Select(order => new DisputeOrderView(MatterNumber.Parse(order.Matter), order.Status, order.Agency))],
        Languages = dispute.Languages,
        PlacesVisited = dispute.Visited,
        Referrers = [.. dispute.Referrers.Select(referrer => new NamedAgency(referrer, law.Routing.NameOf(referrer, law.Areas)))],
        Restrictions = [.. dispute.Restrictions.Select(mark => new RestrictionView(mark, law.Restrictions.WordsOf(mark)))],
        Retention = dispute.Retention is { } retention
            ? new RetentionView(retention.Rule, retention.Until, [.. law.Retention.HoldsOn(dispute, law).Select(hold => hold.Id)], dispute.Erased?.At, dispute.Erased?.Party)
            : null,
        Assignment = AssignmentViews.Of(dispute),
        Participants = AssignmentViews.Participants(dispute),
        Recusals = AssignmentViews.Recusals(dispute),
        Allowances = AssignmentViews.Allowances(dispute),
        Events = [.. dispute.Events.Select(happened => new RecordedEventView(happened.Event, NameOf(happened.Event, law), happened.At))],
    };

    public static Registered Registered(DisputeState dispute, LawBook law, Moment now) => new(
        DisputeNumber.Parse(dispute.Number), dispute.AccessCode, dispute.Receipt!, dispute.Stage, Lead(dispute, law), Clocks(dispute, law, now));

    public static ProgressView Progress(DisputeState dispute, LawBook law, Moment now)
    {
        var shown = dispute.Clocks.Where(clock => clock.IsOpen || clock is { Key: ClockKeys.Limitation, Status: ClockStatus.Expired }).Select(clock => View(clock, dispute.Category, law, now)).ToImmutableArray();
        return new ProgressView
        {
            Number = DisputeNumber.Parse(dispute.Number),
            Stage = dispute.Stage,
            Where = law.Stages[dispute.Stage],
            Lead = Lead(dispute, law).Name,
            Ours = [.. shown.Where(clock => clock.Duty is not Duty.Party)],
            Yours = [.. shown.Where(clock => clock.Duty is Duty.Party).OrderBy(clock => clock.Status is ClockStatus.Expired).ThenBy(clock => clock.Due?.DueAt)],
            Routes = Routes(dispute, law),
            Answer = Answer(dispute),
            Receipt = dispute.Receipt!,
            MergedInto = dispute.MergedInto,
            LimitationInterrupted = Interruption(dispute, law),
        };
    }

    /// <summary>What has to hold before it may leave, each with its state: the conditions that <c>acts.csv</c> names for the two acts.</summary>
    public static ExitConditionsView ExitConditions(DisputeState dispute, LawBook law, Moment now)
    {
        var settled = dispute.Stage is Stage.Settled;
        ImmutableArray<ExitConditionView> exit =
        [
            new("settled", law.ConditionWords["settled"].Words, law.ConditionWords["settled"].Basis, settled),
            .. law.Acts["exit"].Needs.Select(Shown),
        ];
        return new ExitConditionsView(
            DisputeNumber.Parse(dispute.Number),
            dispute.Version,
            exit.All(condition => condition.Holds),
            exit,
            dispute.Watch is null ? [] : [.. law.Acts["unwatch"].Needs.Select(Shown)]);

        ExitConditionView Shown(Condition condition) =>
            new(condition.Name, law.ConditionWords[condition.Name].Words, law.ConditionWords[condition.Name].Basis, condition.Holds(dispute, now, law));
    }

    /// <summary>Until a leader is named, the lead's responsible leader answers for it.</summary>
    private static WatchView? Watch(DisputeState dispute, LawBook law) => dispute.Watch is not { } watch ? null
        : new WatchView(
            watch.Grade,
            watch.Reason,
            watch.IsLeaderNamed ? watch.NamedLeader : $"{law.Routing.NameOf(dispute.Lead, law.Areas).Zh}责任领导",
            watch.Since,
            watch.Visits)
        {
            LeaderNamed = watch.IsLeaderNamed,
            Reasons = [.. watch.Reasons.Select(reason => new WatchReasonView(
                reason.Rule, WordsOf(reason, watch, dispute, law), reason.At))],
            NextVisit = dispute.OpenClock(ClockKeys.WatchVisit)?.Due.End,
        };

    /// <summary>A field that was hot at the time may have been taken off the list since.</summary>
    private static Sentence WordsOf(WatchReason reason, WatchState watch, DisputeState dispute, LawBook law) =>
        reason.Rule is WatchReason.HotField ? law.HotFields.Find(dispute.Area, dispute.Category, new Moment(reason.At).Day)?.Words ?? new Sentence("属于多发易发领域", "it lies in a hot field")
        : law.WatchRules.Find(reason.Rule)?.Words ?? new Sentence(watch.Reason, watch.Reason);

    public static AgreementView? AgreementOf(DisputeState dispute) => dispute.Agreement is { } agreement
        ? new AgreementView(
            agreement.Form,
            agreement.SignedOn,
            agreement.Scope,
            agreement.Terms,
            [.. agreement.Instalments.Select(term => new InstalmentView(term.Number, term.What, term.Amount, term.DueOn, term.PerformedOn))],
            agreement.Confirmation)
        : null;

    private static LeadView Lead(DisputeState dispute, LawBook law) =>
        new(dispute.Lead, law.Routing.NameOf(dispute.Lead, law.Areas).Zh, dispute.LeadSince);

    private static AnswerView? Answer(DisputeState dispute) => dispute.Answer is { } answer
        ? new AnswerView(answer.At, answer.Method, answer.Text, answer.Delivered)
        : null;

    private static ImmutableArray<RouteView> Routes(DisputeState dispute, LawBook law) =>
    [
        .. from named in dispute.Routes
           let route = law.Routing.Route(named.Id)
           where route is not null
           select new RouteView(named.Id, new Sentence(route.Zh, route.En), new Sentence(route.WhereZh, route.WhereEn), route.Basis, named.ClockId),
    ];

    private static LimitationInterruptedView? Interruption(DisputeState dispute, LawBook law) =>
        dispute.LimitationInterruptedAt is { } at ? PartyClocks.Evidence(at, law) : null;

    public static ImmutableArray<ClockView> Clocks<T>(T owner, LawBook law, Moment now)
        where T : IClocked<T> =>
        [.. owner.Clocks.Select(clock => View(clock, owner.Category, law, now))];

    /// <param name="category">Of the dispute or matter that it runs on.</param>
    public static ClockView View(Clock clock, string? category, LawBook law, Moment now) => new()
    {
        Id = clock.Id,
        Status = clock.Status,
        Duty = clock.Duty,
        Holder = clock.Holder,
        Overdue = clock.IsOverdue(now.At),
        Due = clock.Counted,
        EndedAt = clock.EndedAt,
        NextRungAt = clock.Next?.At,
        DutyInWords = law.ClockWords[clock.Duty],
        DaysLeft = clock.Status is ClockStatus.Running ? clock.Due.End.DayNumber - now.Day.DayNumber : null,
        IfMissed = clock.Counted is null ? null : Lapse.IfMissedOf(clock, law),
        Awaits = clock.Status is ClockStatus.Armed ? Awaits(clock.Awaits!, law) : null,
        Remark = law.ClockWords.RemarkOn(clock, law.Routing.Category(category ?? "")?.Basis),
    };

    private static AwaitedView Awaits(Awaited awaited, LawBook law)
    {
        var rule = law.Rules.Versions(awaited.Rule).First(version => version.Version == awaited.Version);
        var names = awaited.Events.Select(id => NameOf(id, law)).ToArray();
        return new AwaitedView(awaited.Rule, awaited.Events, new Sentence(
            $"期限尚未起算，待下列情形之一发生：{string.Join('、', names.Select(name => name.Zh))}。依据《{rule.Law}》{rule.Article}。",
            $"Not counted yet. It begins with the first of these: {string.Join("; ", names.Select(name => name.En))}. Basis: 《{rule.Law}》{rule.Article}."));
    }

    private static Sentence NameOf(string id, LawBook law) => law.Events.Find(id)?.Name ?? new Sentence(id, id);
}
