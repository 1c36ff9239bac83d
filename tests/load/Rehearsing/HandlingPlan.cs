using System.Collections.Immutable;
using Suyuan.Load.Talk;

namespace Suyuan.Load.Rehearsing;

/// <summary>From assignment to an outcome: who takes it, who passes it on, what is tried.</summary>
internal sealed class HandlingPlan(Arrival arrival, World world, Temper temper, Random random)
{
    private static readonly ImmutableArray<string> ServiceKinds =
        ["petition", "mediation", "arbitration", "litigation", "legal-aid", "hardship-help", "civil-relief", "judicial-relief", "psychological-comfort"];

    public Intent Next(SeenDispute seen)
    {
        if (seen.PendingTransfer is { } transfer)
            return Answer(seen, transfer);
        if (temper.Transfer is not TransferFate.None && seen.Suspension is null && (temper.TransferFrom == seen.Stage || seen.Stage is "handling"))
            return Transfer(seen);
        return seen.Stage is "assigned" ? Take(seen) : seen.Suspension is not null ? Resume(seen) : Handle(seen);
    }

    private Intent Answer(SeenDispute seen, SeenTransfer transfer)
    {
        switch (temper.Transfer)
        {
            case TransferFate.Silence:
                // The asked unit says nothing until its time is over: that is its acceptance.
                temper.Transfer = TransferFate.None;
                return new Intent(
                    (seen.Running("transfer")?.Due?.DueAt ?? world.Clock.Now) + TimeSpan.FromHours(1 + random.Next(48)),
                    Person.Handler(transfer.To), "accept-transfer", _ => new { note = "太晚了" });
            case TransferFate.Returned or TransferFate.ReturnedTwice:
                temper.Transfer = temper.Transfer is TransferFate.ReturnedTwice ? TransferFate.Returned : TransferFate.None;
                return new Intent(Pace.Against(world, temper, random, seen, "transfer"), Person.Handler(transfer.To), "return-transfer", _ => new { reason = "不属于本单位职责" });
            default:
                temper.Transfer = TransferFate.None;
                return new Intent(Pace.Against(world, temper, random, seen, "transfer"), Person.Handler(transfer.To), "accept-transfer", _ => new { note = "接收" });
        }
    }

    private Intent Transfer(SeenDispute seen)
    {
        var to = Unit.Other(arrival, seen.Lead.Agency, random);
        return new Intent(Pace.Within(world, random, 2, 40), Lead(seen), "transfer", _ => new { to, reason = "职责在对方单位" });
    }

    private Intent Take(SeenDispute seen)
    {
        if (temper.NobodyAccepts)
        {
            temper.NobodyAccepts = false;
            return new Intent(
                (seen.Running("acceptance")?.Due?.DueAt ?? world.Clock.Now) + TimeSpan.FromDays(1 + random.Next(9)),
                Person.Clerk(Unit.Registrar(arrival)), "assign", _ => new { lead = $"{arrival.Area[..9]}-justice-office", note = "原单位未受理，改派" });
        }

        if (temper.Declines > 0)
        {
            temper.Declines--;
            return new Intent(Pace.Against(world, temper, random, seen, "acceptance"), Lead(seen), "decline", _ => new { reason = "不属于本单位管辖" });
        }

        return new Intent(Pace.Against(world, temper, random, seen, "acceptance"), Lead(seen), "accept", _ => new { note = "受理" });
    }

    private Intent Resume(SeenDispute seen) =>
        new(world.Clock.Now + TimeSpan.FromDays(3 + random.Next(25)), Lead(seen), "resume", _ => new { note = "中止原因消除" });

    private Intent Handle(SeenDispute seen)
    {
        if (temper.Escalates)
        {
            temper.Escalates = false;
            return new Intent(Pace.Within(world, random, 5, 60), Lead(seen), "escalate", _ => new { level = "county", reason = "涉及面广，请求上级支持" });
        }

        if (temper.WatchGrade is { } grade)
        {
            temper.WatchGrade = null;
            return new Intent(
                Pace.Within(world, random, 2, 20), Person.Coordinator(arrival.Area), "watch",
                _ => new { grade, reason = "情绪激动，可能激化", namedLeader = "分管副区长" });
        }

        if (temper.Services > 0)
        {
            temper.Services--;
            var kind = ServiceKinds[random.Next(ServiceKinds.Length)];
            return new Intent(Pace.Within(world, random, 1, 30), Person.Clerk(Unit.Registrar(arrival)), "services", _ => new { kind, owner = $"{arrival.Area[..6]}-justice" });
        }

        if (seen.Stage is "accepted")
            return Contact(seen);
        if (temper.Suspends)
        {
            temper.Suspends = false;
            return new Intent(Pace.Within(world, random, 10, 60), Lead(seen), "suspend", now => new { reason = Reason(now), note = "等待结果" });
        }

        if (temper.Extends)
        {
            temper.Extends = false;
            return new Intent(
                Pace.Within(world, random, 24, 120), Person.Leader(seen.Lead.Agency), "extend",
                now => new { clockId = now.Running("conclude")?.Id ?? "conclude-1", length = 5, reason = "案情复杂", approvedBy = "单位负责人", consentedOn = world.Clock.Today });
        }

        if (temper.TellsOfTheStart && seen.Clocks.FirstOrDefault(clock => clock.Status is "armed")?.Awaits is { } awaited)
        {
            temper.TellsOfTheStart = false;
            return new Intent(Pace.Within(world, random, 5, 400), Lead(seen), "events", _ => new { @event = awaited.Events[0] });
        }

        return seen.Sessions < temper.Sessions
            ? new Intent(
                Pace.Within(world, random, 12, 130), Lead(seen), "sessions",
                _ => new { heldAt = world.Clock.Now - TimeSpan.FromHours(6), place = "村委会", means = new[] { "law", "policy" }, attended = new[] { "社区民警" } })
            : End(seen);
    }

    private Intent Contact(SeenDispute seen)
    {
        var reached = temper.FailedContacts-- <= 0;
        return new Intent(
            Pace.Against(world, temper, random, seen, "first-contact"), Lead(seen), "contact",
            _ => new { method = "telephone", outcome = reached ? "reached" : "unreachable" });
    }

    private Intent End(SeenDispute seen)
    {
        var at = Pace.Against(world, temper, random, seen, "conclude");
        if (temper.Ending is Ending.Agreed)
            return new Intent(at, Lead(seen), "agreements", _ => Agreement());
        var outcome = temper.Ending is Ending.Terminated ? "terminated" : "not-agreed";
        return new Intent(at, Lead(seen), "fail", now => new { outcome, reason = "双方分歧较大", routes = Routes(now, world.Law) });
    }

    private object Agreement() => new
    {
        form = random.NextDouble() < 0.85 ? "written" : "oral",
        terms = "双方互谅互让，按约履行，就此了结。",
        concernsStatus = arrival.Category is "FAM" && random.NextDouble() < 0.4,
        instalments = Enumerable.Range(1, temper.Instalments)
            .Select(number => new { what = $"第{number}期", amount = 500 * (1 + random.Next(40)), dueOn = world.Clock.Today.AddDays(number * 12 + random.Next(8)) })
            .ToArray(),
    };

    /// <summary>A reason that some running clock of this dispute allows; the law decides, not the mood.</summary>
    private string Reason(SeenDispute seen) => seen.Clocks
        .Where(clock => clock.Status is "running" && clock.Duty is not "party")
        .SelectMany(clock => world.Law.Rules.Versions(clock.Due!.RuleId).SelectMany(rule => rule.SuspendOn))
        .FirstOrDefault() ?? "appraisal";

    public static string[] Routes(SeenDispute seen, LawBook law) =>
        [.. law.Routing.NextRoutes(seen.Category!, seen.Channel!).Select(route => route.Id).Take(2)];

    private static Person Lead(SeenDispute seen) => Person.Handler(seen.Lead.Agency);
}
