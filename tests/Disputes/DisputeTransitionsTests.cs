using Suyuan.Agencies;
using Suyuan.Disputes;
using Suyuan.Identity;
using Suyuan.Tests.Support;
using Xunit;

namespace Suyuan.Tests.Disputes;

/// <summary>The table of acts, walked cell by cell: what it allows is done, what it does not is refused and changes nothing.</summary>
public sealed class DisputeTransitionsTests
{
    public static TheoryData<string> EveryAct => [.. Given.Law.Acts.Rows.Select(row => row.Name)];

    [Theory, MemberData(nameof(EveryAct))]
    public void An_act_is_done_in_the_stages_of_its_row_and_in_no_other(string act)
    {
        var row = Given.Law.Acts[act];
        foreach (var stage in Enum.GetValues<Stage>().Skip(1))
        {
            var life = Acts.Ready(act, stage);
            Assert.Equal(stage, life.State.Stage);
            var before = life.State;

            var done = life.Do(Acts.Command(act, before), Acts.Doer(row, before), survivor: Given.EarlierFacts);

            Assert.Equal((act, stage, row.Stages.Contains(stage) ? "done" : "NotInThisStage"), (act, stage, Life.Told(done.Refusal)));
            if (done.Succeeded)
                continue;
            Assert.Same(before, life.State);
            Assert.Equal(["act", "stage", "possible"], done.Refusal.Facts.Select(fact => fact.Name));
            Assert.Equal(
                string.Join('|', Given.Law.Acts.Possible(before, Acts.Doer(row, before), life.Now, Given.Law)),
                done.Refusal.Facts.Single(fact => fact.Name == "possible").Value);
        }
    }

    [Theory, MemberData(nameof(EveryAct))]
    public void A_role_that_the_row_does_not_name_may_not(string act)
    {
        var row = Given.Law.Acts[act];
        foreach (var role in Enum.GetValues<Role>().Except(row.Roles))
        {
            var life = Acts.Ready(act, row.Stages[0]);
            var before = life.State;

            var done = life.Do(Acts.Command(act, before), new Actor("somebody", role, Acts.Doer(row, before).Agency), survivor: Given.EarlierFacts);

            Assert.Equal((role, "NotYourRole"), (role, Life.Told(done.Refusal)));
            Assert.Same(before, life.State);
        }
    }

    [Theory, MemberData(nameof(EveryAct))]
    public void Another_agency_may_not_where_the_row_asks_for_one(string act)
    {
        var row = Given.Law.Acts[act];
        foreach (var stage in row.Stages)
        {
            foreach (var role in row.Roles.Except([Role.Coordinator]))
            {
                var life = Acts.Ready(act, stage);
                var before = life.State;

                var done = life.Do(
                    Acts.Command(act, before), new Actor("somebody", role, AgencyId.Parse("510321-housing")), survivor: Given.EarlierFacts);

                var mayAnybody = row.By is ActedBy.Any or ActedBy.UnlessReferred;
                Assert.Equal((stage, role, mayAnybody ? "done" : "NotYourCase"), (stage, role, Life.Told(done.Refusal)));
            }
        }
    }

    [Theory]
    [InlineData("510304-coordinator", "done")]
    [InlineData("510300-coordinator", "done")]
    [InlineData("510321-coordinator", "NotYourCase")]
    public void A_coordinator_stands_above_competence_within_its_own_area(string agency, string told)
    {
        var life = Given.AnAssignedDispute();

        var done = life.Do(new Accept(), Given.Someone(Role.Coordinator, agency));

        Assert.Equal(told, Life.Told(done.Refusal));
    }

    [Fact]
    public void Every_stage_but_the_last_has_an_act_that_leads_on() =>
        Assert.All(
            Enum.GetValues<Stage>().Where(stage => stage is not (Stage.None or Stage.Merged)),
            stage => Assert.Contains(Given.Law.Acts.Rows, row => row.Stages.Contains(stage) && row.Needs.All(need => need.Name is "nothing-erased")));

    [Fact]
    public void Each_act_writes_one_step_with_its_legal_basis()
    {
        var life = Given.AnAcceptedDispute();

        life.Do(Given.Reached, Given.Lead);

        var step = Assert.Single(life.State.Written.Steps);
        Assert.Equal((6, "contact", "accepted", "handling", "决定（九）处置反馈"), (step.Sequence, step.Act, step.FromStage, step.ToStage, step.Basis));
        Assert.Equal(("leader-of-510304104-committee", "leader", "510304104-committee"), (step.ActorId, step.ActorRole, step.ActorAgency));
    }
}
