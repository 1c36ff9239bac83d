using Suyuan.Load.Product;
using Suyuan.Load.Talk;

namespace Suyuan.Load.Bench;

/// <summary>The product as a process, asked over HTTP. Callers and product share the machine.</summary>
internal sealed class OverHttp(BenchOptions options, TextWriter output)
{
    private static readonly Person Clerk = new("clerk");

    public async Task Run(CancellationToken cancellation)
    {
        await using var place = await ProductPlace.Make(options.Postgres, keep: false, cancellation);
        await using var product = await ProductProcess.Start(place, speed: 1, cancellation);
        using var http = Line.Client(place.Address, options.Callers);
        using var line = new Line(http, new Told(), seed: 0, options.Callers, losesAnswers: false);
        var numbers = new string[options.Callers];
        await Say("registrations", async (caller, turn) => numbers[caller] = (await Post(line, "/v1/disputes", Registration, $"r-{caller}-{turn}", cancellation)).Read<SeenRegistration>().Number, product, cancellation);
        foreach (var number in numbers)
        {
            await Post(line, $"/v1/disputes/{number}/triage", new { category = "NEI" }, $"t-{number}", cancellation);
            await Post(line, $"/v1/disputes/{number}/assign", new { note = "交办" }, $"a-{number}", cancellation);
        }

        await Say("commands", (caller, turn) => Post(line, $"/v1/disputes/{numbers[caller]}/contact", Contact, $"c-{caller}-{turn}", cancellation), product, cancellation);
        await Say("reads", async (caller, _) => Succeeded(await line.Get(Clerk, $"/v1/disputes/{numbers[caller]}", cancellation)), product, cancellation);
        await output.WriteLineAsync($"the product ended with {await product.Stop()}");
    }

    private static object Registration => new
    {
        areaCode = Somewhere.Village,
        category = "NEI",
        narrative = new string('诉', 300),
        source = "visit",
        parties = new[] { new { role = "applicant", kind = "person", name = "王某" } },
    };

    private static object Contact => new { method = "telephone", outcome = "unreachable" };

    private async Task Say(string what, Func<int, int, Task> ask, ProductProcess product, CancellationToken cancellation)
    {
        var measured = await Callers.Measure(options.Callers, options.Window, () => product.Spent, () => Task.FromResult<long?>(null), ask, cancellation);
        await output.WriteLineAsync($"over HTTP, {what,-16}{measured.PerSecond,10:0}/s{measured.MicrosecondsEach,10:0} us of the product's CPU each");
    }

    private static async Task<Answer> Post(Line line, string path, object body, string key, CancellationToken cancellation) =>
        Succeeded(await line.Post(Clerk, path, body, key, cancellation));

    private static Answer Succeeded(Answer answer) =>
        answer.Succeeded ? answer : throw new InvalidOperationException($"The bench was refused: {answer.Problem()}");
}
