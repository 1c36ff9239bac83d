using System.Net;
using System.Text.Json.Nodes;
using Suyuan.Disputes;
using Suyuan.Privacy;
using Suyuan.Storage;
using Xunit;

namespace Suyuan.Tests.Product;

/// <summary>Retention and erasure over real silo and database.</summary>
public abstract class RetentionApiTests(RunningProduct product)
{
    private const string Marker = "石榴籽";

    [Fact]
    public async Task When_its_time_is_over_no_text_is_left_in_any_table_and_the_ledger_still_holds()
    {
        var (number, code) = await Exited();
        var until = (DateTimeOffset)(await product.Get($"/v1/disputes/{number}")).Json!["retention"]!["until"]!;
        Assert.NotEqual(0, await Marked(number));
        var ahead = (await product.Get($"/v1/retention/ahead?area=510304&until={until.ToOffset(Moment.ChinaOffset):yyyy-MM-dd}")).Json!;
        Assert.Contains(ahead["rows"]!.AsArray(), row => (string?)row!["rule"] is "dispute-other" && !(bool)row["held"]! && (int)row["count"]! >= 1);
        Assert.Equal(0, (int)(await product.Get("/v1/retention/ahead?area=510321")).Json!["total"]!);

        product.Clock.SetUtcNow(until);
        await product.Grains.Dispute(DisputeNumber.Parse(number)).Wake(WakeCause.Sweep);

        Assert.Equal(0, await Marked(number));
        Assert.Equal(0, await product.Database.Count($"select count(*) from mark where number = '{number}'"));
        Assert.Equal(0, await product.Database.Count($"select count(*) from dispute where number = '{number}' and (idempotency_key is not null or fingerprint <> '' or erase_at is not null)"));
        var view = (await product.Get($"/v1/disputes/{number}")).Json!;
        Assert.Equal((ErasureRules.Mark, until), ((string?)view["parties"]![0]!["name"], (DateTimeOffset)view["retention"]!["erasedAt"]!));
        Assert.Equal("erased", (string?)(await History(number))[^1]!["act"]);
        Assert.Equal(HttpStatusCode.NotFound, (await product.Send("GET", $"/v1/progress/{number}", role: "", headers: ("X-Access-Code", code))).Status);
        Assert.Equal("records-erased", (await product.Post($"/v1/disputes/{number}/reopen", """{"reason":"又起争执"}""")).Code);
        var verdict = (await product.Get("/v1/audit/ledger/verify?area=510304")).Json!;
        Assert.True((bool)verdict["intact"]!, verdict.ToJsonString());
        // The rows can no longer be changed, nor erased again.
        await Assert.ThrowsAnyAsync<Exception>(() => product.Database.Execute($"update dispute_event set data = '{{}}', data_hash = '{new string('0', 64)}' where number = '{number}' and act = 'withdraw'"));
        await Assert.ThrowsAnyAsync<Exception>(() => product.Database.Execute($"update dispute_event set actor_id = 'x' where number = '{number}' and act = 'register'"));
    }

    [Fact]
    public async Task A_preserved_case_outlives_its_time_and_is_erased_once_it_is_released()
    {
        var (number, _) = await Exited();
        await product.Act(number, "preserve", """{"ground":"lawsuit","reason":"已经起诉"}""");
        var until = (DateTimeOffset)(await product.Get($"/v1/disputes/{number}")).Json!["retention"]!["until"]!;

        product.Clock.SetUtcNow(until);
        await product.Grains.Dispute(DisputeNumber.Parse(number)).Wake(WakeCause.Sweep);
        var held = (await product.Get($"/v1/disputes/{number}")).Json!["retention"]!;
        Assert.Equal((null, "lawsuit"), (held["erasedAt"], (string?)held["holds"]![0]));

        var released = await product.Act(number, "release", """{"ground":"lawsuit","reason":"判决已经生效"}""");

        Assert.Equal(ErasureRules.Mark, (string?)released["narrative"]);
        var unknown = await product.Post($"/v1/disputes/{(await Exited()).Number}/preserve", """{"ground":"whim","reason":"留着"}""");
        Assert.Equal(HttpStatusCode.BadRequest, unknown.Status);
        Assert.Contains("unknown-ground", unknown.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_request_for_erasure_is_declined_with_the_law_that_requires_keeping()
    {
        var (number, _) = await Exited();
        await product.Act(number, "erasure-requests", """{"party":1,"reason":"不再需要"}""", "clerk", "510304104-centre");

        var refused = await product.Post($"/v1/disputes/{number}/erasure-decisions", """{"granted":true,"reason":"同意"}""");
        await product.Act(number, "erasure-decisions", """{"granted":false,"reason":"保存期未满"}""");

        Assert.Equal((HttpStatusCode.Conflict, "keeping-required"), (refused.Status, refused.Code));
        Assert.Equal(["erasure-requests", "erasure-decisions"], (await History(number)).TakeLast(2).Select(step => (string?)step!["act"]));
        Assert.Equal(HttpStatusCode.Forbidden, (await product.Get("/v1/retention/rules", "clerk")).Status);
        Assert.True((bool)(await product.Get("/v1/retention/rules", "operator")).Json!["sample"]!);
    }

    [Fact]
    public async Task A_case_of_an_earlier_release_is_found_by_the_sweep_that_the_script_orders()
    {
        var (number, _) = await Exited();
        var script = typeof(StorageOptions).Assembly.GetManifestResourceNames().Single(name => name.EndsWith(product.Database.Options.Dialect is StorageDialect.PostgreSql ? "0024-retention.sql" : "0022-retention.sql", StringComparison.Ordinal));
        using var reader = new StreamReader(typeof(StorageOptions).Assembly.GetManifestResourceStream(script)!);
        var order = (await reader.ReadToEndAsync(TestContext.Current.CancellationToken)).Split('\n').Single(line => line.StartsWith("update dispute set next_wake_at", StringComparison.Ordinal));
        await product.Database.Execute($"update dispute set next_wake_at = null, erase_at = null where number = '{number}'");

        await product.Database.Execute(order);

        Assert.Equal(1, await product.Database.Count($"select count(*) from dispute where number = '{number}' and next_wake_at = updated_at"));
    }

    /// <summary>Rows of a dispute that hold the marker anywhere.</summary>
    private async Task<long> Marked(string number)
    {
        var state = product.Database.Options.Dialect is StorageDialect.PostgreSql ? "convert_from(payloadbinary, 'UTF8')" : "cast(payloadbinary as text)";
        var found = 0L;
        foreach (var (table, text) in new[] { ("orleansstorage where grainidextensionstring = 'dispute-{0}'", state), ("dispute where number = '{0}'", "title"), ("dispute_event where number = '{0}'", "cast(data as text)"), ("notification where number = '{0}'", "cast(payload as text)") })
            found += await product.Database.Count($"select count(*) from {table.Replace("{0}", number, StringComparison.Ordinal)} and {text} like '%{Marker}%'");
        return found;
    }

    private async Task<JsonArray> History(string number) => (await product.Get($"/v1/disputes/{number}/history?limit=200")).Json!["items"]!.AsArray();

    private async Task<(string Number, string Code)> Exited()
    {
        var registration = JsonNode.Parse(RunningProduct.Registration(narrative: $"{Marker}：邻居牛圈臭气熏天。"))!;
        registration["parties"]![0]!["name"] = Marker;
        registration["parties"]![0]!["telephone"] = "13800000000";
        var answer = await product.Post("/v1/disputes", registration.ToJsonString(), headers: ("Idempotency-Key", Guid.NewGuid().ToString()));
        Assert.Equal(HttpStatusCode.Created, answer.Status);
        var registered = answer.Json!;
        var number = (string)registered["number"]!;
        await product.Act(number, "escalate", $$"""{"level":"county","reason":"{{Marker}}久拖未决"}""");
        await product.Act(number, "withdraw", $$"""{"reason":"{{Marker}}自行和解"}""");
        await product.Act(number, "answer", $$"""{"method":"telephone","text":"{{Marker}}已经和解。"}""");
        await product.Act(number, "close");
        await product.Act(number, "followups", $$"""{"finding":"settled","note":"{{Marker}}"}""");
        await product.Act(number, "followups", """{"finding":"settled"}""");
        product.Clock.Advance(TimeSpan.FromDays(91));
        await product.Act(number, "exit");
        return (number, (string)registered["accessCode"]!);
    }
}

public sealed class RetentionOnSqliteTests(ProductOnSqlite product) : RetentionApiTests(product), IClassFixture<ProductOnSqlite>;

public sealed class RetentionOnPostgresTests(ProductOnPostgres product) : RetentionApiTests(product), IClassFixture<ProductOnPostgres>;
