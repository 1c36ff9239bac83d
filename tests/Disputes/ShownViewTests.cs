using System.Text.Json;
using CsCheck;
using Suyuan.Deadlines;
using Suyuan.Disputes;
using Suyuan.Http;
using Suyuan.Identity;
using Suyuan.Tests.Support;
using Xunit;

namespace Suyuan.Tests.Disputes;

/// <summary>What was shown before is shown again only where it is what would be shown anew.</summary>
public sealed class ShownViewTests
{
    private static readonly JsonSerializerOptions Json = Applied();

    private static readonly Life[] Lives = [.. Enum.GetValues<Stage>().Skip(1).Select(Given.ADisputeIn), Given.AHandledDispute().With(Given.Risk(RiskFactor.Violence), Given.GridWorker)];

    private static readonly Actor[] Actors =
    [
        Given.Clerk, Given.Lead, Given.Coordinator, Given.Court, Given.GridWorker,
        Given.Someone(Role.Supervisor, "510304-coordinator"), Given.Lead with { Id = "another" }, Given.Lead with { Role = Role.Supervisor },
    ];

    [Fact]
    public void Whoever_asks_and_whenever_it_is_what_would_be_shown_anew()
    {
        var asked = Gen.Select(Gen.Int[0, Actors.Length - 1], Gen.OneOf(Gen.Long[0, 2_000], Gen.Long[0, 200_000_000], Gen.Long[0, 20_000_000_000]), (who, milliseconds) => (who, milliseconds));
        Gen.Select(Gen.Int[0, Lives.Length - 1], asked.Array[1, 8]).Sample((which, asks) =>
        {
            var (dispute, begin) = (Lives[which].State, Lives[which].Now.At);
            ShownView? shown = null;
            var had = new Dictionary<(int Who, long Stamp), string>();
            // In no order: a silo's clock may be set back.
            foreach (var (who, milliseconds) in asks)
            {
                var now = new Moment(begin.AddMilliseconds(milliseconds));
                shown = ShownView.Of(shown, dispute, Given.Law, Actors[who], now);
                var said = Said(DisputeViews.Of(dispute, Given.Law, Actors[who], now));
                Assert.Equal(said, Said(shown.View));
                // Whoever has it need not be shown it again; whatever else one has does not stand for it.
                Assert.Equal(said, had.GetValueOrDefault((who, shown.Stamp), said));
                had[(who, shown.Stamp)] = said;
                Assert.Null(shown.For(shown.Stamp).View);
                Assert.All(had.Keys.Select(key => key.Stamp).Where(stamp => stamp != shown.Stamp).Append(0), other => Assert.Same(shown.View, shown.For(other).View));
            }
        }, iter: 400);
    }

    [Fact]
    public void The_same_actor_is_shown_the_same_and_another_never_is()
    {
        var life = Given.AHandledDispute();
        var first = ShownView.Of(null, life.State, Given.Law, Given.Lead, life.Now);
        var soon = new Moment(life.Now.At.AddSeconds(1));

        Assert.Same(first, ShownView.Of(first, life.State, Given.Law, Given.Lead with { }, soon));
        foreach (var other in Actors.Where(actor => actor != Given.Lead))
            Assert.NotSame(first.View, ShownView.Of(first, life.State, Given.Law, other, soon).View);
        Assert.NotSame(first, ShownView.Of(first, life.State with { }, Given.Law, Given.Lead, soon));
    }

    [Fact]
    public void A_clock_that_runs_out_and_a_day_that_ends_are_seen_at_once()
    {
        var life = Given.AHandledDispute();
        var due = life.State.Clocks.Where(clock => clock.Status is ClockStatus.Running).Min(clock => clock.Due.DueAt);
        var before = ShownView.Of(null, life.State, Given.Law, Given.Lead, new Moment(due));
        var after = ShownView.Of(before, life.State, Given.Law, Given.Lead, new Moment(due.AddMilliseconds(1)));

        Assert.DoesNotContain(before.View.Clocks, clock => clock.Overdue);
        Assert.Contains(after.View.Clocks, clock => clock.Overdue);
        var night = new Moment(Moment.StartOf(life.Now.Day.AddDays(1)).AddMilliseconds(-1));
        var late = ShownView.Of(null, life.State, Given.Law, Given.Lead, night);
        Assert.NotSame(late, ShownView.Of(late, life.State, Given.Law, Given.Lead, new Moment(night.At.AddMilliseconds(1))));
    }

    private static string Said(DisputeView view) => JsonSerializer.Serialize(view, Json);

    private static JsonSerializerOptions Applied()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web);
        WireJson.Apply(options);
        return options;
    }
}
