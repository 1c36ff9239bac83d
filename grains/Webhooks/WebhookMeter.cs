using System.Diagnostics.Metrics;
using Suyuan.Disputes;

namespace Suyuan.Webhooks;

/// <summary>What the webhooks of this silo report. Meter <c>Suyuan</c>.</summary>
internal sealed class WebhookMeter : IDisposable
{
    private readonly Meter _meter = new(DisputeMeter.Name);
    private readonly Counter<long> _deliveries;
    private readonly Counter<long> _failures;
    private readonly Counter<long> _deadLetters;
    private readonly Histogram<double> _lag;

    public WebhookMeter()
    {
        _deliveries = _meter.CreateCounter<long>("suyuan.webhook.deliveries", description: "Notices that a receiver took");
        _failures = _meter.CreateCounter<long>("suyuan.webhook.failures", description: "Tries that failed, by reason");
        _deadLetters = _meter.CreateCounter<long>("suyuan.webhook.dead_letters", description: "Notices given up");
        _lag = _meter.CreateHistogram<double>("suyuan.webhook.lag", "s", "From the inbox to the receiver, in seconds of the product's clock");
    }

    public void Tried(WebhookAnswer answer, TimeSpan lag)
    {
        if (answer.Failure is { } reason)
        {
            _failures.Add(1, new KeyValuePair<string, object?>("reason", reason));
            return;
        }

        _deliveries.Add(1);
        _lag.Record(lag.TotalSeconds);
    }

    public void GivenUp(int count) => _deadLetters.Add(count);

    public void Dispose() => _meter.Dispose();
}
