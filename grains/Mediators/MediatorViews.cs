using Suyuan.Disputes;
using Suyuan.Identity;
using Suyuan.Matters;

namespace Suyuan.Mediators;

/// <summary>What the outside sees of a mediator.</summary>
internal static class MediatorViews
{
    public static MediatorView Of(MediatorState mediator, MatterNumber number, Actor by, LawBook law, Moment now)
    {
        var facts = mediator.Facts;
        return new MediatorView
        {
            Number = number,
            Version = mediator.Version,
            Name = facts.Name,
            Kind = facts.Is,
            Organisation = facts.Organisation,
            OrganisationName = law.Routing.NameOf(facts.Organisation, law.Areas).Zh,
            Fields = facts.Fields,
            Areas = facts.Areas,
            Languages = facts.Languages,
            LicenceUntil = facts.LicenceUntil,
            Capacity = facts.Capacity,
            Load = facts.Load,
            Standing = facts.Standing,
            Unfit = Fitness.Of(facts, law.Mediators[facts.Is].Leads ? Seat.Lead : Seat.Invited, now.Day, [], law.Mediators),
            Leaves = [.. facts.Leaves.Select(leave => new LeaveView(leave.From, leave.To))],
            TrainingHours = [.. facts.Training.OrderBy(year => year.Key).Select(year => new YearCount(year.Key, year.Value))],
            TrainingNeeded = law.Mediators[facts.Is].TrainingHours,
            Served = [.. facts.Served.OrderBy(count => count.Year).ThenBy(count => count.Mediation, StringComparer.Ordinal).Select(count => new ServedView(count.Year, count.Mediation, count.Count, count.Yuan))],
            Cases = !law.Allows("mediator/cases", by, mediator.Concern) ? [] : [.. mediator.Places.Select(place => DisputeNumber.Parse(place.Number))],
            Sample = facts.Sample,
            Clocks = DisputeViews.Clocks(mediator, law, now),
        };
    }
}
