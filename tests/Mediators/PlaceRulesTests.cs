using CsCheck;
using Suyuan.Disputes;
using Suyuan.Matters;
using Suyuan.Mediators;
using Xunit;

namespace Suyuan.Tests.Mediators;

/// <summary>The mediator's own list decides whether there is room.</summary>
public sealed class PlaceRulesTests
{
    private static readonly Scene Scene = GivenMediators.Scene;

    [Fact]
    public void A_place_is_held_once_however_often_it_is_asked_for()
    {
        var (held, first) = PlaceRules.Reserve(GivenMediators.Entered(), GivenMediators.Wanted(1), Scene);

        var (again, second) = PlaceRules.Reserve(held, GivenMediators.Wanted(1), Scene);

        Assert.Equal((Unfit.None, Unfit.None, 1), (first, second, held.Facts.Load));
        Assert.Same(held, again);
    }

    [Fact]
    public void The_capacity_is_the_end_of_it()
    {
        var mediator = GivenMediators.Busy(GivenMediators.Entered(), 3);

        var (full, unfit) = PlaceRules.Reserve(mediator, GivenMediators.Wanted(4), Scene);

        Assert.Equal((Unfit.Full, 3), (unfit, full.Facts.Load));
        Assert.Same(mediator, full);
    }

    [Fact]
    public void Only_the_leading_seat_takes_of_the_capacity()
    {
        var mediator = GivenMediators.Entered(GivenMediators.Profile with { Capacity = 0 });

        Assert.Equal(Unfit.Full, PlaceRules.Reserve(mediator, GivenMediators.Wanted(1), Scene).Unfit);
        var (beside, unfit) = PlaceRules.Reserve(mediator, GivenMediators.Wanted(1, seat: Seat.CoMediator), Scene);
        Assert.Equal((Unfit.None, 0, 1), (unfit, beside.Facts.Load, beside.Places.Length));
    }

    [Fact]
    public void A_later_ticket_of_the_same_dispute_takes_the_place_over_and_an_earlier_one_is_too_late()
    {
        var held = PlaceRules.Reserve(GivenMediators.Entered(), GivenMediators.Wanted(1, ticket: 2), Scene).State;

        Assert.Equal(Unfit.AskedAlready, PlaceRules.Reserve(held, GivenMediators.Wanted(1, ticket: 1), Scene).Unfit);
        var (later, unfit) = PlaceRules.Reserve(held, GivenMediators.Wanted(1, ticket: 3), Scene);
        Assert.Equal((Unfit.None, 3, 1), (unfit, Assert.Single(later.Places).Ticket, later.Facts.Load));
    }

    [Fact]
    public void A_place_is_given_back_once_and_counted_once()
    {
        var held = GivenMediators.Busy(GivenMediators.Entered(), 1);
        var (number, served) = (GivenMediators.Wanted(1).Number.ToString(), new Served("people", 2026, 300));

        var free = PlaceRules.Release(held, number, 1, served, Scene);
        var again = PlaceRules.Release(free, number, 1, served, Scene);

        Assert.Same(free, again);
        Assert.Equal((0, new ServedCount(2026, "people", 1, 300)), (free.Facts.Load, Assert.Single(free.Facts.Served)));
        Assert.Same(held, PlaceRules.Release(held, number, 2, served, Scene));
    }

    [Fact]
    public void A_party_among_the_relations_is_no_party_to_mediate_for_and_no_name_is_kept()
    {
        var mediator = GivenMediators.Entered(GivenMediators.Profile with { Relations = ["张 三", "某某建筑公司"] });

        Assert.Equal(Unfit.Related, PlaceRules.Reserve(mediator, GivenMediators.Wanted(1, 1, Seat.Lead, "李四", "张三"), Scene).Unfit);
        Assert.Equal(Unfit.None, PlaceRules.Reserve(mediator, GivenMediators.Wanted(1, 1, Seat.Lead, "李四"), Scene).Unfit);
        Assert.DoesNotContain("张", HistoryJson.Of(mediator.Facts), StringComparison.Ordinal);
    }

    [Fact]
    public void A_place_that_no_dispute_claims_is_freed_and_one_that_is_claimed_is_looked_at_a_day_later()
    {
        var held = GivenMediators.Busy(GivenMediators.Entered(), 2);
        Assert.Equal(Scene.Now.At.AddMinutes(10), held.WakeAt);
        var later = GivenMediators.At(new Moment(held.WakeAt!.Value));

        var looking = PlaceRules.Look(held, later);
        var looked = PlaceRules.Looked(PlaceRules.Looked(looking, looking.Places[0], claimed: false, later), looking.Places[1], claimed: true, later);

        Assert.All(looking.Places, place => Assert.True(place.Looking));
        Assert.Equal(held.Places[1].Number, Assert.Single(looked.Places).Number);
        Assert.Equal((1, later.Now.At.AddDays(1)), (looked.Facts.Load, looked.WakeAt));
    }

    /// <summary>In any order of askings, releases and looks the load is the places, and never more than the capacity.</summary>
    [Fact]
    public void D_11_1_Whatever_is_asked_the_capacity_is_never_exceeded() =>
        Gen.Select(Gen.Int[0, 5], Gen.Select(Gen.Int[1, 8], Gen.Int[1, 3], Gen.Int[0, 3]).Array[1, 60]).Sample((capacity, steps) =>
        {
            var mediator = GivenMediators.Entered(GivenMediators.Profile with { Capacity = capacity });
            foreach (var (number, ticket, what) in steps)
            {
                var wanted = GivenMediators.Wanted(number, ticket, what == 3 ? Seat.CoMediator : Seat.Lead);
                mediator = what switch
                {
                    0 => PlaceRules.Release(mediator.Blank(), wanted.Number.ToString(), ticket, null, Scene),
                    1 when mediator.Places.FirstOrDefault() is { } place => PlaceRules.Looked(mediator.Blank(), place, ticket == 1, Scene),
                    _ => PlaceRules.Reserve(mediator.Blank(), wanted, Scene).State,
                };
                Assert.InRange(mediator.Facts.Load, 0, capacity);
                Assert.Equal(mediator.Places.Count(place => place.Seat is Seat.Lead), mediator.Facts.Load);
                Assert.Equal(mediator.Places.Length, mediator.Places.DistinctBy(place => place.Number).Count());
            }
        });
}
