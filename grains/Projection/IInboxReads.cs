using System.Collections.Immutable;

namespace Suyuan.Projection;

/// <summary>What agencies ask of the table of notices. One consistent snapshot each, never a write.</summary>
public interface IInboxReads
{
    /// <summary>Notices of an agency that have no place in its inbox yet, oldest first.</summary>
    Task<ImmutableArray<NoticeRow>> Waiting(string agency, int limit, CancellationToken cancellation);

    /// <summary>Agencies for which a notice has waited since before an instant: what the bell has missed.</summary>
    Task<ImmutableArray<string>> AgenciesWaiting(DateTimeOffset before, int limit, CancellationToken cancellation);

    Task<ImmutableArray<InboxRow>> Inbox(InboxFilter filter, CancellationToken cancellation);

    /// <summary>Ids of notices that nobody acknowledged, up to a sequence, oldest first.</summary>
    Task<ImmutableArray<string>> UnacknowledgedUpTo(string agency, long sequence, int limit, CancellationToken cancellation);

    /// <summary>Of these sequences, the ids of those that nobody acknowledged.</summary>
    Task<ImmutableArray<string>> Unacknowledged(string agency, ImmutableArray<long> sequences, CancellationToken cancellation);

    /// <summary>What still waits for a person, leaving out the notices just being acknowledged.</summary>
    Task<Unanswered> Unanswered(string agency, ImmutableArray<string> except, CancellationToken cancellation);
}

/// <param name="After">Sequence after which to read.</param>
public sealed record InboxFilter(string Agency, long After, int Limit, bool Unacknowledged, string? Kind, string? Severity);

/// <summary>A notice in its place.</summary>
public sealed record InboxRow(
    NoticeRow Notice, long Sequence, DateTimeOffset TakenAt, DateTimeOffset? AcknowledgeBy, DateTimeOffset? AcknowledgedAt, string? AcknowledgedBy);

/// <param name="Count">Notices that have to be acknowledged and are not.</param>
/// <param name="Earliest">First of their limits; null when there are none.</param>
public sealed record Unanswered(int Count, DateTimeOffset? Earliest);
