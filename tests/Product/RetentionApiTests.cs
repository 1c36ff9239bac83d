using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Suyuan.Agencies;
using Suyuan.Disputes;
using Suyuan.Operations;
using Suyuan.Privacy;
using Suyuan.Projection;
using Suyuan.Storage;
using Suyuan.Tests.Personal;
using Xunit;

namespace Suyuan.Tests.Product;

/// <summary>Retention and erasure over real silo and database. Whatever lies encrypted is opened before it is looked at.</summary>
public abstract class RetentionApiTests(RunningProduct product)
{
    private const string Marker = "石榴籽";

    private const string Telephone = "13800000000";

    private const string OtherTelephone = "13900000000";

    private bool Encrypted => product.Database.Keys is not null;

    [Fact]
    public async Task When_its_time_is_over_no_text_is_left_in_any_table_and_the_ledger_still_holds()
    {
        var (number, code) = await Exited();
        var until = (DateTimeOffset)(await product.Get($"/v1/disputes/{number}")).Json!["retention"]!["until"]!;
        Assert.Contains(Marker, await Kept(number), StringComparison.Ordinal);
        Assert.Contains(number, await Listed(Marker));
        Assert.Equal(Encrypted, (await Found(Telephone)).Contains(number));
        var ahead = (await product.Get($"/v1/retention/ahead?area=510304&until={until.ToOffset(Moment.ChinaOffset):yyyy-MM-dd}")).Json!;
        Assert.Contains(ahead["rows"]!.AsArray(), row => (string?)row!["rule"] is "dispute-other" && !(bool)row["held"]! && (int)row["count"]! >= 1);
        Assert.Equal(0, (int)(await product.Get("/v1/retention/ahead?area=510321")).Json!["total"]!);

        product.Clock.SetUtcNow(until);
        await product.Grains.Dispute(DisputeNumber.Parse(number)).Wake(WakeCause.Sweep);

        Assert.DoesNotContain(Marker, await Kept(number), StringComparison.Ordinal);
        Assert.DoesNotContain(number, await Listed(Marker));
        Assert.DoesNotContain(number, await Found(Telephone));
        Assert.DoesNotContain(number, await Found(OtherTelephone));
        Assert.Equal(0, await product.Database.Count($"select count(*) from party_key where number = '{number}'"));
        foreach (var mark in product.Database.Opened.Titles?.Marks(Marker) ?? [])
            Assert.Equal(0, await product.Database.Count($"select count(*) from dispute where number = '{number}' and title_key like '%{mark}%'"));
        Assert.Equal(0, await product.Database.Count($"select count(*) from mark where number = '{number}'"));
        Assert.Equal(0, await product.Database.Count($"select count(*) from dispute where number = '{number}' and (idempotency_key is not null or fingerprint <> '' or erase_at is not null)"));
        var view = (await product.Get($"/v1/disputes/{number}")).Json!;
        Assert.Equal((ErasureRules.Mark, until), ((string?)view["parties"]![0]!["name"], (DateTimeOffset)view["retention"]!["erasedAt"]!));
        Assert.Equal("erased", (string?)(await History(number))[^1]!["act"]);
        Assert.Equal(HttpStatusCode.NotFound, (await product.Send("GET", $"/v1/progress/{number}", role: "", headers: ("X-Access-Code", code))).Status);
        Assert.Equal("records-erased", (await product.Post($"/v1/disputes/{number}/reopen", """{"reason":"又起争执"}""")).Code);
        var verdict = (await product.Get("/v1/audit/ledger/verify?area=510304")).Json!;
        Assert.True((bool)verdict["intact"]!, verdict.ToJsonString());
        // The rows can no longer be changed, nor erased again, nor can what time and registration wrote be taken back.
        var again = new string('0', 64);
        foreach (var change in (string[])[$"data = '{{}}', data_hash = '{again}'", "data = '{}'", "data_hash = null", $"data_hash = '{again}'", "data = '\"enc:1:k1:AAAA\"', data_hash = null", "hash = 'x'", "act = 'exit'"])
            await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => product.Database.Execute($"update dispute_event set {change} where number = '{number}' and act = 'withdraw'"));
        foreach (var change in (string[])["actor_id = 'x'", "data = '{}'", $"data_hash = '{again}', hash = 'x'"])
            await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => product.Database.Execute($"update dispute_event set {change} where number = '{number}' and act = 'register'"));
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => product.Database.Execute($"delete from dispute_event where number = '{number}'"));
    }

    [Fact]
    public async Task An_agency_still_learns_that_there_was_a_notice_of_which_kind_and_about_what_and_no_more()
    {
        var (number, _) = await Exited();
        var (id, agency) = Assert.Single(await product.Database.List<(string, string)>($"select id, agency from notification where number = '{number}' and kind = 'escalated-to-you'"));
        var before = await Notice(agency, id);
        Assert.Contains(Marker, (string)before["text"]!["zh"]!, StringComparison.Ordinal);

        await Ended(number);

        var after = await Notice(agency, id);
        Assert.Equal(("提级关注", $"{number} 的通知内容已依法删除。"), ((string?)after["title"]!["zh"], (string?)after["text"]!["zh"]));
        foreach (var fact in (string[])["sequence", "number", "kind", "severity", "at", "area", "category", "link"])
            Assert.Equal((fact, before[fact]?.ToJsonString()), (fact, after[fact]?.ToJsonString()));
        Assert.Equal(0, await product.Database.Count($"select count(*) from notification where number = '{number}' and cast(payload as text) <> '{NoticeRow.Erased}'"));
    }

    [Fact]
    public async Task What_one_party_has_had_erased_leaves_the_other_and_the_decision()
    {
        var (number, _) = await Exited();
        product.Clock.SetUtcNow(product.Clock.GetUtcNow().AddYears(6));
        await product.Act(number, "erasure-requests", """{"party":1,"reason":"不再需要"}""", "clerk", "510304104-centre");

        await product.Act(number, "erasure-decisions", """{"granted":true,"reason":"保存期已满"}""");

        var view = (await product.Get($"/v1/disputes/{number}")).Json!;
        Assert.Equal((ErasureRules.Mark, "王某", 1), ((string?)view["parties"]![0]!["name"], (string?)view["parties"]![1]!["name"], (int?)view["retention"]!["erasedParty"]));
        Assert.DoesNotContain(Marker, await Kept(number), StringComparison.Ordinal);
        Assert.DoesNotContain(number, await Found(Telephone));
        Assert.Equal(Encrypted, (await Found(OtherTelephone)).Contains(number));
        var (id, agency) = Assert.Single(await product.Database.List<(string, string)>($"select id, agency from notification where number = '{number}' and kind = 'erasure-decided'"));
        Assert.DoesNotContain("通知内容已依法删除", (string)(await Notice(agency, id))["text"]!["zh"]!, StringComparison.Ordinal);
        Assert.True((bool)(await product.Get("/v1/audit/ledger/verify?area=510304")).Json!["intact"]!);

        await Ended(number);

        Assert.DoesNotContain(number, await Found(OtherTelephone));
        Assert.DoesNotContain("王某", await Kept(number), StringComparison.Ordinal);
        Assert.True((bool)(await product.Get("/v1/audit/ledger/verify?area=510304")).Json!["intact"]!);
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

    private async Task Ended(string number)
    {
        product.Clock.SetUtcNow((DateTimeOffset)(await product.Get($"/v1/disputes/{number}")).Json!["retention"]!["until"]!);
        await product.Grains.Dispute(DisputeNumber.Parse(number)).Wake(WakeCause.Sweep);
    }

    /// <summary>Everything that lies of a dispute, opened: its state, its title, its steps, the notices about it.</summary>
    private protected async Task<string> Kept(string number)
    {
        var (key, opened) = ($"dispute-{number}", product.Database.Opened);
        var payload = Assert.Single(await product.Database.List<byte[]>($"select payloadbinary from orleansstorage where graintypestring = 'dispute' and grainidextensionstring = '{key}'"));
        var state = new StateSerializer(opened.Personal).Deserialize(payload, typeof(DisputeState), new StateIdentity("dispute", key, 0, 0));
        var found = new List<string> { JsonSerializer.Serialize(state, StateSerializer.Options) };
        foreach (var (column, rows) in new[]
        {
            (RowCipher.Title, $"select number, title from dispute where number = '{number}'"),
            (RowCipher.Step, $"select number || '/' || sequence, cast(data as text) from dispute_event where number = '{number}' order by sequence"),
            (RowCipher.Notice, $"select id, cast(payload as text) from notification where number = '{number}' order by id"),
        })
            found.AddRange((await product.Database.List<(string Row, string Stored)>(rows)).Select(row => opened.Rows.Open(column, row.Row, row.Stored)));
        return string.Join('\n', found);
    }

    private async Task<JsonNode> Notice(string agency, string id)
    {
        await product.Grains.Agency(AgencyId.Parse(agency)).Take();
        for (var after = 0L; ;)
        {
            var items = (await product.Get($"/v1/agencies/{agency}/inbox?limit=200&after={after}")).Json!["items"]!.AsArray();
            if (items.FirstOrDefault(item => (string?)item!["id"] == id) is { } notice)
                return notice;
            Assert.NotEmpty(items);
            after = (long)items[^1]!["sequence"]!;
        }
    }

    private async Task<List<string>> Found(string telephone) => Numbers(await product.Post("/v1/disputes/lookups", $$"""{"telephone":"{{telephone}}"}"""));

    private async Task<List<string>> Listed(string text) => Numbers(await product.Get($"/v1/disputes?limit=200&q={Uri.EscapeDataString(text)}"));

    private static List<string> Numbers(Answer answer)
    {
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        return [.. answer.Json!["items"]!.AsArray().Select(item => (string)item!["number"]!)];
    }

    private async Task<JsonArray> History(string number) => (await product.Get($"/v1/disputes/{number}/history?limit=200")).Json!["items"]!.AsArray();

    private protected async Task<(string Number, string Code)> Exited()
    {
        var registration = JsonNode.Parse(RunningProduct.Registration(narrative: $"{Marker}：邻居牛圈臭气熏天。"))!;
        registration["parties"]![0]!["name"] = Marker;
        registration["parties"]![0]!["telephone"] = Telephone;
        registration["parties"]![1]!["telephone"] = OtherTelephone;
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

/// <summary>And keys are changed under what is erased.</summary>
public abstract class RetentionUnderKeysTests(EncryptedProduct product) : RetentionApiTests(product)
{
    [Fact]
    public async Task Under_new_keys_what_was_erased_stays_erased_and_the_ledger_still_holds()
    {
        var (number, _) = await Exited();
        product.Clock.SetUtcNow((DateTimeOffset)(await product.Get($"/v1/disputes/{number}")).Json!["retention"]!["until"]!);
        await product.Grains.Dispute(DisputeNumber.Parse(number)).Wake(WakeCause.Sweep);
        var before = await Kept(number);

        product.Ring.Next([$"k{product.Ring.Current.Keys.Count + 10}", .. product.Ring.Current.Keys.Keys]);
        product.Ring.Reload();
        while (await product.Grains.GetGrain<IKeyGrain>(GrainKeys.Keys).Rewrite() > 0)
        {
        }

        var keys = (await product.Get("/v1/system/keys", "operator")).Json!;
        Assert.Equal((product.Ring.Current.Active.Id, 0), ((string?)keys["active"], (long)keys["clear"]!));
        Assert.All(keys["keys"]!.AsArray(), key => Assert.Equal((string?)key!["id"] == product.Ring.Current.Active.Id, (long)key["values"]! > 0));
        Assert.Equal(before, await Kept(number));
        Assert.Equal(0, await product.Database.Count($"select count(*) from party_key where number = '{number}'"));
        Assert.True((bool)(await product.Get("/v1/audit/ledger/verify?area=510304")).Json!["intact"]!);
    }
}

public sealed class RetentionOnSqliteTests(EncryptedOnSqlite product) : RetentionUnderKeysTests(product), IClassFixture<EncryptedOnSqlite>;

public sealed class RetentionOnPostgresTests(EncryptedOnPostgres product) : RetentionUnderKeysTests(product), IClassFixture<EncryptedOnPostgres>;

public sealed class ClearRetentionOnSqliteTests(ClearOnSqlite product) : RetentionApiTests(product), IClassFixture<ClearOnSqlite>;

public sealed class ClearRetentionOnPostgresTests(ClearOnPostgres product) : RetentionApiTests(product), IClassFixture<ClearOnPostgres>;
