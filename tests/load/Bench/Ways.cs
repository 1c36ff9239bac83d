using System.Diagnostics;
using Suyuan.Disputes;
using Suyuan.Identity;
using Suyuan.Load.Product;

namespace Suyuan.Load.Bench;

/// <summary>The same work in three ways, one after the other in one process without HTTP.</summary>
internal sealed class Ways(BenchOptions options, TextWriter output)
{
    private static readonly string Text = new('诉', 300);

    private static readonly Actor Clerk = new("clerk", Role.Clerk);

    private static readonly RegisterDispute Registration = new()
    {
        AreaCode = Somewhere.Village,
        Category = "NEI",
        Narrative = Text,
        Source = Source.Visit,
        Parties = [new Party { Role = PartyRole.Applicant, Kind = PartyKind.Person, Name = "王某" }],
    };

    public async Task Run(CancellationToken cancellation)
    {
        await using var place = await ProductPlace.Make(options.Postgres, keep: false, cancellation);
        await using var silo = await BenchSilo.Start(place, cancellation);
        await output.WriteLineAsync($"{(place.IsPostgres ? "PostgreSQL" : "SQLite")}, {options.Callers} callers, {options.Window.TotalSeconds:0} s each, in one process without HTTP");
        await output.WriteLineAsync($"{"way",-44}{"opens/s",10}{"commands/s",12}{"CPU us/cmd",12}{"tx/cmd",8}{"opens",8}{"commands",10}");
        var usual = await Plain<IUsualGrain>("usual", silo, cancellation);
        await Line("1 usual: state, then reminder, no read model", usual, usual);
        await Line("2 stock provider and projecting trigger", await Plain<ITriggeredGrain>("triggered", silo, cancellation), usual);
        await Line("3 the product: group commit with projection", await Product(silo, cancellation), usual);
    }

    private async Task<(Measured Opens, Measured Commands)> Plain<TGrain>(string name, BenchSilo silo, CancellationToken cancellation)
        where TGrain : IBenchGrain
    {
        TGrain Grain(int caller, int turn) => silo.Grains.GetGrain<TGrain>($"bench-{name}-{caller}-{turn}");
        await Grain(-1, 0).Open(Text);
        var opens = await Measure(silo, (caller, turn) => Grain(caller, turn).Open(Text), cancellation);
        var commands = await Measure(silo, (caller, _) => Grain(caller, 0).Command(), cancellation);
        return (opens, commands);
    }

    private async Task<(Measured Opens, Measured Commands)> Product(BenchSilo silo, CancellationToken cancellation)
    {
        var numbers = new DisputeNumber[options.Callers];
        var opens = await Measure(silo, async (caller, turn) => numbers[caller] = await Register(silo, $"r-{caller}-{turn}"), cancellation);
        foreach (var number in numbers)
            foreach (var command in (DisputeCommand[])[new Triage { Category = "NEI" }, new Assign()])
                await Act(silo, number, command, $"s-{command.GetType().Name}");
        var contact = new RecordContact { Method = DeliveryMethod.Telephone, Outcome = ContactOutcome.Unreachable };
        var commands = await Measure(silo, (caller, turn) => Act(silo, numbers[caller], contact, $"c-{turn}"), cancellation);
        return (opens, commands);
    }

    private Task<Measured> Measure(BenchSilo silo, Func<int, int, Task> ask, CancellationToken cancellation)
    {
        var process = Process.GetCurrentProcess();
        return Callers.Measure(options.Callers, options.Window, Spent, silo.Transactions, ask, cancellation);

        TimeSpan Spent()
        {
            process.Refresh();
            return process.TotalProcessorTime;
        }
    }

    private static async Task<DisputeNumber> Register(BenchSilo silo, string key) =>
        Succeeded(await silo.Grains.GetGrain<IIntakeGrain>(0).Register(Registration, new ActContext(Clerk, key))).Number;

    private static async Task Act(BenchSilo silo, DisputeNumber number, DisputeCommand command, string key) =>
        Succeeded(await silo.Grains.Dispute(number).Act(command, new ActContext(Clerk, key)));

    private static T Succeeded<T>(Result<T> result) =>
        result.Succeeded ? result.Value : throw new InvalidOperationException($"The bench was refused: {result.Refusal.Code}.");

    private Task Line(string way, (Measured Opens, Measured Commands) measured, (Measured Opens, Measured Commands) usual)
    {
        var (opens, commands) = measured;
        var transactions = commands.TransactionsEach is { } each ? $"{each:0.00}" : "-";
        return output.WriteLineAsync(
            $"{way,-44}{opens.PerSecond,10:0}{commands.PerSecond,12:0}{commands.MicrosecondsEach,12:0}{transactions,8}"
            + $"{opens.PerSecond / usual.Opens.PerSecond,7:0.00}x{commands.PerSecond / usual.Commands.PerSecond,9:0.00}x");
    }
}
