using System.Globalization;
using Suyuan.Agencies;
using Suyuan.Deadlines;
using Suyuan.Identity;

namespace Suyuan.Disputes;

/// <summary>How it ends: agreement and its performance, judicial confirmation, no agreement with the ways that stay open, answer, closing.</summary>
internal static class OutcomeRules
{
    public static Result<DisputeState> Agree(DisputeState dispute, RecordAgreement command, Scene scene)
    {
        var signedOn = command.SignedOn ?? scene.Now.Day;
        var agreed = Concluded(dispute, ClockStatus.Met, scene).Acknowledged(command.Scope ?? AgreementScope.Full, scene) with
        {
            Stage = Stage.Agreed,
            Answer = null,
            Rating = null,
            Routes = [],
            Agreement = new Agreement
            {
                Form = command.Form!.Value,
                SignedOn = signedOn,
                Scope = command.Scope ?? AgreementScope.Full,
                Terms = command.Terms!,
                ConcernsStatus = command.ConcernsStatus,
                Instalments =
                [
                    .. command.Instalments.Select((term, index) => new Instalment(index + 1, term.What!, term.Amount, term.DueOn!.Value)),
                ],
            },
        };
        foreach (var instalment in agreed.Agreement.Instalments)
            agreed = agreed.Start(scene, $"{ClockKeys.Instalment}{instalment.Number}", Duty.Party, ClockKeys.Parties, AgreedDay(instalment, signedOn, scene));
        if (!command.ConcernsStatus && scene.Law.Routing.Channel(dispute.Channel!)!.IsMediation)
        {
            var effective = signedOn == scene.Now.Day ? scene.Now.At : Moment.StartOf(signedOn);
            agreed = agreed.Happen(scene, EventNames.AgreementEffective, effective);
        }

        agreed = agreed.Start(scene, ClockKeys.Answer, "policy-answer", dispute.Lead.ToString(), "达成协议");
        return ReadyToClose(agreed, scene);
    }

    public static Result<DisputeState> Perform(DisputeState dispute, RecordPerformance command, Scene scene)
    {
        var agreement = dispute.Agreement!;
        if (agreement.Instalments.FirstOrDefault(instalment => instalment.Number == command.Instalment) is not { } instalment)
            return Refusal.Of("instalment", RefusalCode.UnknownInstalment, new Fact("instalment", $"{command.Instalment}"));
        if (instalment.PerformedOn is not null)
            return Refusal.Of("instalment", RefusalCode.AlreadyPerformed, new Fact("instalment", $"{command.Instalment}"));
        var performed = instalment with { PerformedOn = command.PerformedOn ?? scene.Now.Day, Voluntary = command.Voluntary };
        return ReadyToClose(
            (dispute with
            {
                Stage = Stage.Performing,
                Agreement = agreement with { Instalments = agreement.Instalments.Replace(instalment, performed) },
            }).Meet(scene, $"{ClockKeys.Instalment}{instalment.Number}"),
            scene);
    }

    /// <summary>The party leaves knowing the ways that are open, each with its time limit (出门明渠道).</summary>
    public static Result<DisputeState> Fail(DisputeState dispute, Fail command, Scene scene)
    {
        var routes = command.Routes.Distinct().Select(id => scene.Law.Routing.Route(id)!).ToArray();
        return routes.FirstOrDefault(route => !route.IsLawful(dispute.Category!, dispute.Channel!)) is { } other
            ? Refusal.Of("routes", RefusalCode.RouteNotLawful, new Fact("route", other.Id), new Fact("allowed", Lawful(dispute, scene.Law)))
            : Failed(Concluded(dispute, ClockStatus.Met, scene), command.Outcome!.Value, routes, scene);
    }

    /// <summary>The limit for handling ended without agreement and the law ends the handling with it: every lawful way is named.</summary>
    public static DisputeState EndedBySilence(DisputeState dispute, FailureKind kind, Scene scene) =>
        Failed(Void(dispute, scene), kind, scene.Law.Routing.NextRoutes(dispute.Category!, dispute.Channel!), scene);

    /// <summary>The applicant let a limit pass without which there is nothing to decide on.</summary>
    public static DisputeState Abandoned(DisputeState dispute, Scene scene) => Withdrawn(Void(dispute, scene), scene);

    /// <summary>Tells the parties the ways that are open to them while the handling goes on; none of these is counted yet.</summary>
    public static DisputeState WithLawfulWays(DisputeState dispute, Scene scene) => dispute with
    {
        Routes = [.. scene.Law.Routing.NextRoutes(dispute.Category!, dispute.Channel!).Select(route => new NamedRoute(route.Id, null))],
    };

    private static DisputeState Failed(DisputeState concluded, FailureKind kind, IEnumerable<NextRoute> routes, Scene scene)
    {
        var failed = concluded
            .CancelAll(scene, clock => clock.Key.StartsWith(ClockKeys.Instalment, StringComparison.Ordinal))
            .Cancel(scene, ClockKeys.Answer, ClockKeys.Close, ClockKeys.ConfirmationApply, ClockKeys.ConfirmationAccept, ClockKeys.ConfirmationTarget, ClockKeys.ConfirmationDecide) with
        {
            Stage = kind is FailureKind.NotAgreed ? Stage.NotAgreed : Stage.Terminated,
            Answer = null,
            Rating = null,
            Routes = [],
            ExplainedAt = null,
        };
        failed = failed.Anew(scene, scene.Now.At);
        foreach (var route in routes)
        {
            var standing = failed.OwnClock(route.RuleId);
            if (standing is null)
            {
                var from = concluded.StartOf(route, scene);
                failed = failed.Start(scene, $"{ClockKeys.Route}{route.Id}", route.RuleId, ClockKeys.Parties, from.Event, from.At);
            }

            failed = failed with { Routes = failed.Routes.Add(new NamedRoute(route.Id, standing?.Id ?? failed.Clocks[^1].Id)) };
        }

        return failed.Start(scene, ClockKeys.Answer, "policy-answer", failed.Lead.ToString(), "调解不成");
    }

    public static Result<DisputeState> Withdraw(DisputeState dispute, Scene scene) => Withdrawn(dispute, scene);

    private static DisputeState Withdrawn(DisputeState dispute, Scene scene) =>
        (Concluded(dispute, ClockStatus.Cancelled, scene) with { Stage = Stage.Withdrawn })
            .Cancel(scene, ClockKeys.Triage, ClockKeys.Assignment, ClockKeys.Acceptance, ClockKeys.CoordinatorDecision)
            .Anew(scene, scene.Now.At)
            .Start(scene, ClockKeys.Answer, "policy-answer", dispute.Lead.ToString(), "撤回");

    public static Result<DisputeState> Confirm(DisputeState dispute, Confirm command, Scene scene)
    {
        var step = command.Step!.Value;
        var before = dispute.Agreement!.Confirmation;
        var inOrder = (before, step) is (null, ConfirmationStep.Apply)
            or (ConfirmationStep.Apply, ConfirmationStep.Accept or ConfirmationStep.Dismiss)
            or (ConfirmationStep.Accept, ConfirmationStep.Confirm or ConfirmationStep.Dismiss);
        if (!inOrder)
            return Refusal.Of("step", RefusalCode.ConfirmationOutOfOrder, new Fact("step", before is { } at ? Kebab.Of(at) : "none"));
        if (step is not ConfirmationStep.Apply && scene.By.Role is not (Role.Court or Role.Coordinator))
            return Refusal.Of("step", RefusalCode.NotYourRole, new Fact("role", Kebab.Of(scene.By.Role)), new Fact("act", $"confirmation/{Kebab.Of(step)}"));
        if (step is ConfirmationStep.Apply && dispute.OpenClock(ClockKeys.ConfirmationApply) is null)
            return Refusal.Of("step", RefusalCode.WindowClosed, new Fact("end", $"{dispute.Clocks.LastOrDefault(clock => clock.Key is ClockKeys.ConfirmationApply)?.Due.End:yyyy-MM-dd}"));

        var moved = dispute with { Agreement = dispute.Agreement with { Confirmation = step } };
        return step switch
        {
            ConfirmationStep.Apply => moved.Happen(scene, EventNames.ConfirmationApplied),
            ConfirmationStep.Accept => moved.Happen(scene, EventNames.ConfirmationAccepted),
            ConfirmationStep.Confirm => moved.Happen(scene, EventNames.ConfirmationRuled),
            // 民事诉讼法第206条: they may mediate again or sue.
            _ => WithLawfulWays(moved.Happen(scene, EventNames.ConfirmationDismissed), scene),
        };
    }

    public static Result<DisputeState> Answer(DisputeState dispute, GiveAnswer command, Scene scene)
    {
        var answered = (dispute with
        {
            Answer = new Answer(scene.Now.At, command.Method!.Value, command.Text!, command.UndeliverableProof is null),
        }).Meet(scene, ClockKeys.Answer);
        return ReadyToClose(answered, scene);
    }

    public static Result<DisputeState> Close(DisputeState dispute, Close command, Scene scene)
    {
        var conclude = dispute.Clocks.LastOrDefault(clock => clock.Key is ClockKeys.Conclude);
        var closed = dispute.Meet(scene, ClockKeys.Close) with
        {
            Stage = Stage.Closed,
            Allowances = AllowanceRules.Of(dispute, scene.Law),
            Closure = new Closure(
                scene.Now.At,
                command.SettledAt ?? dispute.Lead.Area.Level,
                conclude is null or { EndedAt: null } or { Counted: null } || conclude.EndedAt <= conclude.Due.DueAt,
                command.PartyCost),
        };
        return closed
            .Start(scene, ClockKeys.FollowUpFirst, "policy-follow-up-first", dispute.Lead.ToString(), "办结")
            .Start(scene, ClockKeys.FollowUpLast, "policy-follow-up-last", dispute.Lead.ToString(), "办结");
    }

    /// <summary>Routes that are lawful for this dispute, <c>|</c> separated: what a refusal offers instead.</summary>
    private static string Lawful(DisputeState dispute, LawBook law) =>
        string.Join('|', law.Routing.NextRoutes(dispute.Category!, dispute.Channel!).Select(route => route.Id));

    /// <summary>What competence still waited for when the handling was over: answered by nobody, and void.</summary>
    private static DisputeState Void(DisputeState dispute, Scene scene) =>
        Concluded(dispute, ClockStatus.Cancelled, scene)
            .Cancel(scene, ClockKeys.Assignment, ClockKeys.Acceptance, ClockKeys.CoordinatorDecision, ClockKeys.Transfer) with
        { Transfer = null };

    /// <summary>Handling is over: its clocks end, a suspension with it.</summary>
    private static DisputeState Concluded(DisputeState dispute, ClockStatus status, Scene scene)
    {
        var resumed = HandlingRules.Resumed(dispute, scene).Cancel(scene, ClockKeys.ArmedReview);
        return status is ClockStatus.Met
            ? resumed.Meet(scene, ClockKeys.Conclude, ClockKeys.FirstContact)
            : resumed.Cancel(scene, ClockKeys.Conclude, ClockKeys.FirstContact);
    }

    /// <summary>Once nothing is owed any more, the case must be closed within its limit.</summary>
    private static DisputeState ReadyToClose(DisputeState dispute, Scene scene)
    {
        var agreed = dispute.Stage is Stage.Agreed or Stage.Performing;
        var ready = agreed ? dispute.Agreement!.IsPerformed : dispute.Answer is not null;
        return ready && dispute.OpenClock(ClockKeys.Close) is null
            ? dispute.Start(scene, ClockKeys.Close, "policy-close", dispute.Lead.ToString(), agreed ? "协议履行完毕" : "答复送达")
            : dispute;
    }

    /// <summary>The day that the parties agreed: their word stands before any counting (Civil Code 204), so nothing moves it.</summary>
    private static DueDate AgreedDay(Instalment instalment, DateOnly signedOn, Scene scene)
    {
        var rule = scene.Law.Rules.Find(RuleCatalogue.AgreedRule, signedOn)!;
        var day = instalment.DueOn;
        return new DueDate
        {
            RuleId = rule.Id,
            RuleVersion = rule.Version,
            Law = "民法典",
            Article = "第204条",
            Trigger = new TriggerEvent("调解协议约定", Moment.StartOf(signedOn)),
            FirstCountedDay = signedOn < day ? signedOn.AddDays(1) : signedOn,
            Length = 0,
            Unit = PeriodUnit.None,
            NominalEnd = day,
            End = day,
            DueAt = Moment.StartOf(day.AddDays(1)),
            CalendarVersion = "",
            Sentence = new Sentence(
                string.Create(CultureInfo.InvariantCulture, $"按调解协议约定，第{instalment.Number}期应于{day.Year}年{day.Month}月{day.Day}日前（含当日）履行。"),
                string.Create(CultureInfo.InvariantCulture, $"By the mediation agreement, instalment {instalment.Number} is to be performed by the end of {day:d MMMM yyyy}.")),
        };
    }
}
