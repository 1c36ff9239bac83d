using System.Globalization;
using System.Text;
using System.Text.Json;
using Suyuan.Load.Bench;
using Suyuan.Load.Driving;

namespace Suyuan.Load.Comparing;

/// <summary>A case that callers work on, and the version they last saw.</summary>
internal sealed class Case(string number, int version, Requests requests)
{
    private readonly byte[] _read = requests.Read(number);
    private byte[] _contact = requests.Contact(number, version);

    public string Number => number;

    public ReadOnlySpan<byte> Read => _read;

    /// <summary>The contact on the version that was seen last; only these digits differ from the one before.</summary>
    public ReadOnlySpan<byte> Contact(int seen)
    {
        var tag = _contact.AsSpan().IndexOf("If-Match: \""u8) + 11;
        Span<byte> digits = stackalloc byte[10];
        seen.TryFormat(digits, out var length, provider: CultureInfo.InvariantCulture);
        if (_contact[tag + length] is (byte)'"')
            digits[..length].CopyTo(_contact.AsSpan(tag));
        else
            _contact = requests.Contact(number, seen);
        return _contact;
    }

    public int Version { get; set; } = version;
}

internal sealed class Registering(byte[] request) : Work
{
    public override ReadOnlySpan<byte> Next() => request;
}

/// <summary>Commands on the caller's own cases in turn, each on the version that it saw last.</summary>
internal sealed class Commanding(Case[] cases) : Work
{
    private int _turn = -1;

    public override ReadOnlySpan<byte> Next()
    {
        _turn = (_turn + 1) % cases.Length;
        return cases[_turn].Contact(cases[_turn].Version);
    }

    public override void Heard(Reply reply)
    {
        if (reply.Succeeded)
            cases[_turn].Version = reply.Version;
    }
}

internal sealed class Looking(Case[] cases) : Work
{
    private int _turn = -1;

    public override ReadOnlySpan<byte> Next() => cases[_turn = (_turn + 1) % cases.Length].Read;
}

/// <summary>Registers cases and brings them to where they can be commanded.</summary>
internal static class Cases
{
    /// <summary>The product's way of a case to its lead.</summary>
    public static readonly (string Act, string Body)[] Preparation = [("triage", """{"category":"NEI"}"""), ("assign", """{"note":"交办"}""")];

    /// <param name="preparation">Acts that bring a fresh case to where it can be commanded, each with its body.</param>
    /// <returns>Cases for each caller, so many.</returns>
    public static Case[][] Make(Requests requests, IReadOnlyCollection<(string Act, string Body)> preparation, int callers, int each, CancellationToken cancellation)
    {
        using var connection = new Connection(requests.Address);
        var registration = requests.Registration(Somewhere.Village);
        return [.. Enumerable.Range(0, callers).Select(_ => Enumerable.Range(0, each).Select(_ => One(requests, preparation, connection, registration, cancellation)).ToArray())];
    }

    private static Case One(Requests requests, IReadOnlyCollection<(string Act, string Body)> preparation, Connection connection, byte[] registration, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        using var registered = JsonDocument.Parse(Succeeded(connection.Ask(registration)).ToArray());
        var number = registered.RootElement.GetProperty("number").GetString()!;
        foreach (var (act, body) in preparation)
            Succeeded(connection.Ask(requests.Post($"/v1/disputes/{number}/{act}", body)));
        var seen = connection.Ask(requests.Read(number));
        Succeeded(seen);
        return new Case(number, seen.Version, requests);
    }

    private static ReadOnlySpan<byte> Succeeded(Reply reply) =>
        reply.Succeeded ? reply.Body : throw new InvalidOperationException($"The bench was refused: {reply.Status} {Encoding.UTF8.GetString(reply.Body)}");
}
