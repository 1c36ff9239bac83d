using Orleans.Storage;
using Xunit;

namespace Suyuan.Tests.Storage;

public abstract class GrainStorageTests(StorageSilo silo)
{
    private const string Name = "note";

    [Fact]
    public async Task What_the_group_commit_writes_the_stock_provider_reads_and_the_other_way_round()
    {
        var grain = Given.Grain(Given.Number());
        var ours = new GrainState<NoteState>(new NoteState { Text = "一", Steps = ["a", "b"] });
        await silo.Product.WriteStateAsync(Name, grain, ours);

        var theirs = new GrainState<NoteState>();
        await silo.Stock.ReadStateAsync(Name, grain, theirs);
        Assert.Equal("一", theirs.State!.Text);
        Assert.Equal(["a", "b"], theirs.State!.Steps);
        Assert.Equal("1", theirs.ETag);

        theirs.State = theirs.State! with { Text = "二" };
        await silo.Stock.WriteStateAsync(Name, grain, theirs);

        var again = new GrainState<NoteState>();
        await silo.Product.ReadStateAsync(Name, grain, again);
        Assert.Equal("二", again.State!.Text);
        Assert.Equal("2", again.ETag);
        Assert.True(again.RecordExists);
    }

    [Fact]
    public async Task A_first_write_by_either_way_loses_to_a_first_write_by_the_other()
    {
        var grain = Given.Grain(Given.Number());
        await silo.Product.WriteStateAsync(Name, grain, new GrainState<NoteState>(new NoteState { Text = "first" }));

        await Assert.ThrowsAsync<InconsistentStateException>(() => silo.Stock.WriteStateAsync(Name, grain, new GrainState<NoteState>(new NoteState())));
        await Assert.ThrowsAsync<InconsistentStateException>(() => silo.Product.WriteStateAsync(Name, grain, new GrainState<NoteState>(new NoteState())));

        var read = new GrainState<NoteState>();
        await silo.Stock.ReadStateAsync(Name, grain, read);
        Assert.Equal("first", read.State!.Text);
    }

    [Fact]
    public async Task Two_stock_first_writes_at_once_leave_one_row()
    {
        var grain = Given.Grain(Given.Number());

        var lost = 0;
        await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
        {
            try
            {
                await silo.Stock.WriteStateAsync(Name, grain, new GrainState<PlainState>(new PlainState()));
            }
            catch (InconsistentStateException)
            {
                Interlocked.Increment(ref lost);
            }
        }));

        Assert.Equal(7, lost);
        Assert.Equal(1, await silo.Database.Count("select count(*) from orleansstorage where grainidextensionstring = @key", new { key = grain.Key.ToString() }));
    }

    [Fact]
    public async Task A_stale_etag_is_inconsistent_by_either_way()
    {
        var grain = Given.Grain(Given.Number());
        var state = new GrainState<NoteState>(new NoteState());
        await silo.Product.WriteStateAsync(Name, grain, state);
        await silo.Product.WriteStateAsync(Name, grain, state);
        Assert.Equal("2", state.ETag);

        var stale = new GrainState<NoteState>(new NoteState(), "1");
        await Assert.ThrowsAsync<InconsistentStateException>(() => silo.Product.WriteStateAsync(Name, grain, stale));
        await Assert.ThrowsAsync<InconsistentStateException>(() => silo.Stock.WriteStateAsync(Name, grain, stale));
        await Assert.ThrowsAsync<InconsistentStateException>(() => silo.Product.ClearStateAsync(Name, grain, stale));
        Assert.Equal("1", stale.ETag);
    }

    [Fact]
    public async Task A_cleared_state_reads_as_none_and_can_be_written_again()
    {
        var grain = Given.Grain(Given.Number());
        var state = new GrainState<NoteState>(new NoteState { Text = "old" });
        await silo.Product.WriteStateAsync(Name, grain, state);
        await silo.Product.ClearStateAsync(Name, grain, state);

        var read = new GrainState<NoteState>();
        await silo.Product.ReadStateAsync(Name, grain, read);
        Assert.False(read.RecordExists);
        Assert.Equal("2", read.ETag);
        Assert.Equal("", read.State!.Text);

        read.State = new NoteState { Text = "new" };
        await silo.Product.WriteStateAsync(Name, grain, read);
        Assert.Equal("3", read.ETag);
    }

    [Fact]
    public async Task A_plain_state_goes_the_stock_way()
    {
        var grain = Given.Grain(Given.Number());
        var state = new GrainState<PlainState>(new PlainState { Text = "plain" });
        await silo.Product.WriteStateAsync(Name, grain, state);

        var read = new GrainState<PlainState>();
        await silo.Product.ReadStateAsync(Name, grain, read);
        Assert.Equal("plain", read.State!.Text);
        Assert.Equal("1", read.ETag);
    }

    [Fact]
    public async Task Keys_that_differ_by_a_leading_zero_are_two_grains()
    {
        var first = GrainId.Create("dispute", "dispute-00123");
        var second = GrainId.Create("dispute", "dispute-123");
        await silo.Product.WriteStateAsync(Name, first, new GrainState<NoteState>(new NoteState { Text = "first" }));
        await silo.Product.WriteStateAsync(Name, second, new GrainState<NoteState>(new NoteState { Text = "second" }));

        var read = new GrainState<NoteState>();
        await silo.Stock.ReadStateAsync(Name, first, read);
        Assert.Equal("first", read.State!.Text);
        await silo.Product.ReadStateAsync(Name, second, read);
        Assert.Equal("second", read.State!.Text);
    }

    [Fact]
    public async Task A_megabyte_and_every_script_survive()
    {
        var grain = Given.Grain(Given.Number());
        var text = string.Concat(Enumerable.Repeat("自贡 𠮷 \u0001 <\"'%_ ñ", 80_000));
        Assert.True(text.Length > 1_000_000);
        await silo.Product.WriteStateAsync(Name, grain, new GrainState<NoteState>(new NoteState { Text = text }));

        var ours = new GrainState<NoteState>();
        await silo.Product.ReadStateAsync(Name, grain, ours);
        var theirs = new GrainState<NoteState>();
        await silo.Stock.ReadStateAsync(Name, grain, theirs);
        Assert.True(text == ours.State!.Text);
        Assert.True(text == theirs.State!.Text);
    }

    [Fact]
    public async Task Reads_at_once_get_each_their_own_state()
    {
        var grains = Given.Numbers(40).Select(Given.Grain).ToList();
        await Task.WhenAll(grains.Take(30).Select(g => silo.Product.WriteStateAsync(Name, g, new GrainState<NoteState>(new NoteState { Text = g.ToString() }))));

        var read = await Task.WhenAll(grains.Select(async grain =>
        {
            var state = new GrainState<NoteState>();
            await silo.Product.ReadStateAsync(Name, grain, state);
            return state;
        }));

        Assert.Equal(grains.Take(30).Select(g => g.ToString()), read.Take(30).Select(s => s.State!.Text));
        Assert.All(read.Skip(30), s => Assert.False(s.RecordExists));
        Assert.All(read.Skip(30), s => Assert.Null(s.ETag));
    }

    [Fact]
    public async Task A_fresh_key_is_not_looked_for_once()
    {
        var grain = Given.Grain(Given.Number());
        await silo.Product.WriteStateAsync(Name, grain, new GrainState<NoteState>(new NoteState { Text = "there" }));
        silo.Fresh.Add(grain.Key.ToString()!);

        var unread = new GrainState<NoteState>();
        await silo.Product.ReadStateAsync(Name, grain, unread);
        var read = new GrainState<NoteState>();
        await silo.Product.ReadStateAsync(Name, grain, read);

        Assert.False(unread.RecordExists);
        Assert.Equal("there", read.State!.Text);
        await Assert.ThrowsAsync<InconsistentStateException>(() => silo.Product.WriteStateAsync(Name, grain, unread));
    }

    [Fact]
    public async Task A_lost_claim_is_inconsistent_and_stores_nothing()
    {
        var numbers = Given.Numbers(2);
        var rows = numbers.Select(n => Given.Registration(n) with { Dispute = Given.Dispute(n) with { IdempotencyKey = $"key:{numbers[0]}" } }).ToList();
        await silo.Product.WriteStateAsync(Name, Given.Grain(numbers[0]), new GrainState<NoteState>(new NoteState { Rows = rows[0] }));

        await Assert.ThrowsAsync<InconsistentStateException>(
            () => silo.Product.WriteStateAsync(Name, Given.Grain(numbers[1]), new GrainState<NoteState>(new NoteState { Rows = rows[1] })));

        var read = new GrainState<NoteState>();
        await silo.Product.ReadStateAsync(Name, Given.Grain(numbers[1]), read);
        Assert.False(read.RecordExists);
    }

    [Fact]
    public async Task An_unprefixed_key_is_refused() =>
        await Assert.ThrowsAsync<ArgumentException>(
            () => silo.Product.WriteStateAsync(Name, GrainId.Create("dispute", "00123"), new GrainState<NoteState>(new NoteState())));
}

public sealed class SqliteGrainStorageTests(SqliteSilo silo) : GrainStorageTests(silo), IClassFixture<SqliteSilo>;

public sealed class PostgresGrainStorageTests(PostgresSilo silo) : GrainStorageTests(silo), IClassFixture<PostgresSilo>;
