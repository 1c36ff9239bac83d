using Suyuan.Load.Talk;

namespace Suyuan.Load.Rehearsing;

/// <summary>What the people around one dispute do next, from what they see. A wish is taken off the list when it is planned, whether or not it works.</summary>
internal sealed class Plan(Arrival arrival, World world, Temper temper, Random random)
{
    private readonly HandlingPlan _handling = new(arrival, world, temper, random);
    private readonly AftermathPlan _aftermath = new(arrival, world, temper, random);
    private bool _duplicate = arrival.DuplicateOf is not null;

    /// <summary>Somebody who may look.</summary>
    public Person Anybody { get; } = Person.Coordinator(arrival.Area);

    /// <summary>Null when nothing is left to do.</summary>
    public Intent? Next(SeenDispute seen)
    {
        if (_duplicate && seen.Stage is "registered" or "triaged" or "assigned" && Merge() is { } merge)
            return merge;
        if (temper.Ending is Ending.Withdrawn && temper.WithdrawnIn == seen.Stage && seen.PendingTransfer is null)
            return Withdraw(seen);
        return seen.Stage switch
        {
            "registered" => Triage(seen),
            "triaged" => Assign(seen),
            "assigned" or "accepted" or "handling" => _handling.Next(seen),
            _ => _aftermath.Next(seen),
        };
    }

    private Intent? Merge()
    {
        if (!_duplicate || !world.Numbers.TryGetValue(arrival.DuplicateOf!.Value, out var earlier))
            return null;
        _duplicate = false;
        return new Intent(
            Pace.Within(world, random, 1, 30), Person.Clerk(Unit.Registrar(arrival)), "merge",
            _ => new { into = earlier, reason = "同一事项已经登记", told = "telephone" });
    }

    private Intent Withdraw(SeenDispute seen)
    {
        temper.Ending = Ending.NotAgreed;
        return new Intent(Pace.Against(world, temper, random, seen, "conclude"), Person.Clerk(Unit.Registrar(arrival)), "withdraw", _ => new { reason = "当事人自行和解，申请撤回" });
    }

    private Intent Triage(SeenDispute seen) => new(
        Pace.Against(world, temper, random, seen, "triage"), Person.Clerk(Unit.Registrar(arrival)), "triage",
        _ => new { category = arrival.Category });

    private Intent Assign(SeenDispute seen) => seen.Running("coordinator-decision") is not null
        ? new Intent(
            Pace.Against(world, temper, random, seen, "coordinator-decision"), Person.Coordinator(arrival.Area), "assign",
            _ => new { lead = Unit.Registrar(arrival), note = "指定牵头" })
        : new Intent(
            Pace.Against(world, temper, random, seen, "assignment"), Person.Clerk(Unit.Registrar(arrival)), "assign",
            _ => new { });
}
