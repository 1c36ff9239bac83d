using System.Collections.Immutable;

namespace Suyuan.Projection;

/// <summary>What the warning rules and the deduplication of signals ask of the projected tables. One statement each, never a write.</summary>
public interface IWarningReads
{
    /// <summary>Disputes of an area's subtree by area, category and day; both days included.</summary>
    Task<ImmutableArray<DayCount>> Past(string areaPrefix, DateOnly from, DateOnly to, CancellationToken cancellation);

    /// <summary>The same without areas, which are empty in the rows.</summary>
    Task<ImmutableArray<DayCount>> PastTogether(string areaPrefix, DateOnly from, DateOnly to, CancellationToken cancellation);

    /// <summary>What was registered from a day on.</summary>
    Task<ImmutableArray<RecentCount>> Recent(string areaPrefix, DateOnly from, CancellationToken cancellation);

    /// <summary>Open disputes and signals of an area's subtree that were registered since an instant, newest first.</summary>
    Task<ImmutableArray<OpenMark>> OpenMarks(string areaPrefix, DateTimeOffset since, int limit, CancellationToken cancellation);

    /// <summary>Disputes of a period that were incidents: with so many people, or escalated. Oldest first.</summary>
    Task<ImmutableArray<IncidentRow>> Incidents(string areaPrefix, DateTimeOffset from, DateTimeOffset before, int people, int limit, CancellationToken cancellation);

    /// <summary>Open disputes of a red warning's cluster that were not told of it yet, in the order of registration.</summary>
    Task<ImmutableArray<string>> Untold(Cluster cluster, int limit, CancellationToken cancellation);

    /// <summary>Disputes of a period by the door through which they came, and whether a signal became them.</summary>
    Task<ImmutableArray<SourceCount>> Sources(string areaPrefix, DateTimeOffset from, DateTimeOffset before, CancellationToken cancellation);
}

/// <summary>Which disputes a warning tells of: those of its area since a day, about its matter.</summary>
/// <param name="Categories">Empty: any.</param>
/// <param name="Subject">Key of the organisation that they are against; null: any or none.</param>
/// <param name="People">Involved at least; 0: any.</param>
public sealed record Cluster(string Warning, string AreaPrefix, DateTimeOffset From, ImmutableArray<string> Categories, string? Subject, int People);

/// <summary>A mark with what has become of its dispute or signal.</summary>
/// <param name="At">When it was registered or reported.</param>
public sealed record OpenMark(string Number, string Area, string? Category, DateTimeOffset At, string Parties, string Words);

/// <param name="People">0 where nobody said.</param>
public sealed record IncidentRow(string Number, string Area, string? Category, string? Subject, int People, DateTimeOffset At);

/// <param name="FromSignal">A signal became them.</param>
public sealed record SourceCount(string Source, bool FromSignal, long Count);
