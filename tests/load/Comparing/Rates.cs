using Suyuan.Load.Bench;
using Suyuan.Load.Driving;

namespace Suyuan.Load.Comparing;

/// <summary>One kind of request, measured.</summary>
internal sealed record Rate(Felt Felt, Reading Spent)
{
    /// <summary>CPU-milliseconds of 1,000 operations, which is microseconds of one.</summary>
    public double Service => Spent.Service.TotalMicroseconds / Felt.Count;

    public double Database => Spent.Database.TotalMicroseconds / Felt.Count;

    public double Callers => Spent.Client.TotalMicroseconds / Felt.Count;

    public double WalEach => (double)Spent.Wal / Felt.Count;

    public static async Task<Rate> Measure(Loop loop, Meters meters, TimeSpan warm, TimeSpan window, CancellationToken cancellation)
    {
        Reading before = default, after = default;
        var felt = await loop.Run(warm, window, () => before = meters.Read(), () => after = meters.Read(), cancellation);
        return new Rate(felt, after - before);
    }

    public override string ToString() =>
        $"{Felt.PerSecond,8:0}/s  p50 {Felt.Milliseconds(50):0.0} ms  p99 {Felt.Milliseconds(99):0.0} ms  CPU-ms per 1,000: service {Service:0}, database {Database:0}, callers {Callers:0}"
        + $"  WAL {WalEach:0} bytes each  answers {Felt.Bytes} bytes"
        + (Felt.Failures.Count == 0 ? "" : $"  NOT ANSWERED: {string.Join(", ", Felt.Failures.Select(failure => $"{failure.Value} x {failure.Key}"))}");
}

/// <summary>Registrations, commands and reads of one contender by callers who each wait for their answer.</summary>
internal sealed record Rates(Rate Registrations, Rate Commands, Rate Reads)
{
    /// <summary>Cases on which one caller commands and reads in turn.</summary>
    public const int CasesEach = 16;

    /// <summary>Before each measurement, when everything has been warmed already: until the loop runs evenly.</summary>
    private static readonly TimeSpan RunUp = TimeSpan.FromSeconds(2);

    /// <summary>All three are warmed, each as long as it will be measured or longer, before the first is measured.</summary>
    public static async Task<Rates> Measure(Running running, CompareOptions options, TextWriter output, CancellationToken cancellation)
    {
        var registration = running.Requests.Registration(Somewhere.Village);
        using var meters = running.Meters();
        Loop Of(Func<int, Work> work) => new(running.Address, options.Callers, null, work);
        Loop Registrations() => Of(_ => new Registering(registration));
        await Warm(Registrations(), options, cancellation);
        var cases = Cases.Make(running.Requests, running.Contender.Preparation, options.Callers, CasesEach, cancellation);
        Loop Commands() => Of(caller => new Commanding(cases[caller]));
        Loop Reads() => Of(caller => new Looking(cases[caller]));
        await Warm(Commands(), options, cancellation);
        await Warm(Reads(), options, cancellation);

        var registrations = await Say("registrations", Registrations());
        var commands = await Say("commands", Commands());
        return new Rates(registrations, commands, await Say("reads", Reads()));

        async Task<Rate> Say(string what, Loop loop)
        {
            var rate = await Rate.Measure(loop, meters, RunUp, options.Window, cancellation);
            await output.WriteLineAsync($"  {what,-14}{rate}");
            return rate;
        }
    }

    private static async Task Warm(Loop loop, CompareOptions options, CancellationToken cancellation)
    {
        await using var driven = loop.Begin(cancellation);
        await Task.Delay(options.Warm, TimeProvider.System, cancellation);
    }
}
