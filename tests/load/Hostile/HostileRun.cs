using System.Globalization;
using Suyuan.Load.Hostile.Forge;
using Suyuan.Load.Product;

namespace Suyuan.Load.Hostile;

/// <summary>
/// Shoots at a running product and says what came of it: no answer of 500 or above, nothing let in or accepted that is wrong, nothing
/// stored that was not there, memory within its bound, and a polite caller who was served meanwhile.
/// </summary>
internal sealed class HostileRun(HostileOptions options, TextWriter output)
{
    /// <summary>The first so many warm the product up and are not part of the growth of its memory.</summary>
    private const double Warm = 0.2;

    private const long MostGrowth = 128L * 1024 * 1024;

    private static readonly TimeSpan Calm = TimeSpan.FromSeconds(10);

    /// <summary>So long nothing may have changed, and so long that is waited for.</summary>
    private static readonly TimeSpan Still = TimeSpan.FromSeconds(10), Restless = TimeSpan.FromMinutes(5);

    public async Task<int> Run(CancellationToken cancellation)
    {
        await output.WriteLineAsync($"hostile: {options.Requests:#,0} requests by {options.Callers} callers, seed {options.Seed}, {(options.Url is { } url ? $"against {url}" : options.Postgres is null ? "SQLite" : "PostgreSQL")}");
        if (options.Url is { } address)
            return await Shoot(address, null, null, cancellation);
        await using var place = await ProductPlace.Make(options.Postgres, options.Keep, cancellation);
        if (options.Limited)
            place.Besides["RateLimits__Scale"] = "1";
        var metrics = new Uri($"http://127.0.0.1:{FreePorts.Find(1)[0]}");
        place.Besides["Telemetry__Metrics"] = metrics.GetLeftPart(UriPartial.Authority);
        await using var product = await ProductProcess.Start(place, speed: 1, cancellation);
        var failed = await Shoot(place.Address, (place, product, metrics), Path.Combine(place.Folder, "product-1.log"), cancellation);
        return product.IsRunning ? failed : await Say("the product has ended", 1);
    }

    private async Task<int> Shoot(Uri address, (ProductPlace Place, ProductProcess Process, Uri Metrics)? own, string? log, CancellationToken cancellation)
    {
        var seeds = new Seeds(address, options.Key);
        var ground = seeds.Put();
        var operations = Operation.Of(await seeds.Description(cancellation));
        await output.WriteLineAsync($"  {operations.Length} operations described, {operations.Count(operation => operation.Body is not null)} of them with a body");
        // What the seeds set off goes on for a moment.
        var calm = await Ask(ground, address, Calm, cancellation);
        await output.WriteLineAsync($"  polite caller alone: {calm}");
        var before = own is { } settling ? await Settled(seeds, ground, settling.Place, cancellation) : null;
        var (tally, polite) = (new Tally(), new Polite(address, options.Key, ground.Numbers["disputes"][0]));
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var asking = Task.Factory.StartNew(() => polite.Ask(end.Token), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        var begun = TimeProvider.System.GetTimestamp();
        await Gunners.Shoot(address, operations, ground, options, 0, (int)(options.Requests * Warm), tally, cancellation);
        Memory? warm = own is { } first ? Memory.Of(first.Process.Id, first.Metrics) : null;
        await Gunners.Shoot(address, operations, ground, options, (int)(options.Requests * Warm), options.Requests, tally, cancellation);
        var took = TimeProvider.System.GetElapsedTime(begun);
        await end.CancelAsync();
        await asking;
        Memory? after = own is { } last ? Memory.Of(last.Process.Id, last.Metrics) : null;
        await output.WriteLineAsync($"\n{tally.Table()}");
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"  {tally.Count:#,0} requests in {took.TotalSeconds:0} s, {tally.Count / took.TotalSeconds:0}/s"));
        await output.WriteLineAsync($"  polite caller meanwhile: {polite}");
        var failures = await Say($"answers of 500 and above, without 503 and 505 (no such HTTP): {tally.Of(status => status >= 500 && status is not (503 or 505))}; 503: {tally.Of(status => status is 503)}; silent: {tally.Of(status => status is -1)}",
            (int)tally.Of(status => status is -1 or >= 506 or (>= 500 and < 505)));
        failures += await Say($"answers that ought to be others: {tally.Faulty}{string.Concat(tally.Faults.Select(fault => $"\n    {fault}"))}", (int)tally.Faulty);
        failures += await Say($"polite requests that failed: {polite.Failed + calm.Failed}", polite.Failed + calm.Failed);
        var garbled = seeds.Garbled(ground).ToArray();
        failures += await Say($"texts that are others now: {garbled.Length}", garbled.Length);
        if (before is not null)
        {
            var now = await Look(own!.Value.Place, cancellation);
            var differences = now.Differences(before).ToArray();
            failures += await Say($"{now.Rows:#,0} stored rows in {now.Tables.Count} tables; tables that changed: {differences.Length}{string.Concat(differences.Select(difference => $"\n    {difference}"))}", differences.Length);
        }

        if (warm is { } held && after is { } holds)
            failures += await Say(
                $"memory after the first {Warm:0%}: {held}; at the end: {holds}; bound of growth {MostGrowth / 1024 / 1024} MiB each",
                holds.Resident - held.Resident > MostGrowth || holds.Heap - held.Heap > MostGrowth ? 1 : 0);
        if (log is not null)
            failures += await Faults(log, cancellation);
        await output.WriteLineAsync(failures is 0 ? "held" : $"NOT HELD: {failures}");
        return failures is 0 ? 0 : 1;
    }

    private async Task<Polite> Ask(Ground ground, Uri address, TimeSpan time, CancellationToken cancellation)
    {
        var polite = new Polite(address, options.Key, ground.Numbers["disputes"][0]);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        end.CancelAfter(time);
        await Task.Factory.StartNew(() => polite.Ask(end.Token), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        return polite;
    }

    /// <summary>
    /// What is stored when nothing of the product's own is under way any more: its first walk over all keys has ended, and for a while
    /// no row has changed.
    /// </summary>
    private async Task<Snapshot> Settled(Seeds seeds, Ground ground, ProductPlace place, CancellationToken cancellation)
    {
        var begun = TimeProvider.System.GetTimestamp();
        for (var before = await Look(place, cancellation); ;)
        {
            await Task.Delay(Still, TimeProvider.System, cancellation);
            var now = await Look(place, cancellation);
            var moving = now.Differences(before).ToArray();
            if (moving.Length is 0 && !seeds.IsRewriting(ground))
            {
                await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"  nothing stored moves by itself after {TimeProvider.System.GetElapsedTime(begun).TotalSeconds:0} s"));
                return now;
            }

            if (TimeProvider.System.GetElapsedTime(begun) > Restless)
                throw new TimeoutException($"The product does not come to rest: {string.Join("; ", moving)}.");
            before = now;
        }
    }

    private static async Task<Snapshot> Look(ProductPlace place, CancellationToken cancellation)
    {
        await using var connection = await place.Open(cancellation);
        return await Snapshot.Of(connection, place.IsPostgres, cancellation);
    }

    /// <summary>A fault of the product is in its log, whatever it answered.</summary>
    private async Task<int> Faults(string log, CancellationToken cancellation)
    {
        await using var stream = new FileStream(log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(stream);
        var faults = new List<string>();
        while (await reader.ReadLineAsync(cancellation) is { } line)
            if (line.StartsWith("fail:", StringComparison.Ordinal) || line.StartsWith("crit:", StringComparison.Ordinal))
                faults.Add(line);
        return await Say($"faults in the log: {faults.Count}{string.Concat(faults.Take(20).Select(fault => $"\n    {fault}"))}", faults.Count);
    }

    private async Task<int> Say(string sentence, int failures)
    {
        await output.WriteLineAsync($"  {(failures is 0 ? "" : "! ")}{sentence}");
        return failures;
    }
}
