using System.Collections.Immutable;
using CsCheck;
using Suyuan.Disputes;
using Suyuan.Ledger;
using Suyuan.Projection;
using Suyuan.Tests.Support;
using Xunit;

namespace Suyuan.Tests.Ledger;

public sealed class ChainTests
{
    private static readonly Life Life = Given.AnAgreedDispute("2026-03-20").With(Given.Answer, Given.Lead);

    private static readonly ImmutableArray<EventRow> Steps = Life.Steps;

    private static readonly ChainEnd End = new(Life.State.Number, Life.State.Receipt!.Hash, Life.State.LastStep, Life.State.LastHash);

    [Fact]
    public void A_history_as_it_was_written_is_intact() => Assert.Null(ChainRules.Check(End, Steps));

    [Fact]
    public void Steps_written_after_the_end_was_read_do_no_harm() =>
        Assert.Null(ChainRules.Check(End with { Steps = 3, LastHash = Steps[2].Hash }, Steps));

    [Fact]
    public void The_hash_of_a_line_is_what_anybody_computes() =>
        Assert.Equal("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", Chain.Of("abc")); // FIPS 180-4, example 1

    [Fact]
    public void An_instant_is_hashed_in_utc_to_the_millisecond() =>
        Assert.Equal("2026-03-01T16:00:00.123Z", Chain.Text(new DateTimeOffset(2026, 3, 2, 0, 0, 0, 123, TimeSpan.FromHours(8))));

    public static TheoryData<string, Func<EventRow, EventRow>> Changes => new()
    {
        { "number", step => step with { Number = Given.Earlier.ToString() } },
        { "instant", step => step with { At = step.At.AddMilliseconds(1) } },
        { "act", step => step with { Act = "withdraw" } },
        { "actor", step => step with { ActorId = "somebody" } },
        { "role", step => step with { ActorRole = "clerk" } },
        { "agency", step => step with { ActorAgency = null } },
        { "from", step => step with { FromStage = "triaged" } },
        { "to", step => step with { ToStage = "exited" } },
        { "basis", step => step with { Basis = null } },
        { "data", step => step with { Data = step.Data + " " } },
    };

    [Theory, MemberData(nameof(Changes))]
    public void A_changed_step_is_found(string what, Func<EventRow, EventRow> change)
    {
        var at = Steps.IndexOf(Steps.First(step => step.Act is "accept"));
        var changed = Steps.SetItem(at, change(Steps[at]));

        Assert.Equal((what, $"{End.Number}: step {at + 1} was changed"), (what, ChainRules.Check(End, changed)));
    }

    [Fact]
    public void A_changed_step_whose_hash_was_made_again_breaks_the_next()
    {
        var forged = Steps[3] with { ActorId = "somebody" };

        Assert.Equal($"{End.Number}: step 5 does not follow the one before", ChainRules.Check(End, Steps.SetItem(3, forged with { Hash = Chain.OfStep(forged) })));
    }

    [Fact]
    public void A_chain_forged_to_its_end_does_not_end_where_the_dispute_says()
    {
        var forged = Steps[^1] with { ActorId = "somebody" };

        Assert.Equal($"{End.Number}: the chain does not end where the dispute says", ChainRules.Check(End, Steps.SetItem(Steps.Length - 1, forged with { Hash = Chain.OfStep(forged) })));
    }

    [Fact]
    public void A_missing_a_doubled_a_swapped_step_and_a_tail_cut_off_are_found()
    {
        Assert.Equal($"{End.Number}: {End.Steps - 1} steps, {End.Steps} were written", ChainRules.Check(End, Steps[..^1]));
        Assert.Equal($"{End.Number}: {End.Steps - 1} steps, {End.Steps} were written", ChainRules.Check(End, Steps.RemoveAt(2)));
        Assert.Equal($"{End.Number}: step 3 is missing", ChainRules.Check(End with { Steps = End.Steps - 1 }, Steps.RemoveAt(2)));
        Assert.Equal($"{End.Number}: step 4 is missing", ChainRules.Check(End, Steps.Insert(3, Steps[2])));
        Assert.Equal($"{End.Number}: step 2 is missing", ChainRules.Check(End, Steps.SetItem(1, Steps[2]).SetItem(2, Steps[1])));
    }

    [Fact]
    public void A_dispute_without_receipt_or_history_is_found_and_never_a_fault_of_the_check()
    {
        Assert.Equal($"{End.Number}: no receipt", ChainRules.Check(End with { ReceiptHash = null }, Steps));
        Assert.Equal($"{End.Number}: no history", ChainRules.Check(End, []));
        Assert.Equal($"{End.Number}: the dispute says that nothing was written", ChainRules.Check(End with { Steps = 0, LastHash = "" }, Steps));
        Assert.Equal($"{End.Number}: the first step does not hold the receipt", ChainRules.Check(End with { ReceiptHash = Chain.Origin }, Steps));
    }

    [Fact]
    public void The_receipt_binds_number_instant_and_every_word_of_the_registration()
    {
        var receipt = Chain.OfReceipt(Given.Earlier, Given.EarlierFacts.RegisteredAt, Given.Registration);

        Assert.NotEqual(receipt, Chain.OfReceipt(DisputeNumber.Parse(Life.State.Number), Given.EarlierFacts.RegisteredAt, Given.Registration));
        Assert.NotEqual(receipt, Chain.OfReceipt(Given.Earlier, Given.EarlierFacts.RegisteredAt.AddMilliseconds(1), Given.Registration));
        Assert.NotEqual(receipt, Chain.OfReceipt(Given.Earlier, Given.EarlierFacts.RegisteredAt, Given.Registration with { Narrative = "邻居的牛棚" }));
    }

    [Fact]
    public void Whichever_character_of_whichever_step_is_changed_it_is_found() =>
        Gen.Select(Gen.Int[0, Steps.Length - 1], Gen.Int[0, 10_000]).Sample((index, place) =>
        {
            var data = Steps[index].Data.ToCharArray();
            data[place % data.Length] ^= '\u0001';
            return ChainRules.Check(End, Steps.SetItem(index, Steps[index] with { Data = new string(data) })) is not null;
        });
}
