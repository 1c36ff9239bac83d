using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Suyuan.Agencies;
using Suyuan.Areas;
using Suyuan.Deadlines;
using Suyuan.Disputes;
using Suyuan.Identity;
using Suyuan.Projection;

namespace Suyuan.Matters;

/// <summary>
/// What is stored for a matter beside the disputes, whatever its kind: who answers for it, where it is, its clocks and the end of
/// its history. A kind adds what is its own, from <c>[Id(100)]</c> on.
/// </summary>
[GenerateSerializer, Alias("matter-state`1")]
internal abstract record MatterState<TSelf> : IProjectedState, IClocked<TSelf>
    where TSelf : MatterState<TSelf>
{
    /// <summary>What a later version stored here and this one does not know: kept while the two stand side by side.</summary>
    [Id(250), JsonExtensionData]
    public Dictionary<string, JsonElement>? Later { get; init; }

    [Id(0)] public string Number { get; init; } = "";

    /// <summary>1 with the first write, one more with each; the storage version and the ETag.</summary>
    [Id(1)] public int Version { get; init; }

    [Id(2)] public AreaCode Area { get; init; }

    /// <summary>The agency that answers for it; there is exactly one.</summary>
    [Id(3)] public AgencyId Lead { get; init; }

    [Id(4)] public string? Category { get; init; }

    [Id(5)] public DateTimeOffset CreatedAt { get; init; }

    [Id(6)] public DateTimeOffset UpdatedAt { get; init; }

    [Id(7)] public ImmutableArray<Clock> Clocks { get; init; } = [];

    [Id(8)] public ImmutableDictionary<string, int> ClockCounts { get; init; } = ImmutableDictionary<string, int>.Empty;

    [Id(9)] public int LastStep { get; init; }

    [Id(10)] public string LastHash { get; init; } = "";

    /// <summary>The rows of this write; replaced by the next.</summary>
    [JsonIgnore]
    [Id(11)] public Written Written { get; init; } = Written.Nothing;

    /// <summary>Latest commands, oldest first, so that a retry is recognised.</summary>
    [Id(12)] public ImmutableArray<RememberedCommand> Remembered { get; init; } = [];

    /// <summary>An instant at which the matter itself has something to do, besides its clocks.</summary>
    [Id(13)] public DateTimeOffset? WakeAt { get; init; }

    /// <summary>What kind of matter it is, as <c>Matters/kinds.csv</c> names it.</summary>
    [JsonIgnore]
    public string Kind => MatterNumber.Parse(Number).Kind;

    [JsonIgnore]
    public bool Exists => Version > 0;

    /// <summary>Where it stands, as <c>Matters/statuses.csv</c> names it.</summary>
    [JsonIgnore]
    public abstract string Place { get; }

    /// <summary>It still has a way to go.</summary>
    [JsonIgnore]
    public abstract bool IsOpen { get; }

    /// <summary>What it is called in a list; no personal data.</summary>
    [JsonIgnore]
    public abstract string Title { get; }

    /// <summary>What others find it by: a dispute's number, a campaign, a key of an employer; or null.</summary>
    [JsonIgnore]
    public virtual string? Subject => null;

    /// <summary>What a list shows of it besides; no personal data.</summary>
    [JsonIgnore]
    public virtual object Listed => new { };

    /// <summary>What a permission looks at.</summary>
    [JsonIgnore]
    public Concern Concern => new(Area, Lead, [Number, .. TakingPart.Select(agency => agency.ToString())]);

    /// <summary>Agencies that have something to do in it besides the lead.</summary>
    protected virtual IEnumerable<AgencyId> TakingPart => [];

    /// <summary>Earliest thing that time alone will do, or null.</summary>
    [JsonIgnore]
    public DateTimeOffset? NextWakeAt => Earlier(Clocks.Min(clock => clock.NextEventAt), WakeAt);

    public TSelf WithClocks(ImmutableArray<Clock> clocks, ImmutableDictionary<string, int> counts) => (TSelf)(this with { Clocks = clocks, ClockCounts = counts });

    public TSelf WithWritten(Written written) => (TSelf)(this with { Written = written });

    public TSelf WithStep(EventRow step) => (TSelf)(this with { LastStep = step.Sequence, LastHash = step.Hash, UpdatedAt = step.At });

    public virtual ProjectedRows Project() => new()
    {
        Matter = new MatterRow(
            Number, Kind, Area.ToString(), Lead.ToString(), Category, Subject, Place, IsOpen, Title, CreatedAt, UpdatedAt,
            Clocks.Where(clock => clock.Status is ClockStatus.Running).Min(clock => (DateTimeOffset?)clock.Due.DueAt), NextWakeAt, Version, HistoryJson.Of(Listed)),
        Events = Written.Steps,
        Notices = Written.Notices,
        Rungs = Written.Rungs,
        Moves = Written.Moves ?? [],
        Clocks = [.. Clocks.Where(clock => Written.Clocks.Contains(clock.Id)).Select(clock => DisputeProjection.Row(Number, clock))],
        Wake = new WakeUp(NextWakeAt),
    };

    private static DateTimeOffset? Earlier(DateTimeOffset? one, DateTimeOffset? other) => one is null || other < one ? other : one;
}
