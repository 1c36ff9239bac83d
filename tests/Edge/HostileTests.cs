using System.Collections.Immutable;
using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Suyuan.Identity;
using Suyuan.Load.Hostile.Forge;
using Suyuan.Tests.Product;
using Xunit;

namespace Suyuan.Tests.Edge;

/// <summary>
/// The short form of <c>tests/load hostile</c>: some thousand hostile requests, the same ones in every run, in front of the whole
/// product. What is no HTTP at all needs a socket and is left to the long form.
/// </summary>
public abstract class HostileTests(RunningProduct product)
{
    private const int Requests = 4_000;

    private const int Seed = 7;

    private const string Key = "a key that only these tests know, long enough";

    private static readonly TokenRequest[] Everybody =
    [
        new() { Role = Role.Coordinator }, new() { Role = Role.Clerk }, new() { Role = Role.GridWorker, Area = "510304104218" }, new() { Role = Role.Mediator, Agency = "510304104218-committee" },
        new() { Role = Role.Handler, Agency = "510304104-centre" }, new() { Role = Role.Leader, Agency = "510304104-centre" }, new() { Role = Role.Court }, new() { Role = Role.Supervisor }, new() { Role = Role.Operator },
    ];

    [Fact]
    public async Task Nothing_that_is_sent_in_malice_fails_gets_in_or_leaves_anything_behind()
    {
        var ground = await Ground();
        ImmutableArray<Operation> operations = [.. Operation.Of((await product.Get("/openapi/v1.json", role: "")).Json!).Where(operation => !operation.IsStream)];
        var malice = new Malice(operations, ground, "localhost", Seed);
        var before = await Stored();
        var faults = new List<string>();

        for (var i = 0; i < Requests; i++)
        {
            var shot = malice.Next();
            // A server passes no NUL in a path on.
            if (shot.Raw is null && !shot.Target.Split('?')[0].Contains("%00", StringComparison.Ordinal) && shot.Fault(await Fire(shot)) is { } fault)
                faults.Add($"{shot.Kind}: {fault}: {shot.Method} {shot.Target} {(shot.Body is null ? "" : System.Text.Encoding.Latin1.GetString(shot.Body.AsSpan(0, Math.Min(200, shot.Body.Length))))}");
        }

        Assert.True(faults.Count is 0, $"{faults.Count}:\n{string.Join('\n', faults.Take(30))}");
        Assert.Empty((await Stored()).Differences(before));
    }

    private async Task<Ground> Ground()
    {
        ImmutableArray<string> tokens = [.. Everybody.Select(Token)];
        var numbers = new List<string>();
        var replays = ImmutableArray.CreateBuilder<Sent>();
        for (var i = 0; i < 5; i++)
        {
            var (key, body) = ($"hostile-key-{i}", RunningProduct.Registration(narrative: $"王某与邻居争执 {Tricks.Injections[i]} 请求调解。"));
            var answer = await product.Post("/v1/disputes", body, headers: ("Idempotency-Key", key));
            Assert.Equal(HttpStatusCode.Created, answer.Status);
            numbers.Add((string)answer.Json!["number"]!);
            replays.Add(new Sent(tokens[0], "POST", "/v1/disputes", body, key, 201));
        }

        await product.Act(numbers[0], "triage", """{"category":"NEI"}""");
        await product.Act(numbers[0], "assign", """{"note":"交办"}""");
        var signal = await product.Post("/v1/signals", """{"source":"grid","areaCode":"510304104218","narrative":"两家争水。","parties":[{"role":"applicant","kind":"person","name":"李四方"}]}""");
        return new Ground(
            new Dictionary<string, ImmutableArray<string>> { ["disputes"] = [.. numbers], ["signals"] = [(string)signal.Json!["number"]!] }.ToImmutableDictionary(),
            "510304104-centre", "510304104", "510304104218", tokens, Key, replays.ToImmutable());
    }

    private string Token(TokenRequest request) => ((IssuedToken)((IValueHttpResult)product.Services.GetRequiredService<DevelopmentTokens>().Answer(request)).Value!).Token;

    private async Task<int> Fire(Shot shot)
    {
        // Of an absolute address only what stands behind the host.
        var target = shot.Target.StartsWith("http://", StringComparison.Ordinal) ? shot.Target[shot.Target.IndexOf('/', 8)..] : shot.Target;
        var mark = target.IndexOf('?', StringComparison.Ordinal);
        var answer = await product.App.GetTestServer().SendAsync(
            http =>
            {
                http.Request.Method = shot.Method;
                http.Request.Path = PathString.FromUriComponent(mark < 0 ? target : target[..mark]);
                http.Request.QueryString = new QueryString(mark < 0 ? "" : target[mark..]);
                foreach (var header in shot.Headers)
                    http.Request.Headers.Append(header.Name, header.Value);
                if (shot.Body is null)
                    return;
                http.Request.ContentLength = shot.Body.Length;
                http.Request.Body = new MemoryStream(shot.Body);
            },
            TestContext.Current.CancellationToken);
        using var reader = new StreamReader(answer.Response.Body);
        await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
        return answer.Response.StatusCode;
    }

    private async Task<Snapshot> Stored()
    {
        await using var connection = await product.Database.Opened.States.OpenConnectionAsync(TestContext.Current.CancellationToken);
        return await Snapshot.Of(connection, product is ProductOnPostgres, TestContext.Current.CancellationToken);
    }
}

public sealed class HostileOnSqliteTests(ProductOnSqlite product) : HostileTests(product), IClassFixture<ProductOnSqlite>;

public sealed class HostileOnPostgresTests(ProductOnPostgres product) : HostileTests(product), IClassFixture<ProductOnPostgres>;
