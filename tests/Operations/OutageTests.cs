using System.Net;
using Suyuan.Disputes;
using Suyuan.Storage;
using Suyuan.Tests.Product;
using Suyuan.Tests.Storage;
using Suyuan.Tests.Support;
using Xunit;

namespace Suyuan.Tests.Operations;

/// <summary>What falls due while the database is away is not left to the slow nets.</summary>
public sealed class OutageTests(PostgresServer server)
{
    /// <summary>Far less than a reminder's period and the sweep's grace.</summary>
    private const int SecondsLate = 5;

    /// <param name="inMemory">Its timer rings; otherwise its reminder, and it cannot even be read.</param>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_rung_that_fell_into_a_short_absence_of_the_database_fires_seconds_after_its_return(bool inMemory)
    {
        await using var product = new OperatedOnPostgres(server);
        await product.InitializeAsync();
        var number = await product.Register();
        var due = (DateTimeOffset)(await product.Get($"/v1/disputes/{number}")).Json!["clocks"]![0]!["nextRungAt"]!;
        if (!inMemory)
            await product.Grains.GetGrain<Orleans.Runtime.IManagementGrain>(0).ForceActivationCollection(TimeSpan.Zero, TestContext.Current.CancellationToken);

        await DatabaseAway.Begin(product);
        product.Clock.SetUtcNow(due);
        if (!inMemory)
            await Assert.ThrowsAnyAsync<Exception>(() => product.Grains.Dispute(DisputeNumber.Parse(number)).Wake(WakeCause.Reminder));
        await Until(product, () => Task.FromResult(product.Kept.Records.Any(record => record.Text.EndsWith("failed", StringComparison.Ordinal))), rounds: 100_000);
        await DatabaseAway.End(product);
        var fired = 0L;
        for (var second = 0; second < SecondsLate && fired == 0; second++)
        {
            product.Clock.Advance(TimeSpan.FromSeconds(1));
            await Until(product, async () => (fired = await product.Database.Count($"select count(*) from rung_fired where number = '{number}'")) > 0, rounds: 500);
        }

        Assert.Equal(1, fired);
        Assert.InRange(product.Clock.GetUtcNow() - due, TimeSpan.Zero, TimeSpan.FromSeconds(SecondsLate));
    }

    /// <summary>What an operator reads of it: which case, which call, and nothing that anybody wrote.</summary>
    [Fact]
    public async Task What_could_not_be_done_stands_in_the_log_with_its_number_and_its_trace_and_nothing_of_a_person()
    {
        const string Trace = "4bf92f3577b34da6a3ce929d0e0e4736", Told = "张三丰欠钱";
        await using var product = new OperatedOnPostgres(server);
        await product.InitializeAsync();
        var number = await product.Register();

        await DatabaseAway.Begin(product);
        var failed = await product.Post($"/v1/disputes/{number}/decline", $$"""{"reason":"{{Told}}"}""", headers: ("traceparent", $"00-{Trace}-00f067aa0ba902b7-01"));

        Assert.Equal((HttpStatusCode.ServiceUnavailable, "unavailable", Trace), (failed.Status, failed.Code, (string?)failed.Json!["traceId"]));
        var record = Assert.Single(product.Kept.Records, record => record.Values.GetValueOrDefault("Route") is { } route && route.EndsWith("/decline", StringComparison.Ordinal));
        Assert.Equal(("POST", number, Trace), (record.Values["Method"], record.Values["Number"], record.Values["TraceId"]));
        Assert.All(product.Kept.Records, record => Assert.All(
            (string[])[Told, "李四方", "王某", "Bearer", "牛圈"], said => Assert.DoesNotContain(said, $"{record.Text} {string.Join(' ', record.Values.Values)}", StringComparison.Ordinal)));
        await DatabaseAway.End(product);
    }

    [Fact]
    public async Task Only_what_the_database_itself_failed_at_is_called_an_outage()
    {
        var outage = new OutageSignal();
        await using var gone = new WatchedWriter(new BrokenWriter(), outage);
        var quiet = new OutageSignal();
        await using var poisoned = new WatchedWriter(new PoisonedWriter(), quiet);

        await Assert.ThrowsAnyAsync<Exception>(() => gone.Write([]));
        await Assert.ThrowsAnyAsync<Exception>(() => gone.Read([]));
        await Assert.ThrowsAnyAsync<Exception>(() => poisoned.Write([]));

        Assert.True(outage.Heard(TestContext.Current.CancellationToken).IsCompletedSuccessfully);
        // Two failures, one ring.
        Assert.False(outage.Heard(TestContext.Current.CancellationToken).IsCompleted);
        Assert.False(quiet.Heard(TestContext.Current.CancellationToken).IsCompleted);
    }

    private static async Task Until(RunningProduct product, Func<Task<bool>> reached, int rounds)
    {
        for (var round = 0; round < rounds && !await reached(); round++)
            await product.Get("/health/live", role: "");
    }

    /// <summary>A database that refuses the data.</summary>
    private sealed class PoisonedWriter : IBatchWriter
    {
        public Task<WriteOutcome[]> Write(IReadOnlyList<StateWrite> batch) => throw new InvalidOperationException();

        public Task<Dictionary<(string State, string Key), StoredState>> Read(IReadOnlyCollection<StateIdentity> identities) => throw new InvalidOperationException();

        public bool IsAboutData(Exception failure) => true;

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
