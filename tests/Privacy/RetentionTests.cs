using System.Collections.Immutable;
using CsCheck;
using Suyuan.Deadlines;
using Suyuan.Disputes;
using Suyuan.Identity;
using Suyuan.Ledger;
using Suyuan.Privacy;
using Suyuan.Projection;
using Suyuan.Storage;
using Suyuan.Tests.Support;
using Xunit;

namespace Suyuan.Tests.Privacy;

public sealed class RetentionTests
{
    /// <summary>Stands in every text that a person can write, and in what identifies one.</summary>
    private const string Marker = "石榴籽";

    private static readonly DecideErasure Granted = new() { Granted = true, Reason = "保存期已满" };

    private static readonly PreserveRecords Suit = new() { Ground = "lawsuit", Reason = "已经起诉" };

    [Fact]
    public void An_open_dispute_has_no_end_of_retention_and_one_that_left_has() =>
        Assert.Equal(
            (null, "dispute-agreed", "2036-06-02"),
            (Given.ASettledDispute().State.EraseAt, Exited().State.Retention!.Rule, $"{Exited().State.EraseAt:yyyy-MM-dd}"));

    [Fact]
    public void What_left_and_comes_back_is_kept() => Assert.Null(Exited().With(new Reopen { Reason = "又起争执" }, Given.Lead).State.EraseAt);

    [Fact]
    public void A_merged_registration_ends_by_a_row_of_its_own() => Assert.Equal("dispute-merged", Given.AMergedDispute().State.Retention!.Rule);

    [Fact]
    public void Nothing_is_erased_before_the_last_day_is_over()
    {
        var life = Exited();

        Assert.False(life.To(life.State.EraseAt!.Value.AddMilliseconds(-1)).Wake());
        Assert.True(life.To(life.State.EraseAt!.Value).Wake());
        Assert.Equal("erased", life.Steps[^1].Act);
    }

    [Fact]
    public void What_identifies_people_goes_and_what_counts_stays()
    {
        var life = Exited();
        var before = (life.State.Number, life.State.Area, life.State.Category, life.State.Agreement!.SignedOn, life.State.Closure, life.State.LastStep);

        life.To(life.State.EraseAt!.Value).Wake();

        var state = life.State;
        Assert.Equal(before, (state.Number, state.Area, state.Category, state.Agreement!.SignedOn, state.Closure, state.LastStep - 1));
        Assert.All(state.Parties, party => Assert.Equal((ErasureRules.Mark, null, null, null), (party.Name, party.IdNumber, party.Telephone, party.Address)));
        Assert.Equal((ErasureRules.Mark, ErasureRules.Mark, "", "", null), (state.Title, state.Narrative, state.AccessCode, state.Fingerprint, state.IdempotencyKey));
        Assert.Null(state.NextWakeAt);
        Assert.Equal((null, "dispute-agreed"), (state.Project().Dispute!.EraseAt, state.Project().Dispute!.EraseRule));
        Assert.False(AccessCodes.Match(state.AccessCode, ""));
    }

    [Fact]
    public void The_step_names_rule_version_basis_parts_and_steps()
    {
        var life = Exited();

        life.To(life.State.EraseAt!.Value).Wake();

        var step = life.Steps[^1];
        Assert.Equal(("erased", "system", "机关文件材料归档范围和文书档案保管期限规定定期10年"), (step.Act, step.ActorRole, step.Basis));
        Assert.Contains($"\"rule\":\"dispute-agreed\",\"version\":\"{Given.Law.Retention.Version}\",\"parts\":[\"identity\",\"words\",\"traces\"]", step.Data, StringComparison.Ordinal);
        Assert.Equal(
            life.Steps.Where(known => known.DataHash is not null).Select(known => known.Sequence),
            ErasedSteps.Read(step.Data).Steps);
    }

    [Fact]
    public void The_chain_of_an_erased_history_is_whole() => Assert.Null(Verdict(Erased()));

    [Fact]
    public void A_history_hashed_in_the_first_form_is_whole_before_and_after()
    {
        var life = Erased();
        var old = InFirstForm(Exited().Steps);
        Assert.Null(ChainRules.Check(EndOf(old, life), old));
        var rows = Redaction.Of(old);
        var sequences = string.Join(',', rows.Select(row => row.Sequence));
        var left = ErasedSteps.HashOfWhatIsLeft([.. rows.Select(row => row.Data)]);
        var erasing = life.Steps[^1] with { PreviousHash = old[^1].Hash, Data = $"{{\"said\":{{\"steps\":[{sequences}],\"firstForm\":[{sequences}],\"left\":\"{left}\"}}}}" };
        ImmutableArray<EventRow> erased = [.. old.Select(step => rows.FirstOrDefault(row => row.Sequence == step.Sequence) is { } row ? step with { Data = row.Data, DataHash = row.DataHash } : step), erasing with { Hash = Chain.OfStep(erasing) }];

        Assert.Null(ChainRules.Check(EndOf(erased, life), erased));
    }

    public static TheoryData<string, Func<ImmutableArray<EventRow>, ImmutableArray<EventRow>>> Forgeries => new()
    {
        { "words put back", steps => Changed(steps, step => step with { Data = """{"said":"invented"}""" }) },
        { "another hash of what was said", steps => Changed(steps, step => step with { DataHash = Chain.Of("{}") }) },
        { "what is left changed", steps => Changed(steps, step => step with { Data = step.Data.Replace("erased", "gone", StringComparison.Ordinal) }) },
        { "said to be whole", steps => Changed(steps, step => step with { DataHash = null }) },
        { "actor changed", steps => Changed(steps, step => step with { ActorId = "somebody" }) },
    };

    [Theory, MemberData(nameof(Forgeries))]
    public void A_forged_erasure_is_found(string what, Func<ImmutableArray<EventRow>, ImmutableArray<EventRow>> forge)
    {
        var life = Erased();

        Assert.True(ChainRules.Check(EndOf(life.Steps, life), forge(life.Steps)) is not null, what);
    }

    [Fact]
    public void Words_taken_out_by_nobody_are_found()
    {
        var life = Exited();
        var silent = Changed(life.Steps, step => step with { Data = """{"said":"erased"}""", DataHash = Chain.Of(step.Data) }, step => step.Act is "accept");

        Assert.EndsWith("was erased, and no step says so", ChainRules.Check(EndOf(life.Steps, life), silent), StringComparison.Ordinal);
    }

    [Fact]
    public void A_suit_keeps_it_and_its_end_lets_it_go_at_once()
    {
        var life = Exited().With(Suit, Given.Coordinator);
        life.To(life.State.EraseAt!.Value).Wake();
        Assert.Equal(("retention-held", true, null), (life.Steps[^1].Act, life.State.Retention!.Held, life.State.Erased));
        var again = life.State.EraseAt!.Value;

        Assert.True(again > life.Now.At);
        life.To(again).Wake();
        Assert.Single(life.Steps, step => step.Act is "retention-held");
        life.With(new ReleaseRecords { Ground = "lawsuit", Reason = "判决已经生效" }, Given.Court);

        Assert.NotNull(life.State.Erased);
        Assert.Null(Verdict(life));
    }

    [Fact]
    public void An_open_order_keeps_it()
    {
        var exited = Exited().State with { Orders = [new KnownOrder("supervision-order-1", "issued", Given.Lead.Agency!.Value)] };
        var life = new Life(exited, exited.UpdatedAt);

        Assert.Equal(["order-open"], Given.Law.Retention.HoldsOn(life.State, Given.Law).Select(hold => hold.Id));
    }

    [Fact]
    public void A_case_that_left_before_retention_was_kept_counts_it_when_it_is_woken()
    {
        var exited = Exited().State;
        var old = new Life(exited with { Retention = null }, exited.UpdatedAt.AddDays(400));

        Assert.True(old.Wake());

        Assert.Equal(exited.Retention, old.State.Retention);
    }

    [Fact]
    public void A_request_has_a_limit_and_the_coordinator_hears_of_it()
    {
        var life = Exited().With(Acts.Request(1), Given.Clerk);

        Assert.Equal(("policy-erasure-answer", ClockStatus.Running, "510304-coordinator"), (life.Clock("erasure-answer-1").RuleId, life.Clock("erasure-answer-1").Status, life.Clock("erasure-answer-1").Holder));
        Assert.Equal("erasure-requested", life.Notices[^1].Kind);
        Assert.Equal(RefusalCode.ErasurePending, life.Do(Acts.Request(2), Given.Clerk).Refusal!.Code);
    }

    [Fact]
    public void While_the_law_requires_keeping_a_request_can_only_be_declined()
    {
        var life = Exited().With(Acts.Request(1), Given.Clerk);

        var refused = life.Do(Granted, Given.Coordinator).Refusal!;
        life.With(Granted with { Granted = false, Reason = "保存期未满" }, Given.Coordinator);

        Assert.Equal((RefusalCode.KeepingRequired, "2031-06-01"), (refused.Code, refused.Facts.Single(fact => fact.Name is "until").Value));
        Assert.Equal((false, ClockStatus.Met, null), (life.State.ErasureRequest!.Granted, life.Clock("erasure-answer-1").Status, life.State.Erased));
    }

    [Fact]
    public void An_open_case_is_not_erased_on_request() =>
        Assert.Equal(RefusalCode.KeepingRequired, Given.AHandledDispute().With(Acts.Request(1), Given.Clerk).Do(Granted, Given.Coordinator).Refusal!.Code);

    [Fact]
    public void A_granted_request_erases_the_asker_and_the_words_and_leaves_the_other_party()
    {
        var life = Exited();
        life.To(life.Now.At.AddYears(6)).With(Acts.Request(1), Given.Clerk).With(Granted, Given.Coordinator);

        Assert.Equal([ErasureRules.Mark, "李四"], life.State.Parties.Select(party => party.Name));
        Assert.Equal((ErasureRules.Mark, 1), (life.State.Narrative, life.State.Erased!.Party));
        Assert.Equal(["erasure-requests", "erasure-decisions", "erased"], life.Steps.TakeLast(3).Select(step => step.Act));
        Assert.Null(Verdict(life));
        Assert.Equal(RefusalCode.RecordsErased, life.Do(new Reopen { Reason = "又起争执" }, Given.Lead).Refusal!.Code);

        life.To(life.State.EraseAt!.Value).Wake();

        Assert.All(life.State.Parties, party => Assert.Equal(ErasureRules.Mark, party.Name));
        Assert.Null(Verdict(life));
    }

    [Fact]
    public void A_request_that_was_not_answered_goes_on_when_the_case_leaves() =>
        Assert.Equal(ClockStatus.Running, Given.Quiet(Given.ASettledDispute().With(Acts.Request(1), Given.Clerk)).With(new Exit(), Given.Lead).Clock("erasure-answer-1").Status);

    /// <summary>Every act with a text in it, in whatever stage it is possible: afterwards no word of it is anywhere.</summary>
    [Fact]
    public void No_text_of_any_act_survives_the_erasure() =>
        Gen.Int[0, Given.Law.Acts.Rows.Length - 1].Array[4, 12].Sample(acts =>
        {
            var registration = Given.Registration with
            {
                Narrative = Marker,
                Title = Marker,
                Languages = [Marker],
                Parties = [new Party { Role = PartyRole.Applicant, Kind = PartyKind.Person, Name = Marker, IdNumber = Marker, Telephone = Marker, Address = Marker }],
            };
            var life = Given.ARegisteredDispute(registration: registration).With(new Triage { Category = "NEI", Note = Marker }, Given.Clerk)
                .With(new Assign { Lead = "510304104-committee", Note = Marker }, Given.Clerk).With(new Accept { Note = Marker }, Given.Lead).With(Given.Reached with { Note = Marker }, Given.Lead);
            foreach (var act in acts)
            {
                life.After(TimeSpan.FromMinutes(1));
                life.Do(Marked(Disputes.Acts.Command(Given.Law.Acts.Rows[act].Name, life.State)), Given.Coordinator);
            }

            var left = new Life(life.State with { Stage = Stage.Exited, Orders = [], Agreement = life.State.Agreement is { } agreed ? agreed with { Confirmation = null } : null, Clocks = [.. life.State.Clocks.Select(clock => clock.Ended(ClockStatus.Cancelled, life.Now.At))], Holds = [], Errands = [] }, life.Now.At);
            left.Wake();
            var scene = left.To(left.State.EraseAt!.Value).SceneOf(Actor.Clockwork);
            var erased = ErasureRules.Erase(left.State, life.Steps, scene);

            Assert.DoesNotContain(Marker, new StateSerializer().Serialize(erased).ToString(), StringComparison.Ordinal);
            var rows = erased.Written.Erasing!.Steps.ToDictionary(row => row.Sequence, row => row.Data);
            Assert.All(life.Steps, step => Assert.DoesNotContain(Marker, rows.GetValueOrDefault(step.Sequence, step.Data), StringComparison.Ordinal));
        }, iter: 200);

    /// <summary>The same command with the marker in each text that it has.</summary>
    private static DisputeCommand Marked(DisputeCommand command)
    {
        command = command with { };
        foreach (var text in command.GetType().GetProperties().Where(member => member.PropertyType == typeof(string) && member.Name is "Note" or "Reason" or "Text" or "Terms" or "NamedLeader" or "Comment" or "Reference" or "Place"))
            if (text.GetValue(command) is not null || text.Name is "Note" or "Comment")
                text.SetValue(command, Marker);
        return command;
    }

    private static Life Exited() => Given.AnExitedDispute();

    private static Life Erased()
    {
        var life = Exited();
        life.To(life.State.EraseAt!.Value).Wake();
        return life;
    }

    private static string? Verdict(Life life) => ChainRules.Check(EndOf(life.Steps, life), life.Steps);

    private static ChainEnd EndOf(ImmutableArray<EventRow> steps, Life life) => new(life.State.Number, life.State.Receipt!.Hash, steps.Length, steps[^1].Hash);

    private static ImmutableArray<EventRow> InFirstForm(ImmutableArray<EventRow> steps)
    {
        var previous = Chain.Origin;
        return
        [
            .. steps.Select(step =>
            {
                var linked = step with { PreviousHash = previous };
                linked = linked with { Hash = Chain.OfStepInFirstForm(linked) };
                previous = linked.Hash;
                return linked;
            }),
        ];
    }

    private static ImmutableArray<EventRow> Changed(ImmutableArray<EventRow> steps, Func<EventRow, EventRow> change, Func<EventRow, bool>? which = null)
    {
        var at = steps.IndexOf(steps.First(which ?? (step => step.DataHash is not null)));
        return steps.SetItem(at, change(steps[at]));
    }

    private static class Acts
    {
        public static RequestErasure Request(int party) => new() { Party = party, Reason = "不再需要" };
    }
}
