using System.Collections.Immutable;
using Suyuan.Changes;
using Suyuan.Deadlines;
using Suyuan.Identity;
using Suyuan.Projection;
using Suyuan.Signals;

namespace Suyuan.Disputes;

/// <summary>The rows that one write of a dispute puts beside its state. Pure; reads nothing but the state.</summary>
internal static class DisputeProjection
{
    public static ProjectedRows Of(DisputeState dispute) => new()
    {
        Dispute = Row(dispute),
        Receipt = dispute is { Version: 1, Receipt: { } receipt } ? ReceiptOf(dispute, receipt) : null,
        Mark = dispute.Version is 1
            ? Marks.Of(dispute.Number, dispute.Area, dispute.RegisteredAt, dispute.PeopleInvolved, dispute.Narrative, dispute.Parties)
            : null,
        // With an erasure: those that stay.
        PartyKeys = dispute.Version is 1 || dispute.Written.Erasing is not null ? PartyKeys(dispute) : [],
        // A risk of this write has its instant; repeated by another write of the same instant, the row stays as it is.
        RedWarnings =
        [
            .. from risk in dispute.Risks
               where risk is { Factor: RiskFactor.RedWarning, Reference: not null } && risk.At == dispute.UpdatedAt
               select new RedWarningRow(dispute.Number, risk.Reference!, risk.At),
        ],
        Closing = dispute.Closure is { } closure && closure.At == dispute.UpdatedAt ? ClosingOf(dispute, closure) : null,
        Erasure = dispute.Written.Erasing,
        Events = dispute.Written.Steps,
        Notices = dispute.Written.Notices,
        Rungs = dispute.Written.Rungs,
        Moves = dispute.Written.Moves ?? [],
        Clocks = [.. dispute.Clocks.Where(clock => dispute.Written.Clocks.Contains(clock.Id)).Select(clock => Row(dispute.Number, clock))],
        Wake = new WakeUp(dispute.NextWakeAt),
    };

    /// <summary>By what whoever may see them finds disputes of a party.</summary>
    public static ImmutableArray<PartyKeyRow> PartyKeys(DisputeState dispute) =>
    [
        .. from party in dispute.Parties
           from number in new (string Kind, string? Value)[] { (PartyKeyRow.Telephone, party.Telephone), (PartyKeyRow.IdNumber, party.IdNumber) }
           where !string.IsNullOrWhiteSpace(number.Value)
           select new PartyKeyRow(dispute.Number, number.Kind, number.Value!),
    ];

    private static DisputeRow Row(DisputeState dispute) => new(
        dispute.Number,
        dispute.Area.ToString(),
        dispute.Category,
        dispute.Channel,
        Kebab.Of(dispute.Stage),
        Kebab.Of(dispute.Standing),
        dispute.Lead.ToString(),
        dispute.Mediator,
        dispute.Watch is { } watch ? Kebab.Of(watch.Grade) : null,
        dispute.Title,
        Kebab.Of(dispute.Source),
        dispute.RegisteredAt,
        dispute.UpdatedAt,
        dispute.Closure?.At,
        dispute.Clocks
            .Where(clock => clock.Status is ClockStatus.Running && clock.Duty is not Duty.Party)
            .Min(clock => (DateTimeOffset?)clock.Due.DueAt),
        dispute.NextWakeAt,
        dispute.MergedInto?.ToString(),
        dispute.Version,
        dispute.IdempotencyKey,
        dispute.Fingerprint,
        dispute.LastStep,
        dispute.LastHash,
        dispute.Closure is { } closure ? Kebab.Of(closure.SettledAt) : null,
        dispute.Reopened,
        dispute.Returns,
        dispute.OpenClock(ClockKeys.CoordinatorDecision) is not null,
        dispute.OpenClock(ClockKeys.WatchVisit)?.Counted?.DueAt,
        Concern.Written(dispute.Others),
        !dispute.Restrictions.IsEmpty,
        dispute.EraseAt,
        dispute.Retention?.Rule,
        dispute.Retention is { Held: true },
        !dispute.Restrictions.IsEmpty || dispute.Services.Any(service => service.Kind is ServiceKind.PsychologicalComfort));

    private static ClosingRow ClosingOf(DisputeState dispute, Closure closure) => new(
        dispute.Number,
        dispute.Area.ToString(),
        closure.At,
        dispute.Clocks.LastOrDefault(clock => clock.Key is ClockKeys.Conclude)?.Counted?.Excluded.Sum(days => days.To.DayNumber - days.From.DayNumber + 1) ?? 0,
        dispute.Contacts,
        dispute.Sessions,
        dispute.Visited.Length,
        closure.PartyCost is { } yuan ? (long)(yuan * 100) : null,
        dispute.Services.Any(service => service is { Kind: ServiceKind.LegalAid, Outcome: ServiceOutcome.Delivered }));

    private static ReceiptRow ReceiptOf(DisputeState dispute, Receipt receipt)
    {
        var number = DisputeNumber.Parse(dispute.Number);
        return new ReceiptRow(dispute.Number, number.County.ToString(), number.Year, receipt.Sequence, receipt.Hash, receipt.At);
    }

    /// <summary>A clock as lists, forecasts and changes of law see it, whatever it runs on.</summary>
    public static ClockRow Row(string number, Clock clock) => new(
        number,
        clock.Id,
        clock.RuleId,
        clock.RuleVersion,
        Kebab.Of(clock.Duty),
        clock.Holder,
        Kebab.Of(clock.Status),
        clock.Counted?.Trigger.At ?? clock.Awaits!.Since,
        clock.Counted?.DueAt,
        clock.EndedAt,
        clock.Counted?.Provisional ?? false,
        clock.Counted?.CalendarVersion ?? "",
        clock.Counted is { } due ? Adjustments.TextOf(due) : "");
}
