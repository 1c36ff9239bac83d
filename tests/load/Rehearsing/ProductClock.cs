using System.Data.Common;
using Dapper;
using Suyuan.Load.Product;
using Suyuan.Time;

namespace Suyuan.Load.Rehearsing;

/// <summary>The product's clock, read from where the product keeps it.</summary>
internal sealed class ProductClock(TimeAnchor anchor)
{
    public DateTimeOffset Now => anchor.PresentAt(TimeProvider.System.GetUtcNow());

    public DateOnly Today => new Moment(Now).Day;

    public double Speed => anchor.Speed;

    public static async Task<ProductClock> Read(ProductPlace place, CancellationToken cancellation)
    {
        await using DbConnection connection = await place.Open(cancellation);
        var instants = place.IsPostgres
            ? "(extract(epoch from real_at) * 1000000)::bigint as RealAt, (extract(epoch from clock_at) * 1000000)::bigint as ClockAt"
            : "real_at as RealAt, clock_at as ClockAt";
        var row = await connection.QuerySingleAsync<Row>($"select {instants}, speed as Speed from time_anchor");
        return new ProductClock(new TimeAnchor(Instant(row.RealAt), Instant(row.ClockAt), row.Speed));
    }

    /// <summary>Waits until the product's clock shows the instant.</summary>
    public Task Until(DateTimeOffset instant, CancellationToken cancellation)
    {
        var wait = (instant - Now) / Speed;
        return wait > TimeSpan.Zero ? Task.Delay(wait, cancellation) : Task.CompletedTask;
    }

    public static DateTimeOffset Instant(long microseconds) => DateTimeOffset.UnixEpoch.AddTicks(microseconds * TimeSpan.TicksPerMicrosecond);

    private sealed record Row(long RealAt, long ClockAt, double Speed);
}
