using System.Net;
using Suyuan.Overload;
using Suyuan.Tests.Product;
using Xunit;

namespace Suyuan.Tests.Overload;

/// <summary>More than there is room for: who is turned away hears when to come back, and nothing of it is left behind.</summary>
public abstract class OverloadTests(CrowdedProduct product)
{
    private const string Centre = "510304104-centre";

    [Theory]
    [InlineData("intake", "intake-full")]
    [InlineData("commands", "commands-full")]
    [InlineData("reads", "reads-full")]
    public async Task A_full_lane_turns_away_and_the_others_go_on(string lane, string code)
    {
        var number = await Assigned();
        var held = await Fill(lane, number);
        var waiting = Ask(lane, number);
        await Until(() => product.Lanes.Of(Of(lane)).CurrentQueuedCount == 1);

        var refused = await Ask(lane, number, key: "turned-away-1");
        var others = new List<Answer>();
        foreach (var other in (string[])["intake", "commands", "reads"])
        {
            if (other != lane)
                others.Add(await Ask(other, number));
        }

        product.Gate.Open();
        var served = await Task.WhenAll([.. held, waiting]);

        Turned(refused, HttpStatusCode.ServiceUnavailable, code);
        Assert.All(served.Concat(others), answer => Assert.True(answer.Status is HttpStatusCode.OK or HttpStatusCode.Created, answer.Text));
        await Until(() => product.Lanes.Of(Of(lane)) is { CurrentQueuedCount: 0, CurrentAvailablePermits: CrowdedProduct.AtOnce });
    }

    [Fact]
    public async Task A_registration_that_was_turned_away_left_nothing_and_may_be_repeated()
    {
        var held = await Fill("intake", "");
        var waiting = Ask("intake", "");
        await Until(() => product.Lanes.Of(Lane.Intake).CurrentQueuedCount == 1);
        var before = await Disputes();

        Turned(await Ask("intake", "", key: "turned-away-2"), HttpStatusCode.ServiceUnavailable, "intake-full");
        Assert.Equal(before, await Disputes());
        product.Gate.Open();
        await Task.WhenAll([.. held, waiting]);
        var again = await Ask("intake", "", key: "turned-away-2");
        var andAgain = await Ask("intake", "", key: "turned-away-2");

        Assert.Equal(HttpStatusCode.Created, again.Status);
        Assert.Equal((string?)again.Json!["number"], (string?)andAgain.Json!["number"]);
        Assert.Equal(before + CrowdedProduct.AtOnce + 2, await Disputes());
    }

    [Fact]
    public async Task Whoever_has_waited_too_long_is_turned_away_and_not_served_late()
    {
        var held = await Fill("intake", "");
        var before = await Disputes();
        var waiting = Ask("intake", "");
        await Until(() => product.Lanes.Of(Lane.Intake).CurrentQueuedCount == 1);

        product.Patience.Advance(CrowdedProduct.LongestWait);

        Turned(await waiting, HttpStatusCode.ServiceUnavailable, "intake-full");
        Assert.Equal(0, product.Lanes.Of(Lane.Intake).CurrentQueuedCount);
        product.Gate.Open();
        Assert.All(await Task.WhenAll(held), answer => Assert.Equal(HttpStatusCode.Created, answer.Status));
        Assert.Equal(before + CrowdedProduct.AtOnce, await Disputes());
    }

    [Fact]
    public async Task A_caller_who_has_gone_is_not_served()
    {
        var held = await Fill("intake", "");
        var before = await Disputes();
        using var hangUp = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var gone = product.SendUntil("POST", "/v1/disputes", RunningProduct.Registration(), hangUp.Token);
        await Until(() => product.Lanes.Of(Lane.Intake).CurrentQueuedCount == 1);

        await hangUp.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => gone);
        await Until(() => product.Lanes.Of(Lane.Intake).CurrentQueuedCount == 0);
        product.Gate.Open();
        await Task.WhenAll(held);
        Assert.Equal((CrowdedProduct.AtOnce, before + CrowdedProduct.AtOnce), (product.Gate.Passed, await Disputes()));
    }

    [Fact]
    public async Task A_caller_alone_who_asks_too_much_at_once_is_told_so_and_others_are_served()
    {
        var number = await Assigned();
        await product.Get($"/v1/disputes/{number}", role: "clerk");
        var held = await Fill("intake", number);
        var waiting = new List<Task<Answer>>();
        foreach (var lane in (string[])["commands", "reads"])
        {
            product.Gate.Shut(CrowdedProduct.AtOnce);
            held.AddRange(Enumerable.Range(0, CrowdedProduct.AtOnce).Select(_ => Ask(lane, number)));
            await product.Gate.Held(CrowdedProduct.AtOnce);
        }

        foreach (var lane in (string[])["intake", "commands"])
        {
            waiting.Add(Ask(lane, number));
            await Until(() => product.Lanes.Of(Of(lane)).CurrentQueuedCount == 1);
        }

        var refused = await Ask("reads", number);
        var other = product.Get($"/v1/disputes/{number}", role: "clerk");
        await Until(() => product.Lanes.Of(Lane.Reads).CurrentQueuedCount == 1);
        product.Gate.Open();

        Turned(refused, HttpStatusCode.TooManyRequests, "too-many-at-once");
        Assert.Equal(HttpStatusCode.OK, (await other).Status);
        Assert.All(await Task.WhenAll([.. held, .. waiting]), answer => Assert.True(answer.Status is HttpStatusCode.OK or HttpStatusCode.Created, answer.Text));
    }

    [Fact]
    public async Task Streams_and_long_polls_have_room_of_their_own()
    {
        var number = await Assigned();
        await using var stream = await product.Follow(Centre);
        using var hangUp = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var poll = product.SendUntil("GET", $"/v1/agencies/{Centre}/inbox?after=1000000&wait=25", null, hangUp.Token);
        await Until(() => product.Lanes.Of(Lane.Streams).CurrentAvailablePermits == 0);

        var refused = await product.Get($"/v1/agencies/{Centre}/inbox/stream");
        var polled = await product.Get($"/v1/agencies/{Centre}/inbox?wait=25");
        var (read, commanded, inbox) = (await Ask("reads", number), await Ask("commands", number), await product.Get($"/v1/agencies/{Centre}/inbox"));
        await hangUp.CancelAsync();

        Turned(refused, HttpStatusCode.ServiceUnavailable, "streams-full");
        Turned(polled, HttpStatusCode.ServiceUnavailable, "streams-full");
        Assert.All([read, commanded, inbox], answer => Assert.Equal(HttpStatusCode.OK, answer.Status));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => poll);
        await Until(() => product.Lanes.Of(Lane.Streams).CurrentAvailablePermits == 1);
    }

    [Fact]
    public async Task Health_and_the_description_answer_while_all_is_full()
    {
        var number = await Assigned();
        var held = new List<Task<Answer>>();
        foreach (var lane in (string[])["intake", "commands", "reads"])
            held.AddRange(await Fill(lane, number));

        var answers = new List<Answer>();
        foreach (var path in (string[])["/health/live", "/health/ready", "/openapi/v1.json"])
            answers.Add(await product.Get(path, role: ""));
        product.Gate.Open();
        await Task.WhenAll(held);

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.Status));
    }

    [Fact]
    public async Task The_description_says_of_every_operation_that_it_may_be_turned_away_and_when_to_come_back()
    {
        var description = await product.Get("/openapi/v1.json", role: "");

        var operations = description.Json!["paths"]!.AsObject().Where(path => path.Key.StartsWith("/v1/", StringComparison.Ordinal))
            .SelectMany(path => path.Value!.AsObject()).Where(operation => operation.Key is "get" or "post" or "put" or "delete").Select(operation => operation.Value!["responses"]!).ToList();
        Assert.NotEmpty(operations);
        Assert.All(operations, responses => Assert.All(
            (string[])["429", "503"],
            status => Assert.Equal("integer", (string?)responses[status]?["headers"]?["Retry-After"]?["schema"]?["type"])));
    }

    /// <summary>A case that can be commanded.</summary>
    private async Task<string> Assigned()
    {
        var number = await product.Register();
        await product.Act(number, "triage", """{"category":"NEI"}""");
        await product.Act(number, "assign", """{"note":"交办"}""");
        return number;
    }

    /// <summary>Takes all places of a lane.</summary>
    private async Task<List<Task<Answer>>> Fill(string lane, string number)
    {
        // So that nobody asks for a token at the gate.
        await product.Get("/v1/rules");
        product.Gate.Shut(CrowdedProduct.AtOnce);
        var held = Enumerable.Range(0, CrowdedProduct.AtOnce).Select(_ => Ask(lane, number)).ToList();
        await product.Gate.Held(CrowdedProduct.AtOnce);
        return held;
    }

    private Task<Answer> Ask(string lane, string number, string? key = null)
    {
        (string, string)[] headers = key is null ? [] : [("Idempotency-Key", key)];
        return lane switch
        {
            "intake" => product.Post("/v1/disputes", RunningProduct.Registration(), headers: headers),
            "commands" => product.Post($"/v1/disputes/{number}/contact", """{"method":"telephone","outcome":"unreachable"}""", headers: headers),
            _ => product.Get($"/v1/disputes/{number}"),
        };
    }

    private async Task<int> Disputes() => (int)(long)await product.Database.Count("select count(*) from dispute");

    private static Lane Of(string lane) => Enum.Parse<Lane>(lane, ignoreCase: true);

    private static void Turned(Answer answer, HttpStatusCode status, string code)
    {
        Assert.Equal((status, code), (answer.Status, answer.Code));
        Assert.InRange(answer.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 3);
        Assert.Equal("application/problem+json", answer.ContentType);
    }

    /// <summary>Requests reach their lanes on threads of their own; a probe that is never made to wait passes the time.</summary>
    private async Task Until(Func<bool> reached)
    {
        while (!reached())
            await product.Get("/health/live", role: "");
    }
}

public sealed class OverloadOnSqliteTests(CrowdedOnSqlite product) : OverloadTests(product), IClassFixture<CrowdedOnSqlite>;

public sealed class OverloadOnPostgresTests(CrowdedOnPostgres product) : OverloadTests(product), IClassFixture<CrowdedOnPostgres>;
