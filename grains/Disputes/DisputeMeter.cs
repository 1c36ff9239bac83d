using System.Diagnostics.Metrics;

namespace Suyuan.Disputes;

/// <summary>What the disputes of this silo report. Meter <c>Suyuan</c>.</summary>
internal sealed class DisputeMeter : IDisposable
{
    public const string Name = "Suyuan";

    private readonly Meter _meter = new(Name);
    private readonly Histogram<double> _lateness;
    private readonly Counter<long> _steps;
    private readonly Counter<long> _refusals;
    private readonly Counter<long> _sweepFinds;

    public DisputeMeter()
    {
        _lateness = _meter.CreateHistogram<double>("suyuan.rung.lateness", "s", "How long after its instant a rung fired, in seconds of the product's clock");
        _steps = _meter.CreateCounter<long>("suyuan.dispute.steps", description: "Steps written, by act");
        _refusals = _meter.CreateCounter<long>("suyuan.dispute.refusals", description: "Commands refused, by code");
        _sweepFinds = _meter.CreateCounter<long>("suyuan.sweep.finds", description: "Disputes that only the sweep woke; zero in a healthy cluster");
    }

    public void Written(Written written)
    {
        foreach (var rung in written.Rungs)
            _lateness.Record((rung.FiredAt - rung.DueAt).TotalSeconds, new KeyValuePair<string, object?>("cause", rung.Cause));
        foreach (var step in written.Steps)
            _steps.Add(1, new KeyValuePair<string, object?>("act", step.Act));
    }

    public void Refused(RefusalCode code) => _refusals.Add(1, new KeyValuePair<string, object?>("code", Kebab.Of(code)));

    public void SweepFound(int count) => _sweepFinds.Add(count);

    public void Dispose() => _meter.Dispose();
}
