namespace Suyuan.Mediators;

/// <summary>Whether a mediator can take a seat now. Asked when candidates are ranked, and again by the mediator's own grain, which alone decides.</summary>
internal static class Fitness
{
    public static Unfit Of(MediatorFacts mediator, Seat seat, DateOnly today, IEnumerable<string> parties, MediatorBook book)
    {
        var kind = book[mediator.Is];
        return mediator switch
        {
            { Standing: not MediatorStanding.Active } => Unfit.NotActive,
            _ when mediator.Leaves.Any(leave => leave.From <= today && today <= leave.To) => Unfit.OnLeave,
            { LicenceUntil: null } when kind.NeedsLicence => Unfit.LicenceMissing,
            { LicenceUntil: { } last } when kind.NeedsLicence && last < today => Unfit.LicenceLapsed,
            _ when ShortOf(mediator, today.Year, kind) > 0 => Unfit.TrainingShort,
            _ when !(seat is Seat.Invited ? kind.Invited : kind.Leads) => Unfit.WrongSeat,
            _ when parties.Any(mediator.Relations.Include) => Unfit.Related,
            _ when seat is Seat.Lead && mediator.Load >= mediator.Capacity => Unfit.Full,
            _ => Unfit.None,
        };
    }

    /// <summary>Hours of last year that are owed still: training is a gate (培训教育), and what was missed can be made up for this year.</summary>
    public static int ShortOf(MediatorFacts mediator, int year, KindRow kind) => IsFull(mediator, year - 1)
        ? Math.Max(0, kind.TrainingHours - mediator.TrainedIn(year - 1) - mediator.TrainedIn(year))
        : 0;

    /// <summary>On the list for the whole of a year: hours are asked of no other.</summary>
    public static bool IsFull(MediatorFacts mediator, int year) => mediator.EnteredOn <= new DateOnly(year, 1, 1);
}
