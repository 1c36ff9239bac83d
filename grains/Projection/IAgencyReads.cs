using System.Collections.Immutable;

namespace Suyuan.Projection;

/// <summary>What the directory, the daily list and the response table ask of the projected tables. One statement each, never a write.</summary>
public interface IAgencyReads
{
    /// <summary>What these agencies put, in any order; those that put nothing are missing.</summary>
    Task<ImmutableArray<ProfileRow>> Profiles(ImmutableArray<string> agencies, CancellationToken cancellation);

    /// <summary>What agencies put that hold service points, in an area's subtree and straight above it.</summary>
    /// <param name="above">Codes of the areas above.</param>
    Task<ImmutableArray<ProfileRow>> ProfilesWithPoints(string areaPrefix, ImmutableArray<string> above, CancellationToken cancellation);

    /// <summary>Running time limits of ours that an agency holds and that end until an instant.</summary>
    /// <param name="now">Those that ended before are overdue.</param>
    /// <param name="limit">How many are named, by their end.</param>
    Task<Duties> Duties(string agency, DateTimeOffset now, DateTimeOffset until, int limit, CancellationToken cancellation);

    /// <summary>Agencies of an area's subtree that received something or are late, the worst first.</summary>
    Task<ImmutableArray<ResponseRow>> Responses(ResponseFilter filter, CancellationToken cancellation);
}

/// <summary>What an agency says of itself.</summary>
/// <param name="Points">How many service points it holds.</param>
/// <param name="Data">The profile, JSON object text.</param>
[GenerateSerializer, Alias("profile-row")]
public sealed record ProfileRow([property: Id(0)] string Agency, [property: Id(1)] int Version, [property: Id(2)] int Points, [property: Id(3)] string Data);

/// <param name="Overdue">How many there are altogether, as <paramref name="Soon"/>.</param>
public sealed record Duties(int Overdue, int Soon, ImmutableArray<DutyRow> First);

public sealed record DutyRow(string Number, string ClockId, DateTimeOffset DueAt);

/// <param name="From">First instant of the period.</param>
/// <param name="To">First instant after it.</param>
/// <param name="SilenceKinds">Kinds of the notices that a step of silence sends, in the order of the steps.</param>
/// <param name="Limit">Rows at most.</param>
public sealed record ResponseFilter(
    string AreaPrefix, DateTimeOffset From, DateTimeOffset To, DateTimeOffset Now, ImmutableArray<string> SilenceKinds, int Limit);

/// <param name="FurthestStep">Place of the furthest step of silence, from 1; null when there was none.</param>
public sealed record ResponseRow(
    string Agency, int Received, int ToAcknowledge, int InTime, int Late, int Waiting, int Missed, DateTimeOffset? OldestWaiting,
    long? MedianSeconds, long? P90Seconds, int SilenceSteps, int? FurthestStep, int OverdueDuties);
