using System.Collections.Immutable;
using System.Text;

namespace Suyuan.Load.Hostile.Forge;

/// <summary>
/// Makes hostile requests for everything that the product describes, the same ones for the same seed. Each is made so that it may
/// change nothing: where it asks for a change, something in it is certainly wrong.
/// </summary>
internal sealed class Malice
{
    private static readonly ImmutableArray<string> Kinds =
    [
        .. BodyShots.Kinds, "injection-in-body", "injection-in-query", "path-trick", "query-trick", "many-parameters", "strange-headers", "wrong-method", "wrong-media-type", "content-coding",
        "conflicting-head", "malformed-http", "false-token", "every-role", "replayed-key", "key-for-other-content", "forged-cursor", "hang-up",
    ];

    private readonly Random _random;
    private readonly BodyShots _bodies;
    private readonly Ground _ground;
    private readonly string _host;
    private readonly ImmutableArray<Operation> _all;
    private readonly ImmutableArray<Operation> _reads;
    private readonly ImmutableArray<Operation> _writes;
    private readonly ImmutableArray<string> _false;

    /// <param name="host">What the product is called in its address.</param>
    public Malice(ImmutableArray<Operation> operations, Ground ground, string host, int seed)
    {
        _random = new Random(seed);
        _bodies = new BodyShots(_random);
        (_ground, _host) = (ground, host);
        _all = operations;
        _reads = [.. operations.Where(operation => !operation.Writes && !operation.IsStream)];
        _writes = [.. operations.Where(operation => operation.Body is not null)];
        _false = FalseTokens.Of(ground.Tokens[0], ground.Key);
    }

    public Shot Next()
    {
        var kind = _bodies.Any(Kinds);
        return kind switch
        {
            "injection-in-body" => Write(kind, operation => _bodies.Poisoned(operation, _bodies.Any(Tricks.Injections))),
            "injection-in-query" => Query(kind, () => Uri.EscapeDataString(_bodies.Any(Tricks.Injections))),
            "query-trick" => Query(kind, () => _bodies.Any(Tricks.Queries)),
            "many-parameters" => Many(kind),
            "path-trick" => Path(kind),
            "strange-headers" => Headed(kind),
            "wrong-method" => Method(kind),
            "wrong-media-type" => Write(kind, operation => _bodies.Poisoned(operation, "甲"), _bodies.Any(Tricks.MediaTypes)),
            "content-coding" => Write(kind, _ => _bodies.Noise(200), more: ("Content-Encoding", _bodies.Any(["gzip", "br", "deflate", "identity, gzip", "zstd", "x"]))),
            "conflicting-head" => Raw(kind, RawShots.Conflicting(_random, _host, Address(_bodies.Any(_writes)), _ground.Token(_random))) with { Expected = Expected.Refused },
            "malformed-http" => Raw(kind, RawShots.Malformed(_random, _host, Address(_bodies.Any(_reads)))),
            "false-token" => FalseToken(kind),
            "every-role" => Knock(kind),
            "replayed-key" when !_ground.Replays.IsEmpty => Replay(kind),
            "key-for-other-content" when !_ground.Replays.IsEmpty => OtherContent(kind),
            "forged-cursor" => Cursor(kind),
            "hang-up" => Write(kind, operation => _bodies.Poisoned(operation, "甲")) with { HangsUp = true },
            _ when BodyShots.Kinds.Contains(kind) => Write(kind, operation => _bodies.Make(kind, operation)),
            _ => Knock(kind),
        };
    }

    private string Address(Operation operation) => _ground.Filled(operation.Path, _random);

    private ImmutableArray<(string, string)> Authorized(params ReadOnlySpan<(string, string)> more) => [("Authorization", $"Bearer {_ground.Token(_random)}"), .. more];

    private Shot Write(string kind, Func<Operation, byte[]> body, string mediaType = "application/json", params ReadOnlySpan<(string, string)> more)
    {
        var operation = _bodies.Any(_writes);
        return new Shot(kind, operation.Method, Address(operation), Authorized([("Content-Type", mediaType), .. more]), body(operation), Expected.Refused);
    }

    private Shot Query(string kind, Func<string> value)
    {
        var operation = _bodies.Any(_reads);
        var names = operation.Parameters.Where(parameter => parameter.In is "query").Select(parameter => parameter.Name).DefaultIfEmpty("q").ToArray();
        var query = string.Join('&', Enumerable.Range(0, _random.Next(1, 4)).Select(_ => $"{_bodies.Any(names)}={value()}"));
        return new Shot(kind, "GET", $"{Address(operation)}?{query}", Authorized(), null, Expected.Anything);
    }

    private Shot Many(string kind)
    {
        var operation = _bodies.Any(_reads);
        var names = operation.Parameters.Where(parameter => parameter.In is "query").Select(parameter => parameter.Name).Append("q").ToArray();
        var name = _bodies.Any(names);
        var query = _random.Next(3) switch
        {
            0 => string.Join('&', Enumerable.Repeat($"{name}=1", 1_500)),
            1 => string.Join('&', Enumerable.Range(0, 900).Select(i => $"p{i}={i}")),
            _ => $"{name}={new string('a', 7_000)}",
        };
        return new Shot(kind, "GET", $"{Address(operation)}?{query}", Authorized(), null, Expected.Anything);
    }

    private Shot Path(string kind)
    {
        var operation = _bodies.Any(_reads);
        var trick = _bodies.Any(Tricks.Segments);
        var target = _random.Next(5) switch
        {
            0 => $"http://evil.example{Address(operation)}",
            1 => Address(operation).Replace("/", "//", StringComparison.Ordinal),
            2 => $"{Address(operation)}/{trick}",
            3 => $"/docs/{trick}",
            _ => Ground.Hole().IsMatch(operation.Path) ? Ground.Hole().Replace(operation.Path, trick) : $"/v1/{trick}/{trick}",
        };
        return new Shot(kind, "GET", target, Authorized(), null, Expected.Anything);
    }

    private Shot Headed(string kind)
    {
        var operation = _bodies.Any(_reads);
        var headers = Enumerable.Range(0, _random.Next(1, 5)).Select(_ => (_bodies.Any(Tricks.ConditionHeaders), _random.Next(12) is 0 ? new string('a', 3_000) : _bodies.Any(Tricks.HeaderValues)));
        return new Shot(kind, "GET", Address(operation), Authorized([.. headers]), null, Expected.Anything);
    }

    private Shot Method(string kind)
    {
        var operation = _bodies.Any(_all);
        var method = _bodies.Any([.. Tricks.Methods.Where(method => !operation.Others.Contains(method))]);
        return new Shot(kind, method, Address(operation), Authorized(), null, method is "HEAD" or "OPTIONS" or "get" ? Expected.Anything : Expected.Refused);
    }

    private Shot FalseToken(string kind)
    {
        var operation = _bodies.Any([.. _all.Where(operation => operation.NeedsToken)]);
        var scheme = _bodies.Any(["Bearer", "bearer", "Bearer ", "Basic", "Negotiate", ""]);
        return new Shot(kind, operation.Method, Address(operation), [("Authorization", $"{scheme} {_bodies.Any(_false)}")], null, Expected.Unauthenticated);
    }

    /// <summary>Everybody at every door: reading what may be read, asking for changes that nobody knows.</summary>
    private Shot Knock(string kind)
    {
        var operation = _bodies.Any(_all);
        return operation.Body is not null
            ? new Shot(kind, operation.Method, Address(operation), Authorized(("Content-Type", "application/json")), "{\"x-hostile\":1}"u8.ToArray(), Expected.Refused)
            : new Shot(kind, operation.Writes ? "GET" : operation.Method, Address(operation), Authorized(), null, Expected.Anything);
    }

    private Shot Replay(string kind)
    {
        var sent = _bodies.Any(_ground.Replays);
        return new Shot(kind, sent.Method, sent.Path, Keyed(sent.Token, sent.Key), Encoding.UTF8.GetBytes(sent.Body), Expected.AsBefore) { Before = sent.Status };
    }

    /// <summary>A key that is taken, by who took it with something else, or by another with something that is wrong.</summary>
    private Shot OtherContent(string kind)
    {
        var sent = _bodies.Any(_ground.Replays);
        return _random.Next(2) is 0
            ? new Shot(kind, sent.Method, sent.Path, Keyed(sent.Token, sent.Key), Encoding.UTF8.GetBytes(Other(sent.Body)), Expected.Refused)
            : new Shot(kind, sent.Method, sent.Path, Keyed(_ground.Token(_random), sent.Key), "{\"x-hostile\":1}"u8.ToArray(), Expected.Refused);
    }

    /// <summary>Another person's name, in whichever form JSON has it.</summary>
    private static string Other(string body) => body.Replace("王某", "赵某", StringComparison.Ordinal).Replace(@"\u738B\u67D0", @"\u8D75\u67D0", StringComparison.Ordinal);

    private static ImmutableArray<(string, string)> Keyed(string token, string key) => [("Authorization", $"Bearer {token}"), ("Idempotency-Key", key), ("Content-Type", "application/json")];

    private Shot Cursor(string kind)
    {
        var lists = _reads.Where(operation => operation.Parameters.Any(parameter => parameter.Name is "cursor")).ToArray();
        var cursor = _random.Next(4) switch
        {
            0 => Convert.ToBase64String(_bodies.Noise(_random.Next(1, 300))),
            1 => Convert.ToBase64String(Encoding.UTF8.GetBytes(_bodies.Any(Tricks.Injections))).TrimEnd('='),
            2 => Convert.ToBase64String("{\"At\":\"9999-12-31\",\"Number\":\"1\"}"u8.ToArray()),
            _ => _bodies.Any(Tricks.Queries),
        };
        return new Shot(kind, "GET", $"{Address(_bodies.Any(lists))}?cursor={Uri.EscapeDataString(cursor)}&limit={_random.Next(-1, 202)}", Authorized(), null, Expected.Anything);
    }

    private static Shot Raw(string kind, byte[] bytes) => new(kind, "GET", "/", [], null, Expected.Anything) { Raw = bytes };
}
