using System.Collections.Immutable;
using System.Diagnostics;
using Suyuan.Load.Product;
using Suyuan.Load.Talk;

namespace Suyuan.Load.Notices;

/// <summary>
/// Many agencies' notices while their receivers fail at random and the product is killed: every notice must stand in its inbox
/// exactly once, in gapless order, and must have been taken by its receiver at least once under one id.
/// </summary>
internal sealed class Storm(NoticesOptions options, TextWriter output)
{
    private const int Callers = 24;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(6);

    public async Task<int> Run(CancellationToken cancellation)
    {
        var agencies = Cause.Agencies(options.Agencies);
        await using var receiver = await Receiver.Start();
        await using var place = await Hooks.Place(options.Postgres, cancellation);
        var random = new Random(options.Seed);
        var chance = new Lock();
        // Two of ten requests meet a receiver in trouble.
        receiver.Behave(_ =>
        {
            lock (chance)
                return random.Next(1_000) switch { < 80 => Reception.Failed, < 130 => Reception.Reset, < 140 => Reception.Silent, < 200 => Reception.Slow, _ => Reception.Taken };
        });

        var product = await ProductProcess.Start(place, speed: 1, cancellation);
        try
        {
            using var http = Line.Client(place.Address, Callers);
            var told = new Told();
            using var line = new Line(http, told, options.Seed, Callers);
            await Hooks.Set(line, agencies, receiver, cancellation);
            var cause = new Cause(line, options.Seed);
            var watch = Stopwatch.StartNew();
            var disputes = (options.Notices + Cause.NoticesEach - 1) / Cause.NoticesEach;
            var next = -1;
            var callers = Enumerable.Range(0, Callers).Select(async _ =>
            {
                for (var turn = Interlocked.Increment(ref next); turn < disputes; turn = Interlocked.Increment(ref next))
                    await cause.Dispute(turn, agencies, Cause.NoticesEach - 1, cancellation);
            }).ToArray();
            var killed = 0;
            for (var kill = 1; kill <= options.Kills; kill++)
            {
                while (Volatile.Read(ref next) < (long)disputes * kill / (options.Kills + 1) && !callers.Any(caller => caller.IsFaulted))
                    await Task.Delay(50, cancellation);
                await product.Kill();
                await product.DisposeAsync();
                killed++;
                product = await ProductProcess.Start(place, speed: 1, cancellation);
            }

            await Task.WhenAll(callers);
            var driven = watch.Elapsed;
            var owed = cause.Owed.Count;
            await output.WriteLineAsync(
                $"{(place.IsPostgres ? "PostgreSQL" : "SQLite")}, seed {options.Seed}: {disputes} disputes, {owed} notices owed to {agencies.Length} agencies, "
                + $"{killed} times kill -9; {told.Requests} requests ({told.Repeats} sent again) in {driven.TotalSeconds:0.0} s = {owed / driven.TotalSeconds:0} notices/s");

            var settled = await Settled(place, line, agencies, receiver, cancellation);
            await output.WriteLineAsync($"all taken and delivered {(watch.Elapsed - driven).TotalSeconds:0.0} s later" + (settled ? "" : ": NO, patience ended"));
            var faults = await Reckon(place, line, agencies, receiver, [.. cause.Owed], cancellation);
            await output.WriteLineAsync($"the product ended with {await product.Stop()}");
            return settled && faults == 0 ? 0 : 1;
        }
        finally
        {
            await product.DisposeAsync();
        }
    }

    private static async Task<bool> Settled(ProductPlace place, Line line, ImmutableArray<string> agencies, Receiver receiver, CancellationToken cancellation)
    {
        for (var watch = Stopwatch.StartNew(); watch.Elapsed < Patience; await Task.Delay(500, cancellation))
        {
            if ((await Inboxes.Stored(place, cancellation)).Waiting > 0)
                continue;
            var notices = await Task.WhenAll(agencies.Select(agency => Inboxes.Read(line, agency, cancellation)));
            if (notices.SelectMany(inbox => inbox).All(notice => receiver.Taken.ContainsKey(notice.Id)))
                return true;
        }

        return false;
    }

    /// <summary>Compares what was acknowledged, what is stored, what agencies read and what receivers were told.</summary>
    private async Task<int> Reckon(
        ProductPlace place, Line line, ImmutableArray<string> agencies, Receiver receiver, ImmutableArray<(string Agency, string Kind, string Number)> owed,
        CancellationToken cancellation)
    {
        var inboxes = new Dictionary<string, ImmutableArray<SeenNotice>>();
        foreach (var agency in agencies)
            inboxes[agency] = await Inboxes.Read(line, agency, cancellation);
        var (stored, waiting) = await Inboxes.Stored(place, cancellation);
        var gaps = inboxes.Values.Sum(inbox => inbox.Where((notice, index) => notice.Sequence != index + 1).Count());
        var twice = inboxes.Values.Sum(inbox => inbox.Length) - inboxes.Values.SelectMany(inbox => inbox).Select(notice => notice.Id).Distinct().Count();
        var read = inboxes.SelectMany(inbox => inbox.Value.Select(notice => (Agency: inbox.Key, notice.Kind, Number: notice.Number ?? "")))
            .GroupBy(notice => notice).ToDictionary(group => group.Key, group => group.Count());
        var should = owed.GroupBy(notice => notice).ToDictionary(group => group.Key, group => group.Count());
        var lost = should.Sum(notice => Math.Max(0, notice.Value - read.GetValueOrDefault(notice.Key)));
        var surplus = should.Sum(notice => Math.Max(0, read.GetValueOrDefault(notice.Key) - notice.Value));
        var unread = agencies.Sum(agency => Math.Abs(stored.GetValueOrDefault(agency) - inboxes[agency].Length));

        var deliveries = receiver.Deliveries.ToArray();
        var known = inboxes.SelectMany(inbox => inbox.Value.Select(notice => (Agency: inbox.Key, notice))).ToDictionary(entry => entry.notice.Id);
        var undelivered = known.Keys.Count(id => !receiver.Taken.ContainsKey(id));
        var strange = deliveries.Count(delivery => !known.TryGetValue(delivery.Id, out var entry) || entry.Agency != delivery.Agency || entry.notice.Sequence != delivery.Sequence);
        var disorder = deliveries.Where(IsTaken).GroupBy(delivery => delivery.Agency).Sum(agency =>
            OutOfOrder(agency.OrderBy(delivery => delivery.Order).DistinctBy(delivery => delivery.Id).Select(delivery => delivery.Sequence)));
        var taken = deliveries.Count(IsTaken);

        await output.WriteLineAsync($"inboxes: {known.Count} notices; gaps {gaps}, twice {twice}, lost {lost}, unasked for {surplus}, without a place {waiting}, unread {unread}");
        await output.WriteLineAsync(
            $"webhooks: {deliveries.Length} requests ({Receiver.Count(deliveries)}); never taken {undelivered}, under another id or place {strange}, first taken out of order {disorder}, "
            + $"taken more than once {taken - deliveries.Where(IsTaken).Select(delivery => delivery.Id).Distinct().Count()}");
        return (int)(gaps + twice + lost + surplus + waiting + unread + undelivered + strange + disorder);

        static bool IsTaken(Delivery delivery) => delivery.Reception is Reception.Taken or Reception.Slow;
    }

    private static int OutOfOrder(IEnumerable<long> sequences)
    {
        var (highest, wrong) = (0L, 0);
        foreach (var sequence in sequences)
        {
            wrong += sequence < highest ? 1 : 0;
            highest = Math.Max(highest, sequence);
        }

        return wrong;
    }
}
