using Orleans.Concurrency;
using Orleans.Storage;
using Suyuan.Areas;
using Suyuan.Changes;
using Suyuan.Identity;
using Suyuan.Ledger;
using Suyuan.Matters;
using Suyuan.Operations;
using Suyuan.Projection;

namespace Suyuan.Disputes;

/// <summary>
/// The door. Checks the input, takes a number, and lets the dispute's own grain do the one write. It holds nothing, so
/// requests may interleave: otherwise only as many people as the silo has cores could register at once.
/// </summary>
[GrainType("intake"), StatelessWorker, Reentrant]
internal sealed class IntakeGrain(LawInForce law, NumberDesk numbers, IReadModel reads, FreshKeys fresh, ProductMeter meter, TimeProvider clock)
    : Grain, IIntakeGrain
{
    public Task<Result<Registered>> Register(RegisterDispute registration, ActContext context) => Register(registration, null, context);

    public Task<Result<Registered>> RegisterFrom(MatterNumber signal, RegisterDispute registration, ActContext context) =>
        Register(registration, signal, context);

    private async Task<Result<Registered>> Register(RegisterDispute registration, MatterNumber? signal, ActContext context)
    {
        var answer = await Answer(registration, signal, context);
        meter.Commanded("dispute", "register", answer.Refusal);
        return answer;
    }

    private async Task<Result<Registered>> Answer(RegisterDispute registration, MatterNumber? signal, ActContext context)
    {
        if (law.Current.RefusesRole("dispute/register", context.By) is { } refused)
            return refused;
        var now = Moment.Now(clock);
        if (RegistrationBounds.Check(registration, law.Current, now) is { } malformed)
            return malformed;
        if (registration.Grid is { } grid && !await GrainFactory.AreaDuty(AreaCode.Parse(registration.AreaCode!)).HasGrid(GridCode.Parse(grid)))
            return Refusal.Invalid([Refusal.Of("grid", RefusalCode.UnknownGrid, new Fact("grid", grid))]);
        var number = await numbers.Next(AreaCode.Parse(registration.AreaCode!).County, now.Day.Year);
        if (!number.Succeeded)
            return number.Refusal;

        var admission = new Admission(registration, Chain.Fingerprint(registration), AccessCodes.New(), context.CommandId, signal);
        fresh.Add(GrainKeys.Of(number.Value));
        try
        {
            return await GrainFactory.Dispute(number.Value).Register(admission, context);
        }
        catch (InconsistentStateException) when (context.CommandId is not null)
        {
            // The key was taken, by this caller's earlier try or a racing one; the number just taken stays a gap.
            if (await reads.FindRegistration(context.CommandId, CancellationToken.None) is not { } first)
                throw;
            return first.Fingerprint != admission.Fingerprint
                ? Refusal.Because(RefusalCode.IdempotencyKeyReused)
                : (await GrainFactory.Dispute(DisputeNumber.Parse(first.Number)).Receipt())!;
        }
    }
}
