using System.Collections.Immutable;
using System.Diagnostics.Metrics;
using Suyuan.Disputes;
using Suyuan.Projection;

namespace Suyuan.Operations;

/// <summary>
/// What the grains of this silo report. Meter <c>Suyuan</c>; times in seconds of the product's clock. Tags are words of the
/// product's own tables, never what somebody wrote.
/// </summary>
internal sealed class ProductMeter : IDisposable
{
    public const string Name = "Suyuan";

    public static readonly InstrumentAdvice<double> FromMillisecondsToADay = new()
    {
        HistogramBucketBoundaries = [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 900, 3600, 86_400],
    };

    private readonly Meter _meter = new(Name);
    private readonly Histogram<double> _lateness;
    private readonly Histogram<double> _inboxLag;
    private readonly Tally _registrations;
    private readonly Counter<long> _steps;
    private readonly Counter<long> _commands;
    private readonly Counter<long> _refusals;
    private readonly Tally _sweepFinds;

    public ProductMeter()
    {
        _lateness = Seconds("suyuan.rung.lateness", "How long after its instant a rung fired");
        _inboxLag = Seconds("suyuan.inbox.lag", "From the transaction that caused a notice to its place in the inbox");
        _registrations = new Tally(_meter, "suyuan.registrations", "{dispute}", "Disputes registered");
        _steps = _meter.CreateCounter<long>("suyuan.steps", description: "Steps of histories written, by act");
        _commands = _meter.CreateCounter<long>("suyuan.commands", description: "Commands answered, by kind, act and outcome");
        _refusals = _meter.CreateCounter<long>("suyuan.refusals", description: "Commands refused, by code");
        _sweepFinds = new Tally(_meter, "suyuan.sweep.finds", "{grain}", "Grains that only the sweep woke; zero in a healthy cluster");
    }

    /// <summary>After a write: what time and people have done with it.</summary>
    public void Written(Written written)
    {
        foreach (var rung in written.Rungs)
            _lateness.Record((rung.FiredAt - rung.DueAt).TotalSeconds, new KeyValuePair<string, object?>("cause", rung.Cause));
        foreach (var step in written.Steps)
            _steps.Add(1, new KeyValuePair<string, object?>("act", step.Act));
    }

    public void Registered() => _registrations.Add(1);

    /// <param name="kind"><c>dispute</c>, or the kind of a matter.</param>
    /// <param name="refused">Null when it was carried out.</param>
    public void Commanded(string kind, string act, Refusal? refused)
    {
        _commands.Add(
            1,
            new KeyValuePair<string, object?>("kind", kind),
            new KeyValuePair<string, object?>("act", act),
            new KeyValuePair<string, object?>("outcome", refused is null ? "done" : "refused"));
        if (refused is not null)
            _refusals.Add(1, new KeyValuePair<string, object?>("code", Kebab.Of(refused.Code)));
    }

    public void Placed(ImmutableArray<NoticeRow> notices, DateTimeOffset at)
    {
        foreach (var notice in notices)
            _inboxLag.Record((at - notice.At).TotalSeconds);
    }

    public void SweepFound(int count) => _sweepFinds.Add(count);

    public void Dispose() => _meter.Dispose();

    private Histogram<double> Seconds(string name, string description) =>
        _meter.CreateHistogram(name, "s", description, tags: null, FromMillisecondsToADay);
}
