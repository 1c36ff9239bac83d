using System.Globalization;
using Suyuan.Agencies;
using Suyuan.Disputes;

namespace Suyuan.Mediators;

/// <summary>The entry in the list of mediators: who stands there, with licence, training, leave and standing, and the clocks of these.</summary>
internal static class MediatorProfileRules
{
    public const string LicenceRenewal = "licence-renewal";
    public const string LicenceEnd = "licence-end";
    public const string Training = "training-";

    /// <summary>A first entry, or another in its place. What is not in a profile (places, hours, leave) stays.</summary>
    public static MediatorState Put(MediatorState mediator, MediatorProfile profile, Scene scene)
    {
        var organisation = AgencyId.Parse(profile.Organisation!);
        var facts = mediator.Facts with
        {
            Name = profile.Name!.Trim(),
            Is = profile.Kind!.Value,
            Organisation = organisation,
            Fields = profile.Fields,
            Areas = profile.Areas,
            Languages = profile.Languages,
            LicenceUntil = profile.LicenceUntil,
            Capacity = profile.Capacity!.Value,
            Standing = mediator.Facts.Standing is MediatorStanding.None ? MediatorStanding.Active : mediator.Facts.Standing,
            EnteredOn = mediator.Facts.Sample || mediator.Facts.EnteredOn == default ? scene.Now.Day : mediator.Facts.EnteredOn,
            Relations = profile.Relations is { } names
                ? Relations.Of(mediator.Facts.Relations.Key is { Length: > 0 } key ? key : Relations.NewKey(), names)
                : mediator.Facts.Relations,
            Sample = false,
        };
        var put = mediator with { Facts = facts, Area = organisation.Area, Lead = organisation };
        return WithTraining(WithLicence(put, mediator.Facts.LicenceUntil, scene), scene);
    }

    public static MediatorState TakeLeave(MediatorState mediator, TakeLeave leave, Scene scene) => mediator with
    {
        Facts = mediator.Facts with
        {
            Leaves =
            [
                .. mediator.Facts.Leaves.Where(known => known.To >= scene.Now.Day.AddYears(-1)).TakeLast(ProfileBounds.MostLeaves - 1)
                    .Append(new Leave(leave.From!.Value, leave.To!.Value)).OrderBy(known => known.From),
            ],
        },
    };

    public static MediatorState Train(MediatorState mediator, RecordTraining training, Scene scene)
    {
        var year = training.On!.Value.Year;
        return WithTraining(
            mediator with { Facts = mediator.Facts with { Training = mediator.Facts.Training.SetItem(year, mediator.Facts.TrainedIn(year) + training.Hours!.Value) } }, scene);
    }

    public static MediatorState ChangeStanding(MediatorState mediator, ChangeStanding change, Scene scene)
    {
        var standing = change.Standing!.Value;
        if (standing == mediator.Facts.Standing)
            return mediator;
        var changed = mediator with { Facts = mediator.Facts with { Standing = standing } };
        return PlaceRules.HandingOver(changed, standing is not MediatorStanding.Active, scene);
    }

    /// <summary>What follows when the licence or the year of training is over.</summary>
    public static MediatorState AtEnd(MediatorState mediator, Clock clock, Scene scene)
    {
        if (clock.Key == LicenceEnd)
            return PlaceRules.HandingOver(mediator, stops: true, scene).Notify(scene, mediator.Lead, "licence-lapsed", new MediatorSaid(mediator.Number));
        if (!clock.Key.StartsWith(Training, StringComparison.Ordinal))
            return mediator;
        var kind = scene.Law.Mediators[mediator.Facts.Is];
        var owed = Fitness.ShortOf(mediator.Facts, YearOf(clock.Key) + 1, kind);
        return WithTraining(
            owed > 0 ? mediator.Notify(scene, mediator.Lead, "training-short", new ShortSaid(mediator.Number, YearOf(clock.Key), owed)) : mediator, scene);
    }

    /// <summary>Renewal is due ahead of the end; the end itself takes the mediator off new cases and hands over the open ones.</summary>
    private static MediatorState WithLicence(MediatorState mediator, DateOnly? before, Scene scene)
    {
        if (mediator.Facts.LicenceUntil == before && mediator.OpenClock(LicenceEnd) is not null)
            return mediator;
        var without = mediator.Cancel(scene, LicenceRenewal, LicenceEnd);
        if (mediator.Facts.LicenceUntil is not { } last || last < scene.Now.Day || !scene.Law.Mediators[mediator.Facts.Is].NeedsLicence)
            return without;
        var over = Moment.StartOf(last.AddDays(1));
        var holder = mediator.Lead.ToString();
        var ending = PlaceRules.HandingOver(without, mediator.Facts.Standing is not MediatorStanding.Active, scene)
            .Start(scene, LicenceEnd, "policy-licence-end", holder, "执业证件有效期", over)
            .Start(scene, LicenceRenewal, "policy-licence-renewal", holder, "执业证件有效期", over);
        // Entered in the last weeks: the end itself warns; a day for renewal that was over before anybody knew is nobody's to keep.
        return ending.OpenClock(LicenceRenewal)!.Due.DueAt <= scene.Now.At ? ending.Cancel(scene, LicenceRenewal) : ending;
    }

    /// <summary>One year's hours at a time: the clock of the present year, or of the next once its hours are there.</summary>
    private static MediatorState WithTraining(MediatorState mediator, Scene scene)
    {
        var (facts, kind) = (mediator.Facts, scene.Law.Mediators[mediator.Facts.Is]);
        var year = scene.Now.Day.Year;
        var due = Fitness.IsFull(facts, year) && facts.TrainedIn(year) < kind.TrainingHours ? year : year + 1;
        var key = string.Create(CultureInfo.InvariantCulture, $"{Training}{due}");
        var done = mediator.Clocks.Where(clock => clock.IsOpen && clock.Key.StartsWith(Training, StringComparison.Ordinal) && (clock.Key != key || kind.TrainingHours == 0))
            .Aggregate(mediator, (state, clock) => state.Meet(scene, clock.Key));
        return kind.TrainingHours == 0 || done.OpenClock(key) is not null
            ? done
            : done.Start(scene, key, "policy-mediator-training", done.Lead.ToString(), "年度培训", Moment.StartOf(new DateOnly(due + 1, 1, 1)));
    }

    private static int YearOf(string key) => int.Parse(key.AsSpan(Training.Length), NumberStyles.None, CultureInfo.InvariantCulture);

    private sealed record MediatorSaid(string Mediator);

    private sealed record ShortSaid(string Mediator, int Year, int Hours);
}
