using Suyuan.Agencies;
using Suyuan.Deadlines;
using Suyuan.Identity;

namespace Suyuan.Disputes;

/// <summary>延长: more time for one clock, as long and as often as its rule allows, recorded by whom the law lets approve it.</summary>
internal static class ExtensionRules
{
    public static Result<DisputeState> Extend(DisputeState dispute, Extend command, Scene scene)
    {
        if (dispute.Clocks.FirstOrDefault(clock => clock.Id == command.ClockId) is not { } clock)
            return Refusal.Of("clockId", RefusalCode.UnknownClock, new Fact("clock", command.ClockId!));
        if (clock.Status is not ClockStatus.Running)
            return Refusal.Of("clockId", RefusalCode.ClockNotRunning, new Fact("status", Kebab.Of(clock.Status)));
        var rule = scene.Law.Rules.Of(clock.Due);
        if (!rule.CanBeExtended)
            return Refusal.Of("clockId", RefusalCode.ExtensionNotAllowed, new Fact("law", $"《{rule.Law}》{rule.Article}"));
        if (clock.IsOverdue(scene.Now.At))
            return Refusal.Of("clockId", RefusalCode.EndPassed, new Fact("end", $"{clock.Due.End:yyyy-MM-dd}"));
        if (rule.NextExtension(clock.Due.Extensions.Length) is not { } step)
            return Refusal.Of("clockId", RefusalCode.ExtensionUsedUp, new Fact("times", $"{rule.ExtensionTimes}"));
        var approver = scene.Law.Approvers[step.By];
        if (!MayApprove(approver, scene.By, HolderOf(clock, dispute), dispute))
            return Refusal.Of("clockId", RefusalCode.NotTheApprover, new Fact("approverZh", approver.Name.Zh), new Fact("approverEn", approver.Name.En));
        if (approver.NeedsConsent && command.ConsentedOn is null)
            return Refusal.Of("consentedOn", RefusalCode.ConsentMissing, new Fact("approverZh", approver.Name.Zh), new Fact("approverEn", approver.Name.En));
        var length = command.Length!.Value;
        var most = clock.Due.End > DueDates.LatestTrigger ? 0 : rule.Longest(step);
        if (length > most)
            return Refusal.Of("length", RefusalCode.ExtensionTooLong, rule.LimitOf(most));
        var extended = clock.Extended(dispute, scene, new Extension(length, rule.ExtensionUnit, command.ApprovedBy!, command.Reason!));
        return Told(dispute.Replace(extended), extended, scene);
    }

    /// <summary>An extension concerns this unit: it holds a running clock, stands above a unit that does, or leads.</summary>
    public static bool Concerns(DisputeState dispute, Actor by) => by.Agency is { } agency
        && (agency == dispute.Lead || dispute.Clocks.Any(clock =>
            clock.Status is ClockStatus.Running && HolderOf(clock, dispute) is var holder && (agency == holder || Hierarchy.IsAbove(agency, holder))));

    private static bool MayApprove(Approver approver, Actor by, AgencyId holder, DisputeState dispute) => approver.Roles.Contains(by.Role)
        && approver.Relation switch
        {
            ApproverRelation.Own => by.Agency == holder,
            // A coordinator without a unit stands over an area.
            ApproverRelation.Above => by.Agency is { } agency ? Hierarchy.IsAbove(agency, holder) : by.Role is Role.Coordinator && ActTable.IsOver(by, dispute),
            ApproverRelation.Court => by.Agency == holder || by.Agency == Hierarchy.CourtOf(dispute.Area),
            _ => true,
        };

    /// <summary>Who answers for a clock; for the parties' own the lead, who keeps them informed.</summary>
    private static AgencyId HolderOf(Clock clock, DisputeState dispute) => AgencyId.TryParse(clock.Holder, null, out var holder) ? holder : dispute.Lead;

    /// <summary>The lead has to tell the parties that it takes longer, and why (信访工作条例 34, 行政复议法 62 …).</summary>
    private static DisputeState Told(DisputeState dispute, Clock extended, Scene scene)
    {
        var said = new Extended(extended.Id, extended.Due.RuleId, extended.Due.Extensions[^1].Length, extended.Due.Extensions[^1].Unit, extended.Due.End);
        var told = dispute.Notify(scene, dispute.Lead, "tell-parties-extension", said);
        return HolderOf(extended, dispute) is var holder && holder != dispute.Lead ? told.Notify(scene, holder, "clock-extended", said) : told;
    }

    /// <summary>What a notice says: the clock and its new end; the reason stands in the history.</summary>
    private sealed record Extended(string Clock, string Rule, int Length, PeriodUnit Unit, DateOnly End);
}
