using System.Net;
using System.Text.Json.Nodes;
using Xunit;

namespace Suyuan.Tests.Product;

/// <summary>An inbox followed as it grows: every notice once, in order, also through a restart.</summary>
public abstract class InboxStreamTests(RunningProduct product)
{
    [Fact]
    public async Task What_was_there_is_replayed_and_what_comes_follows_without_gap_or_repetition()
    {
        const string centre = "510304107-centre";
        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => product.Register("510304107")));
        await using var stream = await product.Follow(centre);
        var before = await stream.Events(5);

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => product.Register("510304107")));
        var after = await stream.Events(20);

        Assert.Equal(Enumerable.Range(1, 25), before.Concat(after).Select(one => (int)one.Id));
        Assert.All(before, one => Assert.Equal(("new-duty", one.Id), (one.Event, (long)one.Data["sequence"]!)));
        Assert.Equal(25, before.Concat(after).Select(one => (string)one.Data["id"]!).Distinct().Count());
    }

    [Fact]
    public async Task A_reader_that_comes_back_goes_on_after_the_last_it_had_also_after_a_restart()
    {
        const string centre = "510304108-centre";
        for (var i = 0; i < 4; i++)
            await product.Register("510304108");
        await using (var first = await product.Follow(centre))
            Assert.Equal([1, 2], (await first.Events(2)).Select(one => (int)one.Id));

        await product.Restart(TimeSpan.FromMinutes(1));
        await product.Register("510304108");
        await using var second = await product.Follow(centre, lastEventId: 2);

        Assert.Equal([3, 4, 5], (await second.Events(3)).Select(one => (int)one.Id));
    }

    [Fact]
    public async Task Many_follow_one_agency_and_each_hears_everything_once()
    {
        const string centre = "510304109-centre";
        var streams = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => product.Follow(centre)));

        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => product.Register("510304109")));
        var heard = await Task.WhenAll(streams.Select(stream => stream.Events(10)));

        Assert.All(heard, events => Assert.Equal(Enumerable.Range(1, 10), events.Select(one => (int)one.Id)));
        foreach (var stream in streams)
            await stream.DisposeAsync();
    }

    [Fact]
    public async Task A_quiet_stream_says_that_it_is_still_there()
    {
        await using var stream = await product.Follow("510304106-centre");
        var comment = stream.Comment();

        for (var round = 0; round < 2_000 && !comment.IsCompleted; round++)
        {
            product.Clock.Advance(TimeSpan.FromSeconds(15));
            await product.Get("/health/live");
        }

        Assert.Equal(": still here", await comment);
    }

    [Theory]
    [InlineData("leader", "510304-housing", HttpStatusCode.NotFound)]
    [InlineData("operator", null, HttpStatusCode.Forbidden)]
    [InlineData("", null, HttpStatusCode.Unauthorized)]
    public async Task A_stream_opens_for_nobody_who_may_not_read_the_inbox(string role, string? agency, HttpStatusCode expected) =>
        Assert.Equal(expected, (await product.Send("GET", "/v1/agencies/510304104-centre/inbox/stream", role: role, agency: agency)).Status);

    [Fact]
    public async Task An_id_that_is_none_is_refused()
    {
        var answer = await product.Send("GET", "/v1/agencies/510304104-centre/inbox/stream", headers: ("Last-Event-ID", "x"));

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
    }
}

/// <summary>One event of a stream.</summary>
public sealed record StreamedEvent(long Id, string Event, JsonNode Data);

/// <summary>The reading end of a stream.</summary>
public sealed class EventReader(HttpClient client, HttpResponseMessage response, StreamReader lines) : IAsyncDisposable
{
    public async Task<IReadOnlyList<StreamedEvent>> Events(int count)
    {
        var events = new List<StreamedEvent>();
        var fields = new Dictionary<string, string>();
        while (events.Count < count)
        {
            var line = await lines.ReadLineAsync(TestContext.Current.CancellationToken) ?? throw new EndOfStreamException($"{events.Count} of {count} events came.");
            if (line.Length == 0 && fields.TryGetValue("data", out var data))
            {
                events.Add(new StreamedEvent(long.Parse(fields["id"], System.Globalization.CultureInfo.InvariantCulture), fields["event"], JsonNode.Parse(data)!));
                fields.Clear();
            }
            else if (line.IndexOf(": ", StringComparison.Ordinal) is > 0 and var colon)
            {
                fields[line[..colon]] = line[(colon + 2)..];
            }
        }

        return events;
    }

    /// <summary>The next comment; what came before it is passed over.</summary>
    public async Task<string> Comment()
    {
        while (await lines.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            if (line.StartsWith(':'))
                return line;
        }

        throw new EndOfStreamException("No comment came.");
    }

    public ValueTask DisposeAsync()
    {
        lines.Dispose();
        response.Dispose();
        client.Dispose();
        return ValueTask.CompletedTask;
    }
}

public sealed class InboxStreamOnSqliteTests(ProductOnSqlite product) : InboxStreamTests(product), IClassFixture<ProductOnSqlite>;

public sealed class InboxStreamOnPostgresTests(ProductOnPostgres product) : InboxStreamTests(product), IClassFixture<ProductOnPostgres>;
