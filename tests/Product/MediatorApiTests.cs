using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Suyuan.Disputes;
using Suyuan.Matters;
using Suyuan.Mediators;
using Suyuan.Storage;
using Suyuan.Tests.Support;
using Xunit;

namespace Suyuan.Tests.Product;

/// <summary>The list of mediators and the assignment of a dispute, over HTTP and between the two grains.</summary>
public abstract class MediatorApiTests(RunningProduct product)
{
    [Fact]
    public async Task Examples_are_ranked_until_somebody_of_the_county_is_entered()
    {
        var before = await product.Get("/v1/mediators?area=510321100&field=NEI");
        Assert.All(before.Json!["items"]!.AsArray(), item => Assert.True((bool)item!["sample"]!));
        Assert.NotEmpty(before.Json["items"]!.AsArray());

        await Enter("rx9", "510321100-committee", "510321100");
        var after = await product.Get("/v1/mediators?area=510321100&field=NEI");

        Assert.Equal("mediator-rx9", (string)Assert.Single(after.Json!["items"]!.AsArray())!["number"]!);
        Assert.NotEmpty(after.Json["items"]![0]!["reasons"]!.AsArray());
    }

    [Fact]
    public async Task An_entry_is_put_as_a_whole_with_its_version_and_keeps_no_name_of_a_relation()
    {
        var first = await Enter("put1", "510304-committee", "510304", relations: """["赵六","某公司"]""");
        var stale = await product.Send("PUT", "/v1/mediators/mediator-put1", Profile("510304-committee", "510304"), "leader", "510304-justice", ("If-Match", "\"7\""));
        var put = await product.Send("PUT", "/v1/mediators/mediator-put1", Profile("510304-committee", "510304", capacity: 9), "leader", "510304-justice", ("If-Match", first.ETag!));
        var stranger = await product.Send("PUT", "/v1/mediators/mediator-put1", Profile("510304-committee", "510304"), "leader", "510321-justice");
        var wrong = await product.Send("PUT", "/v1/mediators/mediator-put2", """{"name":"","kind":"wizard"}""", "leader", "510304-justice");
        var bad = await product.Send("PUT", "/v1/mediators/mediator-put2", """{"name":"甲","kind":"volunteer","organisation":"510304-nobody","areas":["999999"],"capacity":201}""", "leader", "510304-justice");

        Assert.Equal(("\"1\"", "\"2\"", 9), (first.ETag, put.ETag, (int)put.Json!["capacity"]!));
        Assert.Equal((HttpStatusCode.PreconditionFailed, HttpStatusCode.Forbidden), (stale.Status, stranger.Status));
        Assert.Equal((HttpStatusCode.BadRequest, "areas[0] capacity organisation"), (bad.Status, string.Join(' ', bad.Json!["errors"]!.AsObject().Select(fault => fault.Key).Order(StringComparer.Ordinal))));
        Assert.Equal(HttpStatusCode.BadRequest, wrong.Status);
        Assert.DoesNotContain("赵六", put.Text, StringComparison.Ordinal);
        var row = product.Database.Opened.Rows.Open(RowCipher.MatterData, "mediator-put1", Assert.Single(await product.Database.List<string>("select cast(data as text) from matter where number = 'mediator-put1'")));
        Assert.Equal((true, false), (row.Contains("510304-committee", StringComparison.Ordinal), row.Contains("赵六", StringComparison.Ordinal)));
        Assert.Equal(HttpStatusCode.NotFound, (await product.Get("/v1/mediators/mediator-nobody")).Status);
        Assert.Equal(["enter", "put"], (await product.Get("/v1/mediators/mediator-put1/history")).Json!["items"]!.AsArray().Select(step => (string)step!["act"]!));
    }

    [Fact]
    public async Task Leave_keeps_from_new_cases_and_is_told_as_the_reason()
    {
        await Enter("lv1", "510302-committee", "510302");
        var today = DateOnly.FromDateTime(product.Clock.GetUtcNow().AddHours(8).DateTime);

        var left = await product.Post("/v1/mediators/mediator-lv1/leave", $$"""{"from":"{{today:yyyy-MM-dd}}","to":"{{today.AddDays(3):yyyy-MM-dd}}"}""", "leader", "510302-committee");
        var listed = await product.Get("/v1/mediators?area=510302&field=NEI");
        var available = await product.Get("/v1/mediators?area=510302&field=NEI&available=true");

        Assert.Equal("on-leave", (string)left.Json!["unfit"]!);
        Assert.Equal("on-leave", (string)listed.Json!["leftOut"]!.AsArray().Single(left => (string)left!["number"]! == "mediator-lv1")!["unfit"]!);
        Assert.Empty(available.Json!["leftOut"]!.AsArray());
    }

    [Fact]
    public async Task F_7_F_9_A_dispute_finds_its_mediator_and_gives_the_place_back_when_it_is_closed()
    {
        await Enter("a1", "510304105-committee", "510304105", capacity: 1);
        var number = await Accepted("510304105");
        var ranked = await product.Get($"/v1/mediators?dispute={number}");
        Assert.Contains("mediator-a1", ranked.Json!["items"]!.AsArray().Select(item => (string)item!["number"]!));

        var choosing = await product.Act(number, "seek-mediator", """{"strategy":"parties-choose"}""");
        var offered = await product.Act(number, "choose-mediator", """{"mediator":"mediator-a1"}""");
        Assert.Equal(("choosing", "offered", true), ((string)choosing["assignment"]!["phase"]!, (string)offered["assignment"]!["phase"]!, (bool)offered["assignment"]!["reserved"]!));
        Assert.Equal((1, "full"), await LoadOf("a1"));
        var held = await product.Act(number, "accept-offer", "{}", "leader", "510304105-committee");
        Assert.Equal(("held", "mediator-a1"), ((string)held["assignment"]!["phase"]!, (string)held["mediator"]!));

        await product.Act(number, "agreements", """{"form":"written","terms":"停止侵害。"}""");
        await product.Act(number, "answer", """{"method":"in-person","text":"已经办结。"}""");
        var closed = await product.Act(number, "close");

        Assert.Equal((0, "none"), await LoadOf("a1"));
        Assert.Equal(100m, (decimal)Assert.Single(closed["allowances"]!.AsArray())!["yuan"]!);
        var served = Assert.Single((await product.Get("/v1/mediators/mediator-a1")).Json!["served"]!.AsArray())!;
        Assert.Equal(("people", 1, 100m), ((string)served["mediation"]!, (int)served["count"]!, (decimal)served["yuan"]!));
    }

    [Fact]
    public async Task F_9_Silence_sends_it_to_the_next_by_the_clock_and_frees_the_place()
    {
        await Enter("s1", "510303001-committee", "510303001");
        await Enter("s2", "510303001-committee", "510303001");
        var number = await Accepted("510303001");
        var offered = await product.Act(number, "seek-mediator", """{"strategy":"best-ranked"}""");
        var (first, due) = ((string)offered["assignment"]!["mediator"]!, Due(offered, "mediator-answer"));

        product.Clock.SetUtcNow(due);
        var next = await Until(number, view => (string?)view["assignment"]!["mediator"] != first && (bool)view["assignment"]!["reserved"]!);

        Assert.Equal((first, "silent"), ((string)next["assignment"]!["attempts"]![0]!["mediator"]!, (string)next["assignment"]!["attempts"]![0]!["outcome"]!));
        Assert.Equal(0, (int)(await product.Get($"/v1/mediators/{first}")).Json!["load"]!);
    }

    [Fact]
    public async Task A_mediator_who_leaves_hands_over_every_open_case_with_a_clock_on_each()
    {
        await Enter("h1", "510311100-committee", "510311100", capacity: 10);
        var numbers = new List<string>();
        for (var turn = 0; turn < 3; turn++)
        {
            numbers.Add(await Accepted("510311100"));
            await product.Act(numbers[^1], "seek-mediator", """{"strategy":"best-ranked"}""");
            await product.Act(numbers[^1], "accept-offer", "{}", "leader", "510311100-committee");
        }

        await Enter("h2", "510311100-committee", "510311100", capacity: 2);
        var left = await product.Post("/v1/mediators/mediator-h1/standing", """{"standing":"left","reason":"调离"}""", "leader", "510311-justice");
        Assert.Equal(HttpStatusCode.OK, left.Status);

        var phases = new List<string>();
        foreach (var number in numbers)
        {
            var view = await Until(number, view => (string?)view["assignment"]!["mediator"] != "mediator-h1" && (string)view["assignment"]!["phase"]! != "held");
            phases.Add((string)view["assignment"]!["phase"]!);
            Assert.True(Due(view, "mediator-handover") > product.Clock.GetUtcNow());
        }

        Assert.Equal(["appointing", "offered", "offered"], phases.Order(StringComparer.Ordinal));
        var mediator = await product.Grains.Matter<IMediatorGrain>(MatterNumber.Parse("mediator-h1")).View(Suyuan.Identity.Actor.Clockwork);
        Assert.Equal((0, MediatorStanding.Left), (mediator.Value!.Load, mediator.Value.Standing));
    }

    [Fact]
    public async Task A_place_whose_dispute_knows_nothing_of_it_is_freed_by_the_mediators_own_looking()
    {
        await Enter("o1", "510322001-committee", "510322001");
        var number = DisputeNumber.Parse(await Accepted("510322001"));
        var grain = product.Grains.Matter<IMediatorGrain>(MatterNumber.Parse("mediator-o1"));

        // As if the dispute's silo had died between the two writes, and the dispute had gone another way since.
        await grain.Reserve(new PlaceWanted(number, 9, Seat.Lead, []));
        Assert.Equal(1, (await LoadOf("o1")).Load);
        product.Clock.Advance(TimeSpan.FromMinutes(11));
        await grain.Wake(WakeCause.Reminder);

        Assert.Equal((0, "none"), await LoadOf("o1"));
    }

    [Fact]
    public async Task An_errand_that_a_crash_left_open_is_carried_out_by_the_next_activation()
    {
        await Enter("e1", "510304106-committee", "510304106");
        // What a silo leaves that dies after the write that wants the place and before the mediator has heard of it.
        var life = Given.ARegisteredDispute($"{product.Clock.GetUtcNow():O}", Given.Registration with { AreaCode = "510304106" }, 900_001)
            .With(new Triage { Category = "NEI" }, Given.Clerk).With(new Assign { Lead = "510304104-committee" }, Given.Clerk).With(new Accept(), Given.Lead);
        life.Candidates = Given.Candidates("mediator-e1");
        var left = life.With(new SeekMediator { Strategy = SearchStrategy.BestRanked }, Given.Lead).State with { Version = 1 };
        var grain = GrainId.Create("dispute", GrainKeys.Of(DisputeNumber.Parse(left.Number)));
        Assert.True(await product.Services.GetRequiredService<IStateWriter>().Write(new StateWrite(
            StateIdentity.Of(StorageNames.DisputeState, grain), grain, 0, new StateSerializer().Serialize(left).ToArray(), left.Project())));
        product.Clock.SetUtcNow(life.Now.At);

        var view = await Until(left.Number, view => (bool)view["assignment"]!["reserved"]!);

        Assert.Equal(("offered", "mediator-e1"), ((string)view["assignment"]!["phase"]!, (string)view["assignment"]!["mediator"]!));
        Assert.Equal(1, (await LoadOf("e1")).Load);
    }

    [Fact]
    public async Task Bad_input_is_refused_by_name_and_changes_nothing()
    {
        var number = await Accepted("510304107");
        var before = await product.Get($"/v1/disputes/{number}");

        var unknown = await product.Post($"/v1/disputes/{number}/appoint-mediator", """{"mediator":"mediator-nobody"}""");
        var early = await product.Post($"/v1/disputes/{number}/accept-offer", "{}", "leader", "510304107-committee");
        var both = await product.Get($"/v1/mediators?dispute={number}&area=510304");
        var nowhere = await product.Get("/v1/mediators");

        Assert.Equal((HttpStatusCode.UnprocessableEntity, "unknown-mediator"), (unknown.Status, unknown.Code));
        Assert.Equal((HttpStatusCode.Conflict, "nobody-asked"), (early.Status, early.Code));
        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.BadRequest), (Low(both.Status), Low(nowhere.Status)));
        Assert.Equal(before.ETag, (await product.Get($"/v1/disputes/{number}")).ETag);

        static HttpStatusCode Low(HttpStatusCode status) => status is HttpStatusCode.UnprocessableEntity ? HttpStatusCode.BadRequest : status;
    }

    [Fact]
    public async Task D_11_1_The_parties_language_is_registered_and_D_10_7_a_place_is_told_and_both_are_checked()
    {
        await Enter("lang1", "510322003-committee", "510322003");
        var spoken = JsonNode.Parse(Profile("510322003-committee", "510322003"))!;
        spoken["languages"] = new JsonArray("yi");
        Assert.Equal(HttpStatusCode.OK, (await product.Send("PUT", "/v1/mediators/mediator-lang2", spoken.ToJsonString(), "leader", "510322003-committee")).Status);
        var registration = JsonNode.Parse(RunningProduct.Registration("510322003"))!;
        registration["languages"] = new JsonArray("yi");
        var number = (string)(await product.Post("/v1/disputes", registration.ToJsonString())).Json!["number"]!;
        registration["languages"] = new JsonArray("1", "2", "3", "4", "5", "6");

        var ranked = (await product.Get($"/v1/mediators?dispute={number}")).Json!["items"]!.AsArray();
        var tooMany = await product.Post("/v1/disputes", registration.ToJsonString());
        await product.Act(number, "triage", """{"category":"NEI"}""");
        await product.Act(number, "assign");
        var told = await product.Act(number, "contact", """{"method":"in-person","outcome":"reached","place":"510322-housing"}""");
        var unknown = await product.Post($"/v1/disputes/{number}/contact", """{"method":"in-person","outcome":"reached","place":"nowhere"}""");

        Assert.Equal(["mediator-lang2", "mediator-lang1"], ranked.Select(item => (string)item!["number"]!));
        Assert.Contains(ranked[0]!["reasons"]!.AsArray(), reason => (string)reason!["factor"]! is "language");
        Assert.Equal((HttpStatusCode.BadRequest, "languages"), (tooMany.Status, tooMany.Json!["errors"]!.AsObject().Single().Key));
        Assert.Equal(("yi", 2), ((string)told["languages"]![0]!, told["placesVisited"]!.AsArray().Count));
        Assert.Equal((HttpStatusCode.BadRequest, "unknown-place"), (unknown.Status, (string?)unknown.Json!["errors"]!["place"]![0]!["code"]));
    }

    private static string Profile(string organisation, string area, int capacity = 5, string relations = "null") =>
        $$"""{"name":"示例","kind":"part-time","organisation":"{{organisation}}","areas":["{{area}}"],"capacity":{{capacity}},"relations":{{relations}}}""";

    private async Task<Answer> Enter(string id, string organisation, string area, int capacity = 5, string relations = "null")
    {
        var answer = await product.Send("PUT", $"/v1/mediators/mediator-{id}", Profile(organisation, area, capacity, relations), "leader", organisation);
        Assert.True(answer.Status is HttpStatusCode.OK, answer.Text);
        return answer;
    }

    private async Task<string> Accepted(string area)
    {
        var number = await product.Register(area);
        await product.Act(number, "triage", """{"category":"NEI"}""");
        await product.Act(number, "assign");
        await product.Act(number, "accept");
        return number;
    }

    private async Task<(int Load, string Unfit)> LoadOf(string id)
    {
        var view = (await product.Get($"/v1/mediators/mediator-{id}")).Json!;
        return ((int)view["load"]!, (string)view["unfit"]!);
    }

    private static DateTimeOffset Due(JsonNode view, string key) => (DateTimeOffset)view["clocks"]!.AsArray()
        .Last(clock => ((string)clock!["id"]!).StartsWith(key, StringComparison.Ordinal) && (string)clock["status"]! == "running")!["due"]!["dueAt"]!;

    /// <summary>Looks until it is so; nothing but the grains' own work is waited for.</summary>
    private async Task<JsonNode> Until(string number, Func<JsonNode, bool> so)
    {
        for (var look = 0; look < 500; look++)
        {
            var view = (await product.Get($"/v1/disputes/{number}")).Json!;
            if (so(view))
                return view;
            await product.Grains.Dispute(DisputeNumber.Parse(number)).Wake(WakeCause.Sweep);
        }

        throw new InvalidOperationException($"It never was so: {(await product.Get($"/v1/disputes/{number}")).Text}");
    }
}

public sealed class MediatorApiOnSqliteTests(ProductOnSqlite product) : MediatorApiTests(product), IClassFixture<ProductOnSqlite>;

public sealed class MediatorApiOnPostgresTests(ProductOnPostgres product) : MediatorApiTests(product), IClassFixture<ProductOnPostgres>;
