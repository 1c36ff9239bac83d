using Suyuan.Load.Talk;

namespace Suyuan.Load.Rehearsing;

/// <summary>From the outcome to the exit: performance, confirmation, answer, closing, visits, and coming back.</summary>
internal sealed class AftermathPlan(Arrival arrival, World world, Temper temper, Random random)
{
    private bool _explained;

    private Person Window => Person.Clerk(Unit.Registrar(arrival));

    public Intent? Next(SeenDispute seen)
    {
        if (seen.Stage is "merged" || (seen.Stage is "exited" && !temper.ReopensAfterExit))
            return null;
        if (seen.Watch is { } watch && seen.Stage is not "exited")
            return Watched(seen, watch);
        if (seen.Services.FirstOrDefault(service => service.Outcome is null) is { } open)
            return new Intent(
                Pace.Against(world, temper, random, seen, $"service-{open.Number}"), Window, "service-results",
                _ => new { service = open.Number, outcome = random.NextDouble() < 0.8 ? "delivered" : "refused" });
        if (seen.Agreement is { } agreement && seen.Stage is "agreed" or "performing" && Confirmation(seen, seen.Agreement!) is { } step)
            return step;
        return seen.Stage switch
        {
            "agreed" or "performing" => Perform(seen, seen.Agreement!) ?? AnswerOrClose(seen),
            "not-agreed" or "withdrawn" or "terminated" => AnswerOrClose(seen),
            "closed" => FollowUp(seen, "follow-up-first"),
            "watched" => temper.Rates ? Rate() : FollowUp(seen, "follow-up-last"),
            "settled" when !_explained => Explain(),
            "settled" => new Intent(Pace.Against(world, temper, random, seen, "exit"), Window, "exit", _ => new { note = "销号" }),
            "exited" => Reopen(),
            _ => null,
        };
    }

    /// <summary>The list is left only after the visits that the policy asks for; the last one has to be calm.</summary>
    private Intent Watched(SeenDispute seen, SeenWatch watch)
    {
        if (!watch.LeaderNamed)
            return new Intent(
                Pace.Against(world, temper, random, seen, "name-leader"), Person.Coordinator(arrival.Area), "watch",
                _ => new { grade = watch.Grade, reason = "按规则列入，确定包案领导", namedLeader = "分管副区长" });
        var enough = watch.Visits >= world.Law.Policy.WatchMinimumVisits(
            watch.Grade switch { "red" => Disputes.WatchGrade.Red, "orange" => Disputes.WatchGrade.Orange, _ => Disputes.WatchGrade.Yellow });
        return enough
            ? new Intent(Pace.Within(world, random, 5, 60), Person.Coordinator(arrival.Area), "unwatch", _ => new { reason = "情况平稳" })
            : new Intent(
                Pace.Against(world, temper, random, seen, "watch-visit"), Person.GridWorker(arrival.Area), "watch-visits",
                _ => new { finding = watch.Visits is 0 ? "tense" : "calm", note = "走访" });
    }

    private Intent Explain()
    {
        _explained = true;
        return new Intent(Pace.Within(world, random, 1, 40), Window, "explain", _ => new { method = "in-person", text = "已说明结果、理由和后续渠道。" });
    }

    private Intent? Confirmation(SeenDispute seen, SeenAgreement agreement)
    {
        if (!temper.Confirms)
            return null;
        var (by, step, clock) = agreement.Confirmation switch
        {
            null => (Window, "apply", "confirmation-apply"),
            "apply" => (Person.Court(arrival.Area), "accept", "confirmation-accept"),
            "accept" => (Person.Court(arrival.Area), random.NextDouble() < 0.85 ? "confirm" : "dismiss", "confirmation-target"),
            _ => (Window, "", ""),
        };
        if (step.Length is 0 || (agreement.Confirmation is null && seen.Running("confirmation-apply") is null))
        {
            temper.Confirms = false;
            return null;
        }

        return new Intent(Pace.Against(world, temper, random, seen, clock), by, "confirmation", _ => new { step, document = "司确1号" });
    }

    private Intent? Perform(SeenDispute seen, SeenAgreement agreement)
    {
        if (agreement.Instalments.FirstOrDefault(instalment => instalment.PerformedOn is null) is not { } owed)
            return null;
        if (temper.NeverPerforms)
        {
            temper.NeverPerforms = false;
            return new Intent(
                Moment.StartOf(owed.DueOn.AddDays(1)) + TimeSpan.FromDays(9 + random.Next(6)), Person.Handler(seen.Lead.Agency), "fail",
                now => new { outcome = "terminated", reason = "一方拒不履行", routes = HandlingPlan.Routes(now, world.Law) });
        }

        return new Intent(
            Pace.Against(world, temper, random, seen, $"instalment-{owed.Number}"), Window, "performance",
            _ => new { instalment = owed.Number, voluntary = true });
    }

    private Intent AnswerOrClose(SeenDispute seen) => seen.Answer is null
        ? new Intent(
            Pace.Against(world, temper, random, seen, "answer"), Window, "answer",
            _ => new { method = "in-person", text = "办理结果及理由已当面告知，后续途径和期限已说明。" })
        : new Intent(
            Pace.Against(world, temper, random, seen, "close"), Person.Handler(seen.Lead.Agency), "close", _ => new { note = "办结" });

    private Intent FollowUp(SeenDispute seen, string clock)
    {
        var finding = "settled";
        if (temper.RelapsesAt == seen.Stage)
        {
            temper.RelapsesAt = null;
            finding = "relapsed";
        }
        else if (temper.Unreachable)
        {
            temper.Unreachable = false;
            finding = "unreachable";
        }

        return new Intent(Pace.Against(world, temper, random, seen, clock), Window, "followups", _ => new { finding, method = "telephone" });
    }

    private Intent Rate()
    {
        temper.Rates = false;
        return new Intent(Pace.Within(world, random, 5, 50), Window, "ratings", _ => new { score = 1 + random.Next(5) });
    }

    private Intent Reopen()
    {
        temper.ReopensAfterExit = false;
        return new Intent(Pace.Within(world, random, 24, 240), Window, "reopen", _ => new { reason = "矛盾反复" });
    }
}
