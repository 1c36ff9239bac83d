using Suyuan.Disputes;
using Suyuan.Tests.Support;
using Xunit;

namespace Suyuan.Tests.Disputes;

public sealed class RetryTests
{
    [Fact]
    public void The_same_command_under_the_same_id_is_done_once_and_answered_twice()
    {
        var life = Given.AnAcceptedDispute();
        life.Do(Given.Reached, Given.Lead, commandId: "lead/1");
        var first = life.State;

        var again = life.Do(Given.Reached, Given.Lead, commandId: "lead/1", expected: 1);

        Assert.True(again.Succeeded);
        Assert.Same(first, life.State);
        Assert.Equal(1, life.State.Contacts);
    }

    [Fact]
    public void A_retry_is_answered_even_where_the_act_is_no_longer_possible()
    {
        var life = Given.AnAssignedDispute();
        life.Do(new Accept(), Given.Lead, commandId: "lead/1");

        Assert.Equal("done", Life.Told(life.Do(new Accept(), Given.Lead, commandId: "lead/1").Refusal));
        Assert.Equal("NotInThisStage", Life.Told(life.Do(new Accept(), Given.Lead, commandId: "lead/2").Refusal));
    }

    [Fact]
    public void Another_body_under_the_same_id_is_refused()
    {
        var life = Given.AnAcceptedDispute();
        life.Do(Given.Reached, Given.Lead, commandId: "lead/1");

        Assert.Equal("IdempotencyKeyReused", Life.Told(life.Do(Given.Reached with { Note = "又打了一次" }, Given.Lead, commandId: "lead/1").Refusal));
        Assert.Equal("IdempotencyKeyReused", Life.Told(life.Do(new Accept(), Given.Lead, commandId: "lead/1").Refusal));
    }

    [Fact]
    public void A_refused_command_may_be_tried_again_under_its_id()
    {
        var life = Given.AnAgreedDispute();
        Assert.Equal("AnswerMissing", Life.Told(life.Do(new Close(), Given.Lead, commandId: "lead/1").Refusal));
        life.With(Given.Answer, Given.Lead);

        Assert.Equal("done", Life.Told(life.Do(new Close(), Given.Lead, commandId: "lead/1").Refusal));
    }

    [Fact]
    public void The_latest_thirty_two_commands_are_remembered()
    {
        var life = Given.AnAcceptedDispute();
        for (var i = 1; i <= 33; i++)
            life.Do(Given.Reached, Given.Lead, commandId: $"lead/{i}");

        Assert.Equal((32, "lead/2"), (life.State.Remembered.Length, life.State.Remembered[0].Id));
    }

    [Fact]
    public void Who_saw_another_version_is_told_so_and_changes_nothing()
    {
        var life = Given.AnAcceptedDispute();
        Assert.Equal(4, life.State.Version);

        var done = life.Do(Given.Reached, Given.Lead, expected: 3);

        Assert.Equal("Changed", Life.Told(done.Refusal));
        Assert.Equal(new Fact("version", "4"), Assert.Single(done.Refusal!.Facts));
        Assert.Equal("done", Life.Told(life.Do(Given.Reached, Given.Lead, expected: 4).Refusal));
    }
}
