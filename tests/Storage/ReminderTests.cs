using Suyuan.Projection;
using Xunit;

namespace Suyuan.Tests.Storage;

public abstract class ReminderTests(StorageSilo silo)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private DateTimeOffset Now => silo.Database.Opened.Clock.GetUtcNow();

    [Fact]
    public async Task A_write_sets_the_wake_up_where_Orleans_looks_for_it()
    {
        var number = Given.Number();
        var at = Now.AddMinutes(3);
        await Write(number, 0, at);

        var row = (await Row(number))!;
        Assert.Equal(at.UtcDateTime, row.StartAt, TimeSpan.FromMicroseconds(1));
        Assert.Equal(Minute, row.Period);
        Assert.Equal(Given.Grain(number), row.GrainId);
        var hash = Given.Grain(number).GetUniformHashCode();
        Assert.Contains((await Rows(hash - 1, hash)), r => r.GrainId == Given.Grain(number));
        Assert.DoesNotContain((await Rows(hash, hash + 1)), r => r.GrainId == Given.Grain(number));
    }

    [Fact]
    public async Task A_wake_up_moves_stays_and_goes()
    {
        var number = Given.Number();
        var at = Now.AddDays(2);
        await Write(number, 0, at);
        var set = await Row(number);

        await Write(number, 1, at);
        var same = await Row(number);
        Assert.Equal(set!.ETag, same!.ETag);

        await Write(number, 2, at.AddDays(1));
        var moved = await Row(number);
        Assert.NotEqual(set.ETag, moved!.ETag);
        Assert.Equal(at.AddDays(1).UtcDateTime, moved.StartAt, TimeSpan.FromMicroseconds(1));

        await silo.Product.WriteStateAsync("wake", Given.Grain(number), new GrainState<NoteState>(new NoteState(), "3"));
        Assert.NotNull(await Row(number));

        await Write(number, 4, null);
        Assert.Null(await Row(number));
    }

    [Fact]
    public async Task Orleans_itself_can_set_read_and_remove_reminders()
    {
        var grain = Given.Grain(Given.Number());
        var entry = new ReminderEntry { GrainId = grain, ReminderName = "own", StartAt = Now.UtcDateTime, Period = TimeSpan.FromDays(40) };

        var first = await silo.Reminders.UpsertRow(entry, Cancellation);
        var second = await silo.Reminders.UpsertRow(entry, Cancellation);
        Assert.NotEqual(first, second);
        Assert.Equal(TimeSpan.FromDays(40), Assert.Single((await Rows(grain))).Period);
        Assert.False(await silo.Reminders.RemoveRow(grain, "own", first!, Cancellation));
        Assert.True(await silo.Reminders.RemoveRow(grain, "own", second!, Cancellation));
        Assert.Empty((await Rows(grain)));
    }

    [Fact]
    public async Task Range_reads_return_what_is_past_and_what_is_near_only()
    {
        var numbers = Given.Numbers(4);
        var window = silo.Database.Options.ReadWindow;
        DateTimeOffset[] starts = [Now.AddYears(-1), Now - Minute, Now + window - Minute, Now + window + Minute];
        foreach (var (number, start) in numbers.Zip(starts))
            await Write(number, 0, start);

        foreach (var (begin, end) in ((uint, uint)[])[(0, 0), (5, 5), (0x8000_0000, 0x7fff_ffff)])
        {
            var read = (await Rows(begin, end)).Select(r => r.GrainId).ToHashSet();
            Assert.Equal([true, true, true, false], numbers.Select(n => read.Contains(Given.Grain(n))));
        }
    }

    [Fact]
    public async Task Ranges_split_the_ring_without_gap_or_overlap_also_over_its_seams()
    {
        var numbers = Given.Numbers(50);
        await Task.WhenAll(numbers.Select(n => Write(n, 0, Now)));
        uint[] cuts = [0x1000_0000, 0x7000_0000, 0x9000_0000, 0xf000_0000];

        var found = new List<GrainId>();
        for (var i = 0; i < cuts.Length; i++)
        {
            var (begin, end) = (cuts[i], cuts[(i + 1) % cuts.Length]);
            var part = (await Rows(begin, end)).Select(r => r.GrainId).ToList();
            Assert.All(part, g => Assert.True(begin < end ? g.GetUniformHashCode() > begin && g.GetUniformHashCode() <= end : g.GetUniformHashCode() > begin || g.GetUniformHashCode() <= end));
            found.AddRange(part);
        }

        Assert.Equal(numbers.Select(Given.Grain).Order(), found.Intersect(numbers.Select(Given.Grain)).Order());
        Assert.Equal(found.Count, found.Distinct().Count());
    }

    private Task<ReminderEntry?> Row(string number) => silo.Reminders.ReadRow(Given.Grain(number), StorageNames.WakeUp, Cancellation);

    private async Task<IEnumerable<ReminderEntry>> Rows(GrainId grain) => (await silo.Reminders.ReadRows(grain, Cancellation)).Reminders;

    private async Task<IEnumerable<ReminderEntry>> Rows(uint begin, uint end) => (await silo.Reminders.ReadRows(begin, end, Cancellation)).Reminders;

    private Task Write(string number, int expected, DateTimeOffset? wake) => silo.Product.WriteStateAsync(
        "wake",
        Given.Grain(number),
        new GrainState<NoteState>(
            new NoteState { Rows = new ProjectedRows { Wake = new WakeUp(wake) } },
            expected is 0 ? null! : expected.ToString(System.Globalization.CultureInfo.InvariantCulture)));
}

public sealed class SqliteReminderTests(SqliteSilo silo) : ReminderTests(silo), IClassFixture<SqliteSilo>;

public sealed class PostgresReminderTests(PostgresSilo silo) : ReminderTests(silo), IClassFixture<PostgresSilo>;
