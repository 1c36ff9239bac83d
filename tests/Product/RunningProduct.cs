using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Suyuan.Http;
using Suyuan.Identity;
using Suyuan.Silo;
using Suyuan.Tests.Personal;
using Suyuan.Tests.Storage;
using Suyuan.Tests.Support;
using Suyuan.Webhooks;
using Xunit;

namespace Suyuan.Tests.Product;

/// <summary>
/// The whole product in this process: real pipeline, real silo, real database, and a clock that only the test moves.
/// One per test class, which is the only driver of its clock.
/// </summary>
public abstract class RunningProduct(TestDatabase database, bool standingMeetings = false) : IAsyncLifetime
{
    /// <summary>Before every story: a test moves the clock forward to its own day.</summary>
    public static readonly DateTimeOffset Start = new(2024, 1, 2, 10, 0, 0, TimeSpan.FromHours(8));

    private readonly Dictionary<string, string> _tokens = [];
    private WebApplication _app = null!;

    public FakeTimeProvider Clock { get; } = new(Start);

    /// <summary>Receivers of the tests live on loopback.</summary>
    internal static WebhookOptions Webhooks { get; } = new() { Allow = ["127.0.0.1/32"], PlainHttp = true, Timeout = TimeSpan.FromSeconds(2), RunLength = 5 };

    internal IServiceProvider Services => _app.Services;

    internal WebApplication App => _app;

    internal WakeUpOptions WakeUp { get; } = new() { LoadingWindow = TimeSpan.FromDays(400), RecountBatch = 8, RecountParallel = 4 };

    /// <summary>What a fixture sets besides; keys as in appsettings.</summary>
    protected virtual IReadOnlyDictionary<string, string?> Settings { get; } = new Dictionary<string, string?>();

    /// <summary>With keys for personal data, as the product runs; without where a test asks what lies clear.</summary>
    protected virtual bool Encrypts => true;

    internal IGrainFactory Grains => Services.GetRequiredService<IGrainFactory>();

    internal TestDatabase Database => database;

    public async ValueTask InitializeAsync()
    {
        // The test's clock jumps: reminders must be read however far ahead they lie.
        database.Options.ReadWindow = TimeSpan.FromDays(365_000);
        if (Encrypts)
            database.Keys ??= new TestRing("k1");
        await database.InitializeAsync();
        await StartSilo();
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await database.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>Stops the silo and starts another on the same data, after the clock was moved.</summary>
    public async Task Restart(TimeSpan later)
    {
        await _app.DisposeAsync();
        Clock.Advance(later);
        await StartSilo();
    }

    /// <summary>Sends as someone with a role; the body is JSON text or null.</summary>
    public Task<Answer> Send(
        string method, string path, string? body = null, string role = "coordinator", string? agency = null, params (string Name, string Value)[] headers) =>
        SendUntil(method, path, body, role, agency, headers, TestContext.Current.CancellationToken);

    /// <summary>Sends as a coordinator, who may hang up.</summary>
    public Task<Answer> SendUntil(string method, string path, string? body, CancellationToken hangUp) => SendUntil(method, path, body, "coordinator", null, [], hangUp);

    private async Task<Answer> SendUntil(
        string method, string path, string? body, string role, string? agency, (string Name, string Value)[] headers, CancellationToken hangUp)
    {
        using var client = _app.GetTestClient();
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (role.Length > 0)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await Token(client, role, agency));
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        if (body is not null)
            request.Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        using var response = await client.SendAsync(request, hangUp);
        var text = await response.Content.ReadAsStringAsync(hangUp);
        return new Answer(
            response.StatusCode,
            Parsed(response, text),
            response.Headers.ETag?.Tag,
            response.Headers)
        {
            Text = text,
            ContentType = response.Content.Headers.ContentType?.ToString(),
        };
    }

    /// <summary>Sends as exactly this actor and reads no more than the head of an answer that has no end.</summary>
    internal async Task<Answer> SendAs(Actor? by, string method, string path, string? body = null, params (string Name, string Value)[] headers)
    {
        using var client = _app.GetTestClient();
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (by is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await TokenOf(client, by));
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        if (body is not null)
            request.Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        var endless = response.Content.Headers.ContentType?.MediaType is "text/event-stream";
        var text = endless ? "" : await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return new Answer(response.StatusCode, Parsed(response, text), response.Headers.ETag?.Tag, response.Headers)
        {
            Text = text,
            ContentType = response.Content.Headers.ContentType?.ToString(),
        };
    }

    /// <summary>Opens an agency's inbox as a stream, as a coordinator.</summary>
    public async Task<EventReader> Follow(string agency, long? lastEventId = null)
    {
        var client = _app.GetTestClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/v1/agencies/{agency}/inbox/stream");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await Token(client, "coordinator", null));
        if (lastEventId is { } last)
            request.Headers.TryAddWithoutValidation("Last-Event-ID", $"{last}");
        var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        Assert.Equal((HttpStatusCode.OK, "text/event-stream"), (response.StatusCode, response.Content.Headers.ContentType?.MediaType));
        return new EventReader(client, response, new StreamReader(await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken)));
    }

    public Task<Answer> Get(string path, string role = "coordinator", params (string Name, string Value)[] headers) =>
        Send("GET", path, role: role, headers: headers);

    public Task<Answer> Post(string path, string body, string role = "coordinator", string? agency = null, params (string Name, string Value)[] headers) =>
        Send("POST", path, body, role, agency, headers);

    /// <summary>Does one act and expects it to succeed.</summary>
    public async Task<JsonNode> Act(string number, string act, string body = "{}", string role = "coordinator", string? agency = null)
    {
        var answer = await Post($"/v1/disputes/{number}/{act}", body, role, agency);
        Assert.True(answer.Status is HttpStatusCode.OK, $"{act}: {answer.Status} {answer.Json?.ToJsonString()}");
        return answer.Json!;
    }

    public async Task<string> Register(string area = "510304104218", string category = "NEI")
    {
        var answer = await Post("/v1/disputes", Registration(area, category));
        Assert.Equal(HttpStatusCode.Created, answer.Status);
        return (string)answer.Json!["number"]!;
    }

    public static string Registration(string area = "510304104218", string category = "NEI", string narrative = "邻居牛圈臭气熏天，多次交涉无果。") =>
        new JsonObject
        {
            ["areaCode"] = area,
            ["category"] = category,
            ["narrative"] = narrative,
            ["source"] = "visit",
            ["parties"] = new JsonArray(
                new JsonObject { ["role"] = "applicant", ["kind"] = "person", ["name"] = "李四方" },
                new JsonObject { ["role"] = "respondent", ["kind"] = "person", ["name"] = "王某" }),
        }.ToJsonString();

    private async Task<string> Token(HttpClient client, string role, string? agency)
    {
        var who = $"{role}/{agency}";
        if (_tokens.TryGetValue(who, out var known))
            return known;
        agency ??= role is "handler" or "leader" or "mediator" ? "510304104218-committee" : null;
        var response = await client.PostAsJsonAsync(
            "/dev/token",
            new { role, agency, area = role is "grid-worker" ? "510304104218" : null },
            new JsonSerializerOptions(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull },
            TestContext.Current.CancellationToken);
        response.EnsureSuccessStatusCode();
        return _tokens[who] = (string)JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!["token"]!;
    }

    private async Task<string> TokenOf(HttpClient client, Actor by)
    {
        if (_tokens.TryGetValue($"{by}", out var known))
            return known;
        var response = await client.PostAsJsonAsync(
            "/dev/token",
            new { role = Words<Role>.Of(by.Role), agency = by.Agency?.ToString(), area = by.Area?.ToString(), name = by.Id },
            new JsonSerializerOptions(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull },
            TestContext.Current.CancellationToken);
        response.EnsureSuccessStatusCode();
        return _tokens[$"{by}"] = (string)JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!["token"]!;
    }

    private async Task StartSilo()
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Development" });
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Auth:DevelopmentKey"] = "a key that only these tests know, long enough",
            ["RateLimits:Scale"] = "1000000",
            // What was seen is kept when a test asks for it, and changes no table behind the back of one that counts rows.
            ["Audit:FlushEvery"] = "00:01:00",
            ["Audit:Patience"] = "00:01:00",
        });
        builder.Configuration.AddInMemoryCollection(Settings);
        builder.Logging.ClearProviders();
        Log(builder.Logging);
        builder.WebHost.UseTestServer();
        builder.AddSuyuanSilo(
            new SiloSettings(
                database.Options, WakeUp, Clustered: false, HostsApi: true, TestDatabase.Service, "tests", FreePort(), FreePort(), Webhooks: Webhooks, StandingMeetings: standingMeetings),
            database.Opened,
            Clock);
        Add(builder.Services);
        builder.AddSuyuanApi();
        _app = builder.Build();
        _app.UseSuyuanApi();
        await _app.StartAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>What a fixture puts into the product beside its own services.</summary>
    protected virtual void Add(IServiceCollection services)
    {
    }

    /// <summary>Where a fixture wants the log to go; nowhere by default.</summary>
    protected virtual void Log(ILoggingBuilder logging)
    {
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Null for what is not one JSON document.</summary>
    private static JsonNode? Parsed(HttpResponseMessage response, string text) =>
        response.Content.Headers.ContentType?.MediaType?.EndsWith("json", StringComparison.Ordinal) is true && text.Length > 0 ? JsonNode.Parse(text) : null;
}

/// <param name="Json">Null when the answer has no JSON body.</param>
public sealed record Answer(HttpStatusCode Status, JsonNode? Json, string? ETag, HttpResponseHeaders Headers)
{
    public string Text { get; init; } = "";

    public string? ContentType { get; init; }

    public string? Code => (string?)Json?["code"];
}

public sealed class ProductOnSqlite() : RunningProduct(new SqliteTestDatabase());

public sealed class ProductOnPostgres(PostgresServer server) : RunningProduct(new PostgresTestDatabase(server));

/// <summary>Without keys, as an installation of earlier releases is until it has some.</summary>
public sealed class ClearOnSqlite() : RunningProduct(new SqliteTestDatabase())
{
    protected override bool Encrypts => false;
}

public sealed class ClearOnPostgres(PostgresServer server) : RunningProduct(new PostgresTestDatabase(server))
{
    protected override bool Encrypts => false;
}
