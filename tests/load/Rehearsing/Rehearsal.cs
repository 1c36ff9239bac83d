using System.Collections.Concurrent;
using System.Diagnostics;
using Suyuan.Load.Product;
using Suyuan.Load.Reckoning;
using Suyuan.Load.Talk;

namespace Suyuan.Load.Rehearsing;

/// <summary>Whole lives of many disputes on the real product, and the reckoning afterwards.</summary>
internal sealed class Rehearsal(RehearseOptions options, TextWriter output)
{
    private static readonly Person Auditor = new("supervisor");

    private static readonly TimeSpan QuietPatience = TimeSpan.FromSeconds(60);

    /// <summary>How long before the end, in real time, a rung must have been due to count as missed.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(3);

    public async Task<int> Run(CancellationToken cancellation)
    {
        var law = LawBook.Load();
        var narratives = await Narratives.Load(options.Texts, cancellation);
        var arrivals = Arrivals.Draw(options.Disputes, narratives, law, new Random(options.Seed));
        await using var place = await ProductPlace.Make(options.Postgres, options.Keep, cancellation);
        await output.WriteLineAsync($"rehearsing {options.Disputes} disputes, {options.Speed} times as fast, seed {options.Seed}, {(place.IsPostgres ? "PostgreSQL" : "SQLite")}, in {place.Folder}");

        await using var stage = new Stage(place, options.Speed);
        await stage.Open(cancellation);
        var watch = Stopwatch.StartNew();
        var told = new Told();
        using var http = Line.Client(place.Address);
        using var line = new Line(http, told, options.Seed);
        var clock = await ProductClock.Read(place, cancellation);
        var world = new World(line, told, clock, law, options.Seed, new ConcurrentDictionary<int, string>());

        var power = stage.CutPower(options.KillAfter, output, cancellation);
        var ended = await Drive(arrivals, world, cancellation);
        await output.WriteLineAsync($"{ended} of {arrivals.Length} lives ended by themselves after {watch.Elapsed.TotalSeconds:0} s; {watch.Elapsed.TotalSeconds * options.Speed / 86_400:0} days have passed");
        await power;

        var until = await Quiet(place, clock, cancellation);
        var ledger = (await line.Get(Auditor, "/v1/audit/ledger/verify?area=510300", cancellation)).Read<SeenVerdict>();
        var exitCode = await stage.Close();
        var records = await Records.Read(place, cancellation);
        var verdict = Verdict.Of(records, told, law, until);
        await new Report(output).Write(records, verdict, told, ledger, clock.Speed, watch.Elapsed);
        await output.WriteLineAsync($"{"product's exit",-16}{exitCode}");
        foreach (var complaint in await stage.Complaints())
            await output.WriteLineAsync($"{"its log",-16}{complaint}");
        return verdict.IsClean && ledger.Intact && exitCode is 0 && told.Contradictions.IsEmpty ? 0 : 1;
    }

    /// <summary>Lets everybody live; how many came to their end.</summary>
    private async Task<int> Drive(IEnumerable<Arrival> arrivals, World world, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(options.Limit);
        var beginning = world.Clock.Now;
        var lives = await Task.WhenAll(arrivals.Select(arrival => Live(new Life(arrival, world), beginning, world.Told, limit.Token)));
        cancellation.ThrowIfCancellationRequested();
        return lives.Count(ended => ended);
    }

    private static async Task<bool> Live(Life life, DateTimeOffset beginning, Told told, CancellationToken cancellation)
    {
        try
        {
            return await life.Live(beginning, cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return false;
        }
        catch (Exception failure) when (failure is InvalidOperationException or HttpRequestException or System.Text.Json.JsonException)
        {
            told.Contradictions.Enqueue(failure.Message);
            return false;
        }
    }

    /// <summary>Waits until the product has caught up with its clock; rungs up to the instant returned must have fired.</summary>
    private async Task<DateTimeOffset> Quiet(ProductPlace place, ProductClock clock, CancellationToken cancellation)
    {
        var overdue = 0;
        for (var waited = Stopwatch.StartNew(); waited.Elapsed < QuietPatience; await Task.Delay(500, cancellation))
        {
            var until = clock.Now - Grace * clock.Speed;
            overdue = await Records.Overdue(place, until, cancellation);
            if (overdue is 0)
                return until;
        }

        await output.WriteLineAsync($"{overdue} disputes were still overdue after {QuietPatience.TotalSeconds:0} s of waiting");
        return clock.Now - Grace * clock.Speed;
    }
}
