using Dapper;
using Suyuan.Agencies;
using Suyuan.Disputes;
using Suyuan.Load.Bench;
using Suyuan.Load.Comparing;
using Suyuan.Load.Notices;
using Suyuan.Load.Product;
using Suyuan.Storage;

namespace Suyuan.Load.Overloading;

/// <summary>Cases of which one or more fall due each second, written before the product starts; nobody has them in memory.</summary>
internal sealed class SteadyRungs(ProductPlace place, DateTimeOffset first, int rate, TimeSpan length)
{
    private const int Batch = 256;

    private const int Agencies = 50;

    /// <summary>Far above the numbers that the product itself will give out.</summary>
    private const int FirstSequence = 500_001;

    /// <summary>A clock of two hours, whose half is one: by the hour, so that nothing spreads its rungs.</summary>
    private const string Rule = "policy-warning-ack-red";

    private static readonly TimeSpan Half = TimeSpan.FromHours(1);

    private readonly int _count = (int)(length.TotalSeconds * rate);

    /// <summary>After this nothing falls due any more.</summary>
    public DateTimeOffset Last => first + length;

    public async Task Write(CancellationToken cancellation)
    {
        var agencies = Cause.Agencies(Agencies);
        await using var database = await ProductDatabase.Open(BurstSeeds.Storage(place), Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance, cancellation);
        await using var writer = database.CreateWriter("suyuan");
        foreach (var some in Enumerable.Range(0, _count).Chunk(Batch))
        {
            cancellation.ThrowIfCancellationRequested();
            var written = await writer.Write([.. some.Select(index => SeededDisputes.Row(Waiting(index, AgencyId.Parse(agencies[index % agencies.Length]))))]);
            if (written.Any(outcome => !outcome.Written))
                throw new InvalidOperationException("A number of the bench was taken.");
        }
    }

    /// <summary>How many were due between two instants, how many of them are durable by now, and how late the worst in a hundred became so.</summary>
    public async Task<(int Due, int Fired, TimeSpan P99)> Between(DateTimeOffset from, DateTimeOffset until, CancellationToken cancellation)
    {
        await using var connection = await place.Open(cancellation);
        var late = await connection.QueryAsync<double>(
            $"""
            select extract(epoch from pg_xact_commit_timestamp(xmin) - due_at)::float8 from rung_fired
             where clock_id like '{ClockKeys.OfEvent(Rule)}-%' and rung = 'half' and due_at >= @from and due_at < @until
            """,
            new { from = from.UtcDateTime, until = until.UtcDateTime });
        TimeSpan[] fired = [.. late.Select(seconds => TimeSpan.FromSeconds(seconds))];
        return (Before(until) - Before(from), fired.Length, Pressure.Percentile(fired, 0.99));
    }

    /// <summary>How many were due before an instant; the first is due at once.</summary>
    private int Before(DateTimeOffset instant) => (int)Math.Clamp(Math.Ceiling((instant - first).TotalSeconds * rate), 0, _count);

    private DisputeState Waiting(int index, AgencyId holder)
    {
        var now = new Moment(first.AddSeconds((double)index / rate) - Half);
        var before = SeededDisputes.Registered(holder.Area.ToString(), FirstSequence + index, now);
        var scene = SeededDisputes.SceneAt(now);
        return Chronicle.Record(before, before.Start(scene, ClockKeys.OfEvent(Rule), Rule, holder.ToString(), "试"), scene, "events", null, null);
    }
}
