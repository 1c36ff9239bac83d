using System.Collections.Immutable;
using Suyuan.Agencies;
using Suyuan.Areas;
using Suyuan.Projection;

namespace Suyuan.Disputes;

/// <summary>
/// What clocks run on: a dispute, or a matter beside the disputes. One clockwork, one ladder and one way of writing history
/// serve them all.
/// </summary>
internal interface IClocked<TSelf>
    where TSelf : IClocked<TSelf>
{
    string Number { get; }

    AreaCode Area { get; }

    string? Category { get; }

    /// <summary>The agency that answers for it; there is exactly one.</summary>
    AgencyId Lead { get; }

    /// <summary>Where it stands in its life, as the history says it: the stage of a dispute, the status of a matter.</summary>
    string Place { get; }

    /// <summary>Open clocks, and of each key the last that ended.</summary>
    ImmutableArray<Clock> Clocks { get; }

    /// <summary>How many clocks each key has had, for their ids.</summary>
    ImmutableDictionary<string, int> ClockCounts { get; }

    /// <summary>Sequence and hash of the last step of the history.</summary>
    int LastStep { get; }

    string LastHash { get; }

    /// <summary>The rows of this write.</summary>
    Written Written { get; }

    TSelf WithClocks(ImmutableArray<Clock> clocks, ImmutableDictionary<string, int> counts);

    TSelf WithWritten(Written written);

    TSelf WithStep(EventRow step);
}
