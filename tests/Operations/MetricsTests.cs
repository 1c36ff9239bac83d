using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Suyuan.Agencies;
using Suyuan.Deadlines;
using Suyuan.Projection;
using Suyuan.Tests.Product;
using Suyuan.Webhooks;
using Xunit;

namespace Suyuan.Tests.Operations;

public abstract partial class MetricsTests(OperatedProduct product)
{
    private const string Marker = "牛圈暗号乙";

    /// <summary>In the class of PostgreSQL, whose driver is one of those who report.</summary>
    protected async Task NamesAreExposed()
    {
        await Work();
        var webhooks = product.Services.GetRequiredService<WebhookMeter>();
        webhooks.Tried(new WebhookAnswer(200, null), TimeSpan.FromSeconds(1));
        webhooks.Tried(new WebhookAnswer(500, "status"), TimeSpan.Zero);

        var exposed = Names().Matches((await product.Scrape()).Text).Select(name => name.Groups[1].Value).ToHashSet();
        var named = OperationsFiles.Queries().SelectMany(query => Named().Matches(Labels().Replace(query.Text, "")).Select(name => (query.File, Name: name.Value))).ToHashSet();

        Assert.NotEmpty(named);
        Assert.DoesNotContain(named, name => !exposed.Contains(name.Name));
    }

    [Fact]
    public async Task A_scrape_shows_nothing_that_anybody_wrote()
    {
        await product.Post("/v1/disputes", RunningProduct.Registration(narrative: $"{Marker}：邻居牛圈臭气熏天，多次交涉无果。"), headers: ("Idempotency-Key", "marker-key-1"));
        var number = await Work();
        await product.Post($"/v1/disputes/{number}/decline", $$"""{"reason":"{{Marker}}"}""");
        await product.Get($"/v1/disputes?q={Uri.EscapeDataString(Marker)}");
        await product.Get($"/v1/disputes/{Uri.EscapeDataString(Marker)}");
        await product.Get($"/v1/{Uri.EscapeDataString(Marker)}");
        await product.Get($"/v1/progress/{number}?code=MARKERCODE", role: "");

        var (status, text) = await product.Scrape();

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.All((string[])[Marker, Uri.EscapeDataString(Marker), "marker-key", "MARKERCODE", "李四方", "王某", number, "510304104218-committee"], secret => Assert.DoesNotContain(secret, text, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task More_cases_make_no_more_series()
    {
        await Case();
        var before = await Series();

        for (var i = 0; i < 5; i++)
            await Case();

        Assert.Equal(before, await Series());
    }

    [Fact]
    public async Task The_address_of_the_API_answers_no_scrape()
    {
        Assert.Equal(HttpStatusCode.OK, (await product.Scrape()).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await product.Scrape(port: 5080)).Status);
    }

    [Fact]
    public async Task A_registration_and_a_refusal_are_counted()
    {
        var before = await Value("suyuan_registrations_total");
        var number = await product.Register();
        var refused = await product.Post($"/v1/disputes/{number}/close", "{}");

        Assert.False(refused.Status is HttpStatusCode.OK);
        Assert.Equal(before + 1, await Value("suyuan_registrations_total"));
        Assert.Contains("""act="close",kind="dispute",outcome="refused""", (await product.Scrape()).Text, StringComparison.Ordinal);
    }

    /// <summary>One case from the door to a refusal.</summary>
    private async Task<string> Case()
    {
        var number = await product.Register();
        await product.Act(number, "triage", """{"category":"NEI"}""");
        await product.Post($"/v1/disputes/{number}/exit", "{}");
        return number;
    }

    /// <summary>The same, with a notice in its place and a rung that fired.</summary>
    private async Task<string> Work()
    {
        var number = await Case();
        var waiting = await product.Services.GetRequiredService<IInboxReads>().AgenciesWaiting(product.Clock.GetUtcNow().AddDays(1), 100, TestContext.Current.CancellationToken);
        foreach (var agency in waiting)
            await product.Grains.Agency(AgencyId.Parse(agency)).Take();
        product.Clock.Advance(TimeSpan.FromDays(2));
        await product.Grains.GetGrain<ISweepGrain>(GrainKeys.Sweep(0)).Sweep();
        await product.Get($"/v1/disputes/{number}");
        return number;
    }

    private async Task<double> Value(string metric) => double.Parse(
        (await product.Scrape()).Text.Split('\n').First(line => line.StartsWith(metric, StringComparison.Ordinal)).Split(' ')[1],
        System.Globalization.CultureInfo.InvariantCulture);

    private async Task<HashSet<string>> Series() =>
        [.. (await product.Scrape()).Text.Split('\n').Where(line => Answered().IsMatch(line)).Select(line => line[..line.LastIndexOf('}')])];

    [GeneratedRegex("^suyuan_(registrations|commands|refusals)_")]
    private static partial Regex Answered();

    [GeneratedRegex(@"\{[^}]*\}|\bby \([^)]*\)")]
    private static partial Regex Labels();

    [GeneratedRegex(@"^([a-zA-Z_:][a-zA-Z0-9_:]*)[{ ]", RegexOptions.Multiline)]
    private static partial Regex Names();

    /// <summary>Metrics of ours, of Orleans, of ASP.NET, of Npgsql and of the runtime; words of the query language are none of these.</summary>
    [GeneratedRegex(@"\b(suyuan|orleans|http|kestrel|aspnetcore|db|dotnet)_[a-zA-Z0-9_]+\b")]
    private static partial Regex Named();
}

/// <summary>Meters belong to the process: two products in one at a time would count together.</summary>
[CollectionDefinition(nameof(OneProductAtATime), DisableParallelization = true)]
public sealed class OneProductAtATime;

[Collection(nameof(OneProductAtATime))]
public sealed class MetricsOnSqliteTests(OperatedOnSqlite product) : MetricsTests(product), IClassFixture<OperatedOnSqlite>;

[Collection(nameof(OneProductAtATime))]
public sealed class MetricsOnPostgresTests(OperatedOnPostgres product) : MetricsTests(product), IClassFixture<OperatedOnPostgres>
{
    [Fact]
    public Task What_dashboard_and_alarms_name_is_what_the_product_exposes() => NamesAreExposed();
}
