using System.Collections.Immutable;
using Microsoft.AspNetCore.Authorization;

namespace Suyuan.Identity;

/// <summary>
/// Which role may knock at which kind of address. What a role may do to a particular dispute is decided where the
/// dispute is.
/// </summary>
internal static class Access
{
    /// <summary>Disputes, their clocks and histories.</summary>
    public const string ReadDisputes = "read-disputes";

    /// <summary>Registering, and every command.</summary>
    public const string Act = "act";

    /// <summary>Proofs of the ledger: counts and hashes, no content.</summary>
    public const string ReadLedger = "read-ledger";

    /// <summary>Inboxes of agencies; whose is decided where the inbox is.</summary>
    public const string ReadInbox = "read-inbox";

    /// <summary>Webhooks of agencies: their leaders, and who runs the system; whose is decided where they are.</summary>
    public const string ManageWebhooks = "manage-webhooks";

    /// <summary>Rules, calendars, areas, routing.</summary>
    public const string ReadLaw = "read-law";

    /// <summary>Putting calendars and rules into force, and trying what they would do.</summary>
    public const string ChangeLaw = "change-law";

    /// <summary>What an agency says of itself; of which agency is decided where it is kept.</summary>
    public const string KeepDirectory = "keep-directory";

    /// <summary>Supervision orders: issuing, requesting, replying; who may do what to which is decided where the order is.</summary>
    public const string Supervise = "supervise";

    /// <summary>Major decisions and their assessment; who may do what to which is decided where the assessment is.</summary>
    public const string AssessDecisions = "assess-decisions";

    /// <summary>Who answers and who does not, agency by agency.</summary>
    public const string ReadResponse = "read-response";

    /// <summary>Grids and duties of areas; of which area is decided where they are kept.</summary>
    public const string KeepAreas = "keep-areas";

    /// <summary>The list of mediators; public where it is put before the parties.</summary>
    public const string ReadMediators = "read-mediators";

    /// <summary>Entering mediators; whose is decided where they are kept.</summary>
    public const string KeepMediators = "keep-mediators";

    /// <summary>Looking into the cluster itself: silos, grains, calls. Shows no content of any case.</summary>
    public const string RunSystem = "run-system";

    private static readonly ImmutableArray<Role> Everyone = [.. Enum.GetValues<Role>().Where(Actors.CanBeHeld)];

    public static readonly IReadOnlyDictionary<string, ImmutableArray<Role>> Table = new Dictionary<string, ImmutableArray<Role>>
    {
        [ReadDisputes] = Everyone.Remove(Role.Operator),
        [Act] = Everyone.RemoveRange([Role.Operator, Role.Supervisor]),
        [ReadLedger] = Everyone,
        [ReadInbox] = Everyone.Remove(Role.Operator),
        [ManageWebhooks] = [Role.Leader, Role.Operator],
        [ReadLaw] = Everyone,
        [ChangeLaw] = [Role.Operator],
        [KeepDirectory] = [Role.Leader, Role.Coordinator, Role.Operator],
        [KeepAreas] = [Role.Leader, Role.Coordinator, Role.Operator],
        [Supervise] = [Role.Handler, Role.Leader, Role.Coordinator, Role.Court, Role.Supervisor],
        [AssessDecisions] = [Role.Handler, Role.Leader, Role.Coordinator, Role.Court],
        [ReadMediators] = Everyone,
        [KeepMediators] = [Role.Clerk, Role.Handler, Role.Leader, Role.Coordinator],
        [RunSystem] = [Role.Operator],
        [ReadResponse] = [Role.Leader, Role.Coordinator, Role.Supervisor],
    };

    public static void AddPolicies(AuthorizationOptions options)
    {
        foreach (var (name, roles) in Table)
            options.AddPolicy(name, policy => policy
                .RequireAuthenticatedUser()
                .RequireAssertion(context => Actors.TryFrom(context.User) is { } actor && roles.Contains(actor.Role)));
    }
}
