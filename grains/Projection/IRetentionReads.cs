using System.Collections.Immutable;

namespace Suyuan.Projection;

/// <summary>Questions about what will be erased, and about what may be published.</summary>
public interface IRetentionReads
{
    /// <summary>Cases whose retention ends before an instant, by rule; those that something holds back apart.</summary>
    Task<ImmutableArray<EndingRow>> Ending(string areaPrefix, DateTimeOffset before, CancellationToken cancellation);

    /// <summary>How many were registered in a period, by category, area and quarter; without what no published table may count, and without what was merged.</summary>
    /// <param name="quarters">The first instants of the second, third and fourth quarter.</param>
    Task<ImmutableArray<CountedRow>> Counted(
        string areaPrefix, DateTimeOffset from, DateTimeOffset before, (DateTimeOffset Second, DateTimeOffset Third, DateTimeOffset Fourth) quarters, CancellationToken cancellation);
}

/// <param name="Held">Something held them back when they were last looked at.</param>
/// <param name="First">When the earliest of them ends.</param>
public sealed record EndingRow(string Rule, bool Held, long Count, DateTimeOffset First);

/// <param name="Category">Empty where nobody has said it yet.</param>
/// <param name="Place">Township, or the wider area where the place was not said more closely.</param>
/// <param name="Quarter">1 to 4.</param>
public sealed record CountedRow(string Category, string Place, int Quarter, long Count);
