using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Xunit;

namespace Suyuan.Tests.Product;

/// <summary>Law that changes while the product serves: tried before, put, followed by every open clock, and told afterwards.</summary>
public abstract class LawChangeTests(RunningProduct product)
{
    private static readonly DateTimeOffset InNovember = new(2026, 11, 2, 10, 0, 0, TimeSpan.FromHours(8));

    [Fact]
    public async Task A_calendar_is_tried_put_and_followed_by_exactly_what_was_said()
    {
        Await(InNovember);
        var petition = await Petition();
        var tag = (await product.Get($"/v1/disputes/{petition}")).ETag;
        var end = await End(petition);
        var draft = await Draft(YearOf(end), (end, "off"));

        var trial = await Try(Calendar(end), draft);
        Assert.Equal(tag, (await product.Get($"/v1/disputes/{petition}")).ETag);
        Assert.Equal(0, await product.Database.Count($"select count(*) from clock_move where number = '{petition}'"));
        var put = await product.Send("PUT", Calendar(end), draft.ToJsonString(), "operator");
        Assert.Equal(HttpStatusCode.Accepted, put.Status);
        var edition = (long)put.Json!["edition"]!;
        Assert.Equal($"/v1/law/changes/{edition}", put.Headers.Location?.ToString());
        var change = await Followed(edition);

        // Every end and no other.
        var moves = await Moves(edition);
        Assert.Equal(Told(trial["moves"]!), Told(new JsonArray([.. moves.Select(move => move!.DeepClone())])));
        Assert.Equal(((long)trial["moved"]!, (long)trial["moved"]!), (moves.Count, (long)change["moved"]!));
        Assert.Equal((0, (long)trial["moved"]!), ((long)trial["notReproduced"]!, (long)trial["later"]! + (long)trial["earlier"]!));
        Assert.Equal((long)trial["moved"]!, trial["byDays"]!.AsArray().Sum(days => (long)days!["clocks"]!));
        Assert.Contains(moves, move => (string)move!["number"]! == petition && (string)move["clockId"]! == "conclude-1");

        // The explanation, the history and the notice.
        var clock = (await product.Get($"/v1/disputes/{petition}/clocks/conclude-1")).Json!["due"]!;
        Assert.True(string.CompareOrdinal(end, (string)clock["end"]!) < 0, $"{end} {clock["end"]}");
        Assert.Equal(((string)draft["version"]!, false), ((string)clock["calendarVersion"]!, (bool)clock["provisional"]!));
        var step = (await product.Get($"/v1/disputes/{petition}/history")).Json!["items"]!.AsArray()[^1]!;
        Assert.Equal(("recounted", (string)draft["source"]!), ((string)step["act"]!, (string?)step["basis"]));
        Assert.Equal(1, await product.Database.Count($"select count(*) from notification where number = '{petition}' and kind = 'end-moved'"));
        Assert.Equal((string)draft["version"]!, (string?)(await product.Get(Calendar(end))).Json!["version"]);
        Assert.True((bool)(await product.Get("/v1/audit/ledger/verify?area=510304")).Json!["intact"]!);

        // The same again changes nothing; another content under the version is refused.
        var again = await product.Send("PUT", Calendar(end), draft.ToJsonString(), "operator");
        Assert.Equal((HttpStatusCode.OK, edition), (again.Status, (long)again.Json!["edition"]!));
        draft["provisional"] = true;
        var other = await product.Send("PUT", Calendar(end), draft.ToJsonString(), "operator");
        Assert.Equal((HttpStatusCode.Conflict, "law-version-taken"), (other.Status, other.Code));
        Assert.Equal(edition, await product.Database.Count("select max(edition) from law_change"));
    }

    [Fact]
    public async Task An_end_that_has_passed_is_left_where_it_was()
    {
        Await(InNovember);
        var petition = await Petition();
        var end = await End(petition);
        Await(DateTimeOffset.Parse(end, CultureInfo.InvariantCulture).AddDays(1).AddHours(12));
        var draft = await Draft(YearOf(end), (end, "off"));

        var trial = await Try(Calendar(end), draft);
        var put = await product.Send("PUT", Calendar(end), draft.ToJsonString(), "operator");
        await Followed((long)put.Json!["edition"]!);

        Assert.True((long)trial["passedAndLeft"]! >= 1, trial.ToJsonString());
        Assert.Equal(end, await End(petition));
        Assert.DoesNotContain(await Moves((long)put.Json["edition"]!), move => (string)move!["number"]! == petition && (string)move["clockId"]! == "conclude-1");
    }

    [Fact]
    public async Task A_new_version_of_a_rule_is_tried_put_and_followed()
    {
        Await(InNovember);
        var petition = await Petition();
        var began = (DateTimeOffset)(await product.Get($"/v1/disputes/{petition}/clocks/conclude-1")).Json!["due"]!["trigger"]!["at"]!;
        var versions = (await product.Get("/v1/rules/petition-conclude")).Json!["items"]!.AsArray();
        var draft = Rule(versions.Count + 1, began.ToOffset(TimeSpan.FromHours(8)).Date);

        var trial = await Try("/v1/rules/petition-conclude", draft);
        var put = await product.Send("PUT", "/v1/rules/petition-conclude", draft.ToJsonString(), "operator");
        Assert.Equal(HttpStatusCode.Accepted, put.Status);
        var edition = (long)put.Json!["edition"]!;
        await Followed(edition);

        Assert.Equal(Told(trial["moves"]!), Told(new JsonArray([.. (await Moves(edition)).Select(move => move!.DeepClone())])));
        var due = (await product.Get($"/v1/disputes/{petition}/clocks/conclude-1")).Json!["due"]!;
        Assert.Equal((versions.Count + 1, 45), ((int)due["ruleVersion"]!, (int)due["length"]!));
        var rules = (await product.Get("/v1/rules/petition-conclude")).Json!["items"]!.AsArray();
        Assert.Equal((string)draft["inForceFrom"]!, (string?)rules[^2]!["inForceTo"]);
        var listed = (await product.Get("/v1/law/changes?limit=200")).Json!["items"]!.AsArray();
        Assert.Equal(("rule", "petition-conclude"), ((string)listed[^1]!["kind"]!, (string)listed[^1]!["key"]!));
        Assert.Contains("\"length\":45", (string)(await product.Get($"/v1/law/changes/{edition}")).Json!["content"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_fault_of_a_calendar_is_answered_at_once_and_nothing_changes()
    {
        var before = await product.Database.Count("select count(*) from law_change");

        var answer = await product.Send("PUT", "/v1/calendar/2027", """
            {"version":"cn-2026.1","source":"x","provisional":false,"days":[
              {"date":"2027-01-01","kind":"off","name":"元旦","nameEn":"New Year's Day"},
              {"date":"2027-01-01","kind":"off","name":"元旦","nameEn":"New Year's Day"},
              {"date":"2027-01-01","kind":"makeup-workday","name":"元旦","nameEn":"New Year's Day"},
              {"date":"2026-12-31","kind":"off","name":"元旦","nameEn":"New Year's Day"}]}
            """, "operator");

        Assert.Equal((HttpStatusCode.BadRequest, "invalid"), (answer.Status, answer.Code));
        var errors = answer.Json!["errors"]!.AsObject().Select(error => $"{error.Key} {error.Value![0]!["code"]}");
        Assert.Subset(
            errors.ToHashSet(),
            new HashSet<string> { "version malformed", "days[1].date day-twice", "days[2].kind make-up-on-weekday", "days[3].date day-in-another-year" });
        Assert.Equal(before, await product.Database.Count("select count(*) from law_change"));
    }

    [Fact]
    public async Task Only_the_operator_changes_law_and_everybody_reads_what_was_changed()
    {
        Assert.Equal(HttpStatusCode.Forbidden, (await product.Send("PUT", "/v1/calendar/2027", "{}")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await product.Send("PUT", "/v1/rules/petition-conclude?dryRun=true", "{}")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await product.Send("PUT", "/v1/calendar/2027", "{}", "")).Status);
        Assert.Equal(HttpStatusCode.OK, (await product.Get("/v1/law/changes", "supervisor")).Status);
        Assert.Equal((HttpStatusCode.NotFound, "unknown-law-change"), await Code("/v1/law/changes/9999"));
        Assert.Equal((HttpStatusCode.NotFound, "unknown-law-change"), await Code("/v1/law/changes/9999/moves", "operator"));
        // Which cases a change has moved is no public matter, as what was changed is.
        Assert.Equal((HttpStatusCode.Forbidden, "not-your-role"), await Code("/v1/law/changes/9999/moves"));
        Assert.Equal(HttpStatusCode.BadRequest, (await product.Get("/v1/law/changes?cursor=x")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await product.Send("PUT", "/v1/rules/no-such-rule", Rule(2, new DateTime(2026, 1, 1)).ToJsonString(), "operator")).Status);
    }

    [Fact]
    public async Task Commands_are_served_while_the_clocks_follow()
    {
        Await(InNovember);
        var petitions = await Task.WhenAll(Enumerable.Range(0, 24).Select(_ => Petition()));
        var end = await End(petitions[0]);
        var draft = await Draft(YearOf(end), (end, "off"));

        var put = product.Send("PUT", Calendar(end), draft.ToJsonString(), "operator");
        var served = await Task.WhenAll(petitions.Select(number => product.Post($"/v1/disputes/{number}/contact", """{"method":"telephone","outcome":"unreachable"}""")));
        var registered = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => product.Register()));
        await Followed((long)(await put).Json!["edition"]!);

        Assert.All(served, answer => Assert.Equal(HttpStatusCode.OK, answer.Status));
        Assert.Equal(8, registered.Distinct().Count());
        Assert.Equal(24, (await Moves((long)(await put).Json!["edition"]!)).Count(move => petitions.Contains((string)move!["number"]!) && (string)move["clockId"]! == "conclude-1"));
    }

    [Fact]
    public async Task A_run_that_was_cut_off_goes_on_after_the_next_start()
    {
        Await(InNovember);
        var petitions = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => Petition()));
        var stuck = petitions[5];
        var end = await End(stuck);
        var draft = await Draft(YearOf(end), (end, "off"));
        await product.Database.Execute(Sabotage(stuck));
        long edition;
        try
        {
            var put = await product.Send("PUT", Calendar(end), draft.ToJsonString(), "operator");
            edition = (long)put.Json!["edition"]!;
            await Until(async () => await Moved(edition, petitions) == 11);
            Assert.Equal((11, end), (await Moved(edition, petitions), await End(stuck)));
            await product.Restart(TimeSpan.FromMinutes(2));
            Assert.True(await Stale(edition) > 0);
        }
        finally
        {
            await product.Database.Execute(Repair);
        }

        product.Clock.Advance(TimeSpan.FromMinutes(1.5));
        await Followed(edition);

        Assert.NotEqual(end, await End(stuck));
        Assert.Equal(12, await Moved(edition, petitions));
    }

    protected abstract string Sabotage(string number);

    protected abstract string Repair { get; }

    private static JsonObject Rule(int version, DateTime from) => new()
    {
        ["version"] = version,
        ["inForceFrom"] = from.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        ["channel"] = "petition 信访",
        ["duty"] = "agency",
        ["trigger"] = "acceptance",
        ["triggerZh"] = "受理",
        ["direction"] = "forward",
        ["length"] = 45,
        ["unit"] = "day",
        ["rollOn"] = "weekend-and-holiday",
        ["extensionSteps"] = new JsonArray(new JsonObject { ["max"] = 30, ["by"] = "head" }),
        ["extensionUnit"] = "day",
        ["extensionTimes"] = 1,
        ["law"] = "信访工作条例",
        ["article"] = "第34条",
        ["source"] = "信访工作条例 Art 34",
        ["confidence"] = "V",
        ["level"] = "national",
        ["approvedBy"] = "法制科",
    };

    /// <summary>The clock of this class goes forward only.</summary>
    private void Await(DateTimeOffset at)
    {
        if (product.Clock.GetUtcNow() < at)
            product.Clock.SetUtcNow(at);
    }

    /// <summary>A petition that is accepted now: sixty days.</summary>
    private async Task<string> Petition()
    {
        var number = await product.Register();
        await product.Act(number, "triage", """{"category":"VIL","channel":"petition"}""");
        await product.Act(number, "assign", """{"lead":"510304104218-committee"}""");
        await product.Act(number, "accept", "{}", "mediator", "510304104218-committee");
        return number;
    }

    private async Task<string> End(string number) => (string)(await product.Get($"/v1/disputes/{number}/clocks/conclude-1")).Json!["due"]!["end"]!;

    /// <summary>Whichever test ran before may have moved clock and ends: the year is the one that the end lies in.</summary>
    private static int YearOf(string end) => int.Parse(end[..4], CultureInfo.InvariantCulture);

    private static string Calendar(string end) => $"/v1/calendar/{YearOf(end)}";

    /// <summary>The year in force under its next version, final, with some days said otherwise.</summary>
    private async Task<JsonObject> Draft(int year, params (string Date, string Kind)[] otherwise)
    {
        var known = (await product.Get($"/v1/calendar/{year}")).Json!;
        var days = known["days"]!.AsArray().Where(day => otherwise.All(other => other.Date != (string)day!["date"]!)).Select(day => day!.DeepClone())
            .Concat(otherwise.Select(other => new JsonObject { ["date"] = other.Date, ["kind"] = other.Kind, ["name"] = "调休", ["nameEn"] = "Day off" }));
        var version = ((string)known["version"]!).Split('.');
        return new JsonObject
        {
            ["version"] = $"{version[0]}.{int.Parse(version[1], CultureInfo.InvariantCulture) + 1}",
            ["source"] = $"国务院办公厅关于{year}年部分节假日安排的通知",
            ["provisional"] = false,
            ["days"] = new JsonArray([.. days]),
        };
    }

    private async Task<JsonNode> Try(string path, JsonObject draft)
    {
        var answer = await product.Send("PUT", $"{path}?dryRun=true", draft.ToJsonString(), "operator");
        Assert.True(answer.Status is HttpStatusCode.OK, answer.Json?.ToJsonString());
        return answer.Json!;
    }

    private static IEnumerable<string> Told(JsonNode moves) => moves.AsArray()
        .Select(move => $"{move!["number"]} {move["clockId"]} {move["ruleId"]} {move["from"]} {move["to"]} {move["days"]}").Order(StringComparer.Ordinal);

    private async Task<JsonArray> Moves(long edition)
    {
        var all = new JsonArray();
        var path = $"/v1/law/changes/{edition}/moves?limit=5";
        for (string? cursor = ""; cursor is not null;)
        {
            var page = (await product.Get(cursor.Length is 0 ? path : $"{path}&cursor={cursor}", "operator")).Json!;
            foreach (var move in page["items"]!.AsArray())
                all.Add(move!.DeepClone());
            cursor = (string?)page["next"];
        }

        return all;
    }

    private Task<long> Moved(long edition, string[] numbers) => product.Database.Count(
        $"select count(distinct number) from clock_move where edition = {edition} and clock_id = 'conclude-1' and number in ({string.Join(',', numbers.Select(number => $"'{number}'"))})");

    private async Task<long> Stale(long edition) => (long)(await product.Get($"/v1/law/changes/{edition}")).Json!["stale"]!;

    private async Task<JsonNode> Followed(long edition)
    {
        // What a write under way left behind, the next round finds: it comes a minute of the product's clock later.
        for (var look = 0; look < 4 && await Stale(edition) is not 0; look++)
        {
            await Until(async () => await Stale(edition) is 0);
            product.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        var change = (await product.Get($"/v1/law/changes/{edition}")).Json!;
        Assert.Equal(0, (long)change["stale"]!);
        return change;
    }

    private async Task<(HttpStatusCode Status, string? Code)> Code(string path, string role = "coordinator")
    {
        var answer = await product.Get(path, role);
        return (answer.Status, answer.Code);
    }

    /// <summary>Asks until it is so; each question goes through the cluster, so its own work goes on.</summary>
    private static async Task Until(Func<Task<bool>> so)
    {
        for (var round = 0; round < 2_000 && !await so(); round++)
            await Task.Yield();
    }
}

public sealed class LawChangeOnSqlite(ProductOnSqlite product) : LawChangeTests(product), IClassFixture<ProductOnSqlite>
{
    protected override string Repair => "drop trigger sabotage";

    protected override string Sabotage(string number) =>
        $"create trigger sabotage before insert on dispute_event when new.number = '{number}' begin select raise(abort, 'sabotage'); end";
}

public sealed class LawChangeOnPostgres(ProductOnPostgres product) : LawChangeTests(product), IClassFixture<ProductOnPostgres>
{
    protected override string Repair => "drop trigger sabotage on dispute_event; drop function sabotage";

    protected override string Sabotage(string number) => $"""
        create function sabotage() returns trigger language plpgsql as $$ begin raise exception 'sabotage' using errcode = 'check_violation'; end $$;
        create trigger sabotage before insert on dispute_event for each row when (new.number = '{number}') execute function sabotage();
        """;
}
