using System.Globalization;
using Suyuan.Load.Bench;
using Suyuan.Load.Driving;

namespace Suyuan.Load.Comparing;

/// <param name="Url">A product that runs already.</param>
/// <param name="Token">Of a clerk.</param>
/// <param name="Rate">Requests a second of an open loop; null: closed.</param>
/// <param name="Processes">Ids on this machine whose processor time is the service's.</param>
/// <param name="Postgres">The product's database, if its cost is to be read.</param>
internal sealed record TargetOptions(Uri Url, string Token, string Kind, int Callers, int? Rate, TimeSpan Warm, TimeSpan Window, int[] Processes, string? Postgres)
{
    public static TargetOptions From(IReadOnlyList<string> args)
    {
        var line = CommandLine.Parse(args, ["--url", "--key", "--token", "--kind", "--callers", "--rate", "--warm", "--seconds", "--pid", "--postgres"], []);
        if (!Uri.TryCreate(line.Text("--url"), UriKind.Absolute, out var url) || url.Scheme is not "http")
            throw new UsageException("--url must be the http address of a running product.");
        return new TargetOptions(
            url,
            line.Text("--token") ?? Tokens.Of("clerk", line.Text("--key") ?? Tokens.Key),
            line.OneOf("--kind", "registrations", "registrations", "commands", "reads"),
            line.Whole("--callers", 64, 1, 4_096),
            line.Text("--rate") is null ? null : line.Whole("--rate", 0, 1, 1_000_000),
            TimeSpan.FromSeconds(line.Whole("--warm", 5, 0, 300)),
            TimeSpan.FromSeconds(line.Whole("--seconds", 10, 1, 600)),
            [.. (line.Text("--pid") ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries).Select(Process)],
            line.Text("--postgres"));
    }

    private static int Process(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) && File.Exists($"/proc/{id}/stat") ? id : throw new UsageException($"--pid: there is no process {text}.");
}

/// <summary>One kind of request against a product that runs already, at an even rate or as fast as it answers.</summary>
internal sealed class Target(TargetOptions options, TextWriter output)
{
    public async Task Run(CancellationToken cancellation)
    {
        var requests = new Requests(options.Url, options.Token);
        var registration = requests.Registration(Somewhere.Village);
        var cases = options.Kind is "registrations" ? [] : Cases.Make(requests, Cases.Preparation, options.Callers, Rates.CasesEach, cancellation);
        var loop = new Loop(options.Url, options.Callers, options.Rate, caller => options.Kind switch
        {
            "commands" => new Commanding(cases[caller]),
            "reads" => new Looking(cases[caller]),
            _ => new Registering(registration),
        });
        using var meters = new Meters(options.Processes, options.Postgres);
        var rate = await Rate.Measure(loop, meters, options.Warm, options.Window, cancellation);
        await output.WriteLineAsync($"{options.Kind}, {(options.Rate is { } each ? $"open loop at {each}/s" : "closed loop")}, {options.Callers} callers, {options.Window.TotalSeconds:0} s after {options.Warm.TotalSeconds:0} s: {rate}");
    }
}
