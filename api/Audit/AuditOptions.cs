using System.ComponentModel.DataAnnotations;

namespace Suyuan.Audit;

/// <summary>How this process hands on what it saw. Section <c>Audit</c>; the reason for each value is in <c>docs/audit.md</c>.</summary>
internal sealed class AuditOptions
{
    public const string Section = "Audit";

    private const string Bounds = "Audit:{0} must be between {1} and {2}.";

    /// <summary>How long an entry may wait for others. A process that is killed loses what it saw within this time. Default one second.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:01:00", ErrorMessage = Bounds)]
    public TimeSpan FlushEvery { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Entries that go out together, at the latest. Default 500.</summary>
    [Range(1, 2_000, ErrorMessage = Bounds)]
    public int BatchSize { get; set; } = 500;

    /// <summary>Entries kept in memory while the cluster is away; half a kilobyte each. Default 20,000.</summary>
    [Range(100, 1_000_000, ErrorMessage = Bounds)]
    public int Buffer { get; set; } = 20_000;

    /// <summary>How long an answer waits for its entry where none may leave before it. Default five seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:01:00", ErrorMessage = Bounds)]
    public TimeSpan Patience { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Directory for what cannot be delivered before the process ends, or before memory is half full. Default none.</summary>
    public string? Spill { get; set; }

    /// <summary>Most batches in that directory. Default 400.</summary>
    [Range(1, 100_000, ErrorMessage = Bounds)]
    public int SpillBatches { get; set; } = 400;

    /// <summary>
    /// Key under which callers' addresses are hashed, at least 32 characters; the same for all nodes, so that a caller is recognised
    /// across them. Default: another at each start, which recognises him on one node until it stops.
    /// </summary>
    [MinLength(32, ErrorMessage = "Audit:AddressKey must have at least 32 characters.")]
    public string? AddressKey { get; set; }
}
