using System.Globalization;
using Suyuan.Agencies;
using Suyuan.Areas;
using Suyuan.Disputes;
using Suyuan.Identity;
using Suyuan.Mediators;
using Suyuan.Tests.Support;

namespace Suyuan.Tests.Mediators;

/// <summary>Mediators for the tests of rules.</summary>
internal static class GivenMediators
{
    public static readonly Moment Now = new(new DateTimeOffset(2026, 3, 2, 10, 0, 0, TimeSpan.FromHours(8)));

    public static readonly Scene Scene = At(Now);

    public static MediatorProfile Profile => new()
    {
        Name = "示例",
        Kind = MediatorKind.PartTime,
        Organisation = "510304104-committee",
        Areas = ["510304104"],
        Capacity = 3,
    };

    public static MediatorFacts Facts => new()
    {
        Name = "示例",
        Is = MediatorKind.PartTime,
        Organisation = AgencyId.Parse("510304104-committee"),
        Areas = ["510304104"],
        Capacity = 3,
        Standing = MediatorStanding.Active,
        EnteredOn = new DateOnly(2026, 1, 5),
    };

    public static Scene At(Moment now) => new(Given.Law, Actor.Clockwork, now);

    public static Scene At(string now) => At(new Moment(DateTimeOffset.Parse(now, CultureInfo.InvariantCulture)));

    public static DateOnly Day(string day) => DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static MediatorState Entered(MediatorProfile? profile = null, Scene? at = null) =>
        MediatorProfileRules.Put(new MediatorState { Number = "mediator-1" }, profile ?? Profile, at ?? Scene) with { Version = 1 };

    public static PlaceWanted Wanted(int sequence, int ticket = 1, Seat seat = Seat.Lead, params string[] parties) =>
        new(DisputeNumber.Of(AreaCode.Parse("510304"), 2026, sequence), ticket, seat, [.. parties]);

    /// <summary>The first one holds so many places.</summary>
    public static MediatorState Busy(MediatorState mediator, int places) =>
        Enumerable.Range(1, places).Aggregate(mediator, (state, number) => PlaceRules.Reserve(state, Wanted(number), Scene).State);
}
