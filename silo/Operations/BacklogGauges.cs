using System.Data.Common;
using System.Diagnostics.Metrics;
using Suyuan.Storage;

namespace Suyuan.Operations;

/// <summary>
/// Reports how much is late. The figures are the whole cluster's and every silo reports the same ones: take the greatest,
/// never the sum. While the database does not answer there are none, which is an alarm of its own.
/// </summary>
internal sealed partial class BacklogGauges : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(15);

    private readonly Meter _meter = new(ProductMeter.Name);
    private readonly BacklogReads _reads;
    private readonly WakeUpOptions _wakeUp;
    private readonly TimeProvider _clock;
    private readonly ILogger<BacklogGauges> _logger;
    private volatile Backlog? _now;

    public BacklogGauges(ProductDatabase database, WakeUpOptions wakeUp, TimeProvider clock, ILogger<BacklogGauges> logger)
    {
        _reads = new BacklogReads(database);
        _wakeUp = wakeUp;
        _clock = clock;
        _logger = logger;
        Gauge("suyuan.cases.overdue", "{dispute}", "Open disputes with a clock past its end", backlog => backlog.OverdueCases);
        Gauge("suyuan.wakeups.overdue", "{grain}", "Grains that nobody woke in time", backlog => backlog.OverdueWakeUps);
        Gauge("suyuan.inbox.waiting", "{notice}", "Notices without a place in an inbox", backlog => backlog.WaitingNotices);
        Gauge("suyuan.inbox.oldest", "s", "Age of the oldest notice without a place", backlog => backlog.OldestNotice.TotalSeconds);
    }

    public override void Dispose()
    {
        _meter.Dispose();
        base.Dispose();
    }

    /// <summary>Counts now.</summary>
    internal async Task Look(CancellationToken cancellation)
    {
        try
        {
            var now = _clock.GetUtcNow();
            _now = await _reads.At(now, now - _wakeUp.SweepGrace, cancellation);
        }
        catch (Exception failure) when (failure is DbException or TimeoutException)
        {
            _now = null;
            LogBlind(failure);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Real time even on a faster clock: it is how often somebody may look, not something that the product decides by.
        using var timer = new PeriodicTimer(Period, TimeProvider.System);
        try
        {
            do
            {
                await Look(stoppingToken);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException)
        {
            // Told to stop.
        }
    }

    private void Gauge(string name, string unit, string description, Func<Backlog, double> value) => _meter.CreateObservableGauge(
        name, () => _now is { } backlog ? [new Measurement<double>(value(backlog))] : Array.Empty<Measurement<double>>(), unit, description);

    [LoggerMessage(LogLevel.Warning, "What is late could not be counted")]
    private partial void LogBlind(Exception failure);
}
