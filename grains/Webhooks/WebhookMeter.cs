using System.Diagnostics.Metrics;
using Suyuan.Operations;

namespace Suyuan.Webhooks;

/// <summary>What the webhooks of this silo report. Meter <c>Suyuan</c>.</summary>
internal sealed class WebhookMeter : IDisposable
{
    private readonly Meter _meter = new(ProductMeter.Name);
    private readonly Tally _deliveries;
    private readonly Counter<long> _failures;
    private readonly Tally _deadLetters;
    private readonly Histogram<double> _lag;

    public WebhookMeter()
    {
        _deliveries = new Tally(_meter, "suyuan.webhook.deliveries", "{notice}", "Notices that a receiver took");
        _failures = _meter.CreateCounter<long>("suyuan.webhook.failures", description: "Tries that failed, by reason");
        _deadLetters = new Tally(_meter, "suyuan.webhook.dead_letters", "{notice}", "Notices given up");
        _lag = _meter.CreateHistogram(
            "suyuan.webhook.lag", "s", "From the inbox to the receiver, in seconds of the product's clock", tags: null, ProductMeter.FromMillisecondsToADay);
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
