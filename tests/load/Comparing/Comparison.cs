using Npgsql;
using Suyuan.Load.Product;

namespace Suyuan.Load.Comparing;

/// <summary>The same work by each contender in turn, on one machine and one PostgreSQL with durable commits.</summary>
internal sealed class Comparison(CompareOptions options, TextWriter output)
{
    /// <summary>Bytes of pgbench's rows where no contender said what a case takes.</summary>
    private const int UsualBytes = 2_048;

    private readonly Findings _findings = new();

    public async Task Run(CancellationToken cancellation)
    {
        await using var postgres = await Postgres.Begin(options.Port);
        await output.WriteLineAsync($"PostgreSQL: {Postgres.Settings}; {options.Callers} callers, each kind warmed for {options.Warm.TotalSeconds:0} s and measured for {options.Window.TotalSeconds:0} s");
        for (var run = 1; run <= options.Runs; run++)
        {
            foreach (var contender in options.Contenders)
            {
                await output.WriteLineAsync($"run {run}, ({contender.Key}) {contender.Title}");
                if (options.Rates)
                    await Try(contender, postgres, async place =>
                    {
                        await using var running = await contender.Start(place, cancellation);
                        _findings.Add(contender, await Rates.Measure(running, options, output, cancellation));
                    }, cancellation);
                if (options.Rungs > 0)
                    await Try(contender, postgres, async place =>
                    {
                        var burst = await Burst.Measure(contender, place, options, cancellation);
                        await output.WriteLineAsync(burst.ToString());
                        _findings.Add(contender, burst, options.Rungs);
                    }, cancellation);
            }

            if (options.Physical)
            {
                var physical = await Physical.Measure(postgres, (int?)_findings.Median("registration: WAL bytes", "b") ?? UsualBytes, options, cancellation);
                await output.WriteLineAsync($"run {run}, (e) pgbench\n{physical}");
                _findings.Add(physical);
            }
        }

        await output.WriteLineAsync($"\n{_findings.Markdown()}");
    }

    /// <summary>What one contender cannot do leaves its cells empty; the others go on.</summary>
    private async Task Try(Contender contender, Postgres postgres, Func<ProductPlace, Task> measure, CancellationToken cancellation)
    {
        await using var place = await ProductPlace.Make(contender.Postgres ? postgres.Connection : null, keep: false, cancellation);
        try
        {
            await measure(place);
        }
        catch (Exception failure) when (failure is InvalidOperationException or TimeoutException or NpgsqlException or System.Net.Sockets.SocketException)
        {
            await output.WriteLineAsync($"  FAILED: {failure.Message}");
        }
    }
}
