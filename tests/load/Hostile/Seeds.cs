using System.Collections.Immutable;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using Suyuan.Load.Bench;
using Suyuan.Load.Driving;
using Suyuan.Load.Hostile.Forge;

namespace Suyuan.Load.Hostile;

/// <summary>Puts a little of everything into the product, as honest callers would, so that there is something to be hit.</summary>
internal sealed class Seeds(Uri address, string key)
{
    private const int Disputes = 20;

    private static readonly (string Role, string? Agency)[] Roles =
    [
        ("coordinator", null), ("clerk", null), ("grid-worker", null), ("mediator", "510304104218-committee"), ("handler", "510304104-centre"), ("leader", "510304104-centre"), ("court", null),
        ("supervisor", null), ("operator", null),
    ];

    public Ground Put()
    {
        using var line = new Connection(address);
        ImmutableArray<string> tokens = [.. Roles.Select(role => Tokens.Of(role.Role, key, role.Agency, $"hostile-{role.Role}"))];
        var numbers = new Dictionary<string, List<string>> { ["disputes"] = [] };
        var replays = ImmutableArray.CreateBuilder<Sent>();
        for (var i = 0; i < Disputes; i++)
        {
            var sent = Send(line, tokens[0], "/v1/disputes", Registration(Injection(i)), $"hostile-key-{i}", out var answer);
            numbers["disputes"].Add((string)answer["number"]!);
            replays.Add(sent);
        }

        foreach (var number in numbers["disputes"].Take(Disputes / 2))
        {
            replays.Add(Send(line, tokens[0], $"/v1/disputes/{number}/triage", """{"category":"NEI","note":"王某来访"}""", $"hostile-{number}-t", out _));
            replays.Add(Send(line, tokens[0], $"/v1/disputes/{number}/assign", """{"note":"交办，王某"}""", $"hostile-{number}-a", out _));
        }

        void Matter(string path, string body)
        {
            Send(line, tokens[0], $"/v1/{path}", body, $"hostile-{path}", out var answer);
            numbers[path] = [(string)answer["number"]!];
        }

        Matter("signals", $$"""{"source":"grid","areaCode":"{{Somewhere.Village}}","narrative":"两家争水，王某在场。","parties":[{"role":"applicant","kind":"person","name":"李四方"}]}""");
        Matter("supervision-orders", """{"agency":"510304104-centre","grade":"important","what":"请说明整改措施。"}""");
        return new Ground(
            numbers.ToImmutableDictionary(pair => pair.Key, pair => pair.Value.ToImmutableArray()), "510304104-centre", "510304104", Somewhere.Village, tokens, key, replays.ToImmutable());
    }

    /// <summary>What was put in as text must come out as the same text.</summary>
    /// <returns>Numbers of disputes whose narrative is another now.</returns>
    public IEnumerable<string> Garbled(Ground ground)
    {
        using var line = new Connection(address);
        foreach (var (index, number) in ground.Numbers["disputes"].Index())
        {
            var reply = line.Ask(new Requests(address, ground.Tokens[0]).Read(number));
            if (!reply.Succeeded || (string?)JsonNode.Parse(reply.Body)?["narrative"] != Narrative(Injection(index)))
                yield return number;
        }
    }

    /// <summary>Whether the product still brings stored values under its key.</summary>
    public bool IsRewriting(Ground ground)
    {
        using var line = new Connection(address);
        var reply = line.Ask(new Requests(address, ground.Tokens[^1]).Get("/v1/system/keys"));
        return !reply.Succeeded || (bool)JsonNode.Parse(reply.Body)!["rewriting"]!;
    }

    public async Task<JsonNode> Description(CancellationToken cancellation)
    {
        // The first one is made while it is asked for.
        using var http = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromMinutes(5) };
        return JsonNode.Parse(await http.GetStringAsync(new Uri("/openapi/v1.json", UriKind.Relative), cancellation))!;
    }

    private static string Injection(int index) => Tricks.Injections[index % Tricks.Injections.Length];

    private static string Narrative(string trick) => $"王某与邻居争执 {trick} 请求调解。";

    private static string Registration(string trick) => new JsonObject
    {
        ["areaCode"] = Somewhere.Village,
        ["category"] = "NEI",
        ["title"] = trick,
        ["narrative"] = Narrative(trick),
        ["source"] = "visit",
        ["parties"] = new JsonArray(new JsonObject { ["role"] = "applicant", ["kind"] = "person", ["name"] = $"王某{trick}" }),
    }.ToJsonString();

    private Sent Send(Connection line, string token, string path, string body, string idempotencyKey, out JsonNode answer)
    {
        var reply = line.Ask(new Requests(address, token).Post(path, body, $"Idempotency-Key: {idempotencyKey}\r\n"));
        if (!reply.Succeeded)
            throw new SocketException((int)SocketError.OperationAborted, $"{path} was refused with {reply.Status}: {Encoding.UTF8.GetString(reply.Body)}");
        answer = JsonNode.Parse(reply.Body)!;
        return new Sent(token, "POST", path, body, idempotencyKey, reply.Status);
    }
}
