using Suyuan.Load.Product;

namespace Suyuan.Load.Comparing;

/// <summary>The same work by each contender in turn, on one machine and one PostgreSQL with durable commits.</summary>
internal sealed class Comparison(CompareOptions options, TextWriter output)
{
    public async Task Run(CancellationToken cancellation)
    {
        await using var postgres = await Postgres.Begin(options.Port);
        await output.WriteLineAsync($"PostgreSQL: {Postgres.Settings}");
        for (var run = 1; run <= options.Runs; run++)
        {
            foreach (var contender in options.Contenders)
            {
                await output.WriteLineAsync($"run {run}, ({contender.Key}) {contender.Title}");
                await using var place = await ProductPlace.Make(contender.Postgres ? postgres.Connection : null, keep: false, cancellation);
                await using var running = await contender.Start(place, cancellation);
                await Rates.Measure(running, options, output, cancellation);
            }
        }
    }
}
