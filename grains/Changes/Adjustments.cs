using System.Collections.Immutable;
using Suyuan.Deadlines;

namespace Suyuan.Changes;

/// <summary>What happened to one count besides its rule, as the clock's row keeps it: enough to count it again, and nobody's words.</summary>
internal sealed record Adjustments
{
    public ImmutableArray<AddedTime>? Extensions { get; init; }

    public ImmutableArray<TimeOut>? Excluded { get; init; }

    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>JSON object text; empty when nothing happened.</summary>
    public static string TextOf(DueDate due) => due is { Extensions.IsEmpty: true, Excluded.IsEmpty: true, NotBefore: null }
        ? ""
        : HistoryJson.Of(new Adjustments
        {
            Extensions = due.Extensions.IsEmpty ? null : [.. due.Extensions.Select(extension => new AddedTime(extension.Length, extension.Unit))],
            Excluded = due.Excluded.IsEmpty ? null : [.. due.Excluded.Select(interval => new TimeOut(interval.From, interval.To))],
            NotBefore = due.NotBefore,
        });

    /// <param name="text">Null on a row that an earlier version wrote: then nothing is known, which shows when it is counted.</param>
    public static Adjustments Read(string? text) => string.IsNullOrEmpty(text) ? new Adjustments() : HistoryJson.Read<Adjustments>(text);

    public ImmutableArray<Extension> ExtensionsCounted => [.. (Extensions ?? []).Select(added => new Extension(added.Length, added.Unit, "", ""))];

    public ImmutableArray<ExcludedInterval> ExcludedCounted => [.. (Excluded ?? []).Select(span => new ExcludedInterval(span.From, span.To, ""))];
}

internal sealed record AddedTime(int Length, PeriodUnit Unit);

/// <summary>Both days are inside it.</summary>
internal sealed record TimeOut(DateOnly From, DateOnly To);
