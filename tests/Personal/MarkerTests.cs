using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Suyuan.Agencies;
using Suyuan.Areas;
using Suyuan.Identity;
using Suyuan.Operations;
using Suyuan.Tests.Product;
using Suyuan.Tests.Webhooks;
using Xunit;

namespace Suyuan.Tests.Personal;

/// <summary>
/// Plants what cannot be mistaken for anything else wherever people write something personal, lets a dispute live, and looks for it in
/// everything that leaves the product or lies in its database.
/// </summary>
public abstract class MarkerTests(EncryptedProduct product)
{
    private const string Centre = "510304104-centre";

    private const string Committee = "510304104-committee";

    private static readonly Actor Npc = new("npc", Role.Supervisor, Area: AreaCode.Parse("510304"));

    private readonly List<string> _planted = [];

    /// <summary>Of the parties: what masked answers may not hold either.</summary>
    private readonly List<string> _ofParties = [];

    private readonly ConcurrentQueue<string> _told = [];

    [Fact]
    public async Task Nothing_personal_is_found_where_it_does_not_belong()
    {
        using var traces = new ActivityListener
        {
            ShouldListenTo = _ => true,
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity => _told.Enqueue($"trace {activity.DisplayName} {string.Join(' ', activity.TagObjects)} {string.Join(' ', activity.Baggage)}"),
        };
        ActivitySource.AddActivityListener(traces);
        using var metrics = new MeterListener { InstrumentPublished = static (instrument, listener) => listener.EnableMeasurementEvents(instrument) };
        metrics.SetMeasurementEventCallback<long>((instrument, _, tags, _) => Measured(instrument, tags));
        metrics.SetMeasurementEventCallback<double>((instrument, _, tags, _) => Measured(instrument, tags));
        metrics.SetMeasurementEventCallback<int>((instrument, _, tags, _) => Measured(instrument, tags));
        metrics.Start();
        await using var receiver = await Receiver.Start();
        Assert.Equal(HttpStatusCode.Created, (await product.Post($"/v1/agencies/{Committee}/webhooks", $$"""{"url":"{{receiver.Address}}"}""", "leader", Committee)).Status);

        var number = await Life();
        await Besides();
        await Told(receiver);
        await product.Grains.GetGrain<IKeyGrain>(GrainKeys.Keys).Rewrite();

        var tables = await Dump.Of(product.Database);
        Assert.Contains(tables, column => column.Where.Equals("dispute_event.data", StringComparison.OrdinalIgnoreCase));
        Assert.Contains(tables, column => column.Where.Equals("orleansstorage.payloadbinary", StringComparison.OrdinalIgnoreCase));
        Assert.Equal([], Dump.Found(tables, _planted));
        Assert.NotEmpty(product.Logged);
        Assert.Equal([], Dump.Found(product.Logged.Select(line => ("log", Encoding.UTF8.GetBytes(line))), _planted));
        Assert.Contains(_told, told => told.StartsWith("trace", StringComparison.Ordinal));
        Assert.Contains(_told, told => told.StartsWith("metric", StringComparison.Ordinal));
        Assert.Equal([], Dump.Found(_told.Select(told => (told.Split(' ')[0], Encoding.UTF8.GetBytes(told))), _planted));
        Assert.NotEmpty(receiver.All);
        Assert.Equal([], Dump.Found(receiver.All.Select(heard => ("webhook", Encoding.UTF8.GetBytes($"{heard.Body} {string.Join(' ', heard.Headers)}"))), _planted));
        foreach (var path in (string[])["", "/history?limit=200", "/clocks", "/services", "/exit-conditions"])
        {
            var masked = await product.SendAs(Npc, "GET", $"/v1/disputes/{number}{path}");
            Assert.Equal((path, HttpStatusCode.OK), (path, masked.Status));
            Assert.Equal([], Dump.Found([(path, Encoding.UTF8.GetBytes(masked.Text))], _ofParties));
        }

        var listed = await product.SendAs(Npc, "GET", "/v1/disputes?area=510304&limit=200");
        Assert.Contains(number, listed.Text, StringComparison.Ordinal);
        Assert.Equal([], Dump.Found([("list", Encoding.UTF8.GetBytes(listed.Text))], _planted));
        // And it is all there for whom it is there.
        Assert.Contains(_ofParties[0], (await product.Send("GET", $"/v1/disputes/{number}", role: "leader", agency: Committee)).Text, StringComparison.Ordinal);
    }

    /// <summary>From registration to a visit after closing, with a marker in every free word.</summary>
    private async Task<string> Life()
    {
        var (name, other) = (OfParty("甲名"), OfParty("乙名"));
        var registered = await product.Post("/v1/disputes", new JsonObject
        {
            ["areaCode"] = "510304104218",
            ["category"] = "NEI",
            ["title"] = $"{name}诉{other}{Word("标题")}",
            ["narrative"] = $"{name}称{other}占道。{Word("经过")}",
            ["source"] = "visit",
            ["parties"] = new JsonArray(
                new JsonObject { ["role"] = "applicant", ["kind"] = "person", ["name"] = name, ["idNumber"] = Digits("51030419800"), ["telephone"] = Digits("1777"), ["address"] = OfParty("住址") },
                new JsonObject { ["role"] = "respondent", ["kind"] = "person", ["name"] = other, ["telephone"] = Digits("1776"), ["address"] = OfParty("门牌") }),
        }.ToJsonString(), headers: ("Idempotency-Key", "marker-1"));
        Assert.Equal(HttpStatusCode.Created, registered.Status);
        var number = (string)registered.Json!["number"]!;
        _planted.Add((string)registered.Json["accessCode"]!);

        await product.Act(number, "triage", """{"category":"NEI"}""");
        await product.Act(number, "assign", $$"""{"lead":"{{Committee}}"}""");
        await product.Act(number, "accept", "{}", "leader", Committee);
        await Say(number, "contact", $$"""{"method":"telephone","outcome":"reached","note":"{{name}}{{Word("联系")}}"}""");
        await Say(number, "sessions", $$"""{"heldAt":"{{product.Clock.GetUtcNow():O}}","note":"{{Word("笔录")}}"}""");
        await Say(number, "risks", $$"""{"factor":"violence","reason":"{{Word("扬言")}}","reference":"{{Word("线索")}}"}""");
        await Say(number, "services", $$"""{"kind":"psychological-comfort","owner":"510304-youth-league","note":"{{Word("情绪")}}"}""");
        await Say(number, "extend", $$"""{"clock":"conclude-1","reason":"{{Word("延长")}}","days":5}""");
        await Say(number, "transfer", $$"""{"to":"510304-housing","reason":"{{Word("移送")}}"}""");
        await Say(number, "return-transfer", $$"""{"reason":"{{Word("退回")}}"}""", "510304-housing");
        await Say(number, "escalate", $$"""{"reason":"{{name}}{{Word("提级")}}"}""");
        await Say(number, "suspend", $$"""{"reason":"parties-agree","note":"{{Word("中止")}}"}""");
        await Say(number, "resume", "{}");
        await Say(number, "watch", $$"""{"grade":"red","reason":"{{Word("关注")}}","namedLeader":"{{Word("包案")}}"}""");
        await Say(number, "watch-visits", $$"""{"finding":"stable","note":"{{Word("走访")}}"}""");
        await Say(number, "agreements", $$"""{"form":"written","signedOn":"{{product.Clock.GetUtcNow().ToOffset(TimeSpan.FromHours(8)):yyyy-MM-dd}}","scope":"full","terms":"{{name}}{{Word("协议")}}","instalments":[{"number":1,"what":"{{Word("账号")}}{{Digits("62220210")}}","dueOn":"{{product.Clock.GetUtcNow().AddDays(9):yyyy-MM-dd}}"}]}""");
        await Say(number, "performance", $$"""{"instalment":1,"note":"{{Word("履行")}}"}""");
        await Say(number, "answer", $$"""{"method":"in-person","text":"{{Word("答复")}}"}""");
        await product.SendAs(new Actor("window", Role.Clerk, AgencyId.Parse(Centre), AreaCode.Parse("510304104")), "POST", $"/v1/disputes/{number}/unmaskings", $$"""{"reason":"{{Word("事由")}}"}""");
        // What is refused must not come back in what is said of it.
        Heard(await product.Post($"/v1/disputes/{number}/contact", $$"""{"method":"telephone","outcome":"{{Word("错词")}}x","note":"{{Word("长")}}{{new string('长', 5_000)}}"}""", "leader", Committee), onlyLogged: true);
        Heard(await product.Post("/v1/disputes", $$"""{"areaCode":"510304104218","narrative":"{{Word("坏")}}","parties":[{"name":"{{OfParty("丙名")}}","telephone":"{{new string('1', 40)}}"}]}"""));
        Heard(await product.Post("/v1/disputes/lookups", $$"""{"telephone":"{{Digits("1775")}}0000000000000000000000"}"""));
        return number;
    }

    private async Task Besides()
    {
        var name = OfParty("丁名");
        Heard(await product.Post("/v1/signals", $$"""{"source":"grid","areaCode":"510304104218","place":"{{Word("地点")}}","narrative":"{{Word("争水")}}","parties":[{"role":"applicant","kind":"person","name":"{{name}}","telephone":"{{Digits("1774")}}"}]}"""));
        Heard(await product.Post("/v1/supervision-orders", $$"""{"agency":"{{Centre}}","grade":"important","what":"{{Word("督办")}}"}"""));
        Heard(await product.Send("PUT", "/v1/mediators/mediator-marker1", $$"""{"name":"{{Word("调解员")}}","kind":"part-time","organisation":"{{Committee}}","areas":["510304104"],"capacity":3,"relations":["{{Word("亲属")}}"]}"""));
        Heard(await product.Post("/v1/risk-assessments", $$"""{"agency":"510304-housing","kind":"project","title":"{{Word("事项")}}","summary":"{{Word("概述")}}","plannedOn":"{{product.Clock.GetUtcNow().AddDays(90):yyyy-MM-dd}}","vitalInterests":true,"stabilityIssue":true,"reason":"{{Word("缘由")}}"}"""));
        Heard(await product.Send("PUT", $"/v1/agencies/{Committee}", new JsonObject
        {
            ["leaderName"] = Word("负责人"),
            ["contacts"] = new JsonObject { ["telephone"] = "0813-8123456", ["address"] = Word("办公") },
        }.ToJsonString(), "leader", Committee));
        Heard(await product.Post("/v1/screenings", $$"""{"title":"{{Word("排查")}}","areas":["510304104"],"from":"{{product.Clock.GetUtcNow():yyyy-MM-dd}}","to":"{{product.Clock.GetUtcNow().AddDays(20):yyyy-MM-dd}}","note":"{{Word("要求")}}"}"""));
    }

    private async Task Say(string number, string act, string body, string agency = Committee) =>
        Heard(await product.Post($"/v1/disputes/{number}/{act}", body, "leader", agency));

    /// <summary>A problem says what is wrong with which field, and never what stood in it.</summary>
    /// <param name="onlyLogged">A word of a table that is none is said back to who wrote it.</param>
    private void Heard(Answer answer, bool onlyLogged = false)
    {
        if ((int)answer.Status >= 400 && !onlyLogged)
            Assert.Equal([], Dump.Found([("problem", Encoding.UTF8.GetBytes(answer.Text))], _planted));
        Assert.True((int)answer.Status < 500, answer.Text);
    }

    private async Task Told(Receiver receiver)
    {
        for (var round = 0; receiver.All.Length < 3; round++)
        {
            await product.Grains.Agency(AgencyId.Parse(Committee)).Take();
            Assert.True(round < 2_000, $"{receiver.All.Length} deliveries");
        }
    }

    private void Measured(Instrument instrument, ReadOnlySpan<KeyValuePair<string, object?>> tags) => _told.Enqueue($"metric {instrument.Name} {string.Join(' ', tags.ToArray())}");

    private string Word(string what)
    {
        var marker = string.Create(CultureInfo.InvariantCulture, $"植{what}Qzx{_planted.Count:00}q");
        _planted.Add(marker);
        return marker;
    }

    private string OfParty(string what)
    {
        _ofParties.Add(Word(what));
        return _planted[^1];
    }

    private string Digits(string first)
    {
        _planted.Add(string.Create(CultureInfo.InvariantCulture, $"{first}{7_000_000 + _planted.Count}"));
        _ofParties.Add(_planted[^1]);
        return _planted[^1];
    }
}

public sealed class MarkersOnSqlite(EncryptedOnSqlite product) : MarkerTests(product), IClassFixture<EncryptedOnSqlite>;

public sealed class MarkersOnPostgres(EncryptedOnPostgres product) : MarkerTests(product), IClassFixture<EncryptedOnPostgres>;
