using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using Suyuan.Agencies;
using Suyuan.Areas;
using Suyuan.Disputes;
using Suyuan.Matters;
using Suyuan.Webhooks;

namespace Suyuan;

/// <summary>
/// The one place that makes grain keys. Keys are prefixed, always: the ADO.NET provider reads a bare <c>00123</c> as a
/// number and would give it the same row as <c>123</c>.
/// </summary>
public static class GrainKeys
{
    private static readonly ConditionalWeakTable<IGrainFactory, ConcurrentDictionary<Type, (GrainType Grain, GrainInterfaceType Interface)>> Interfaces = new();

    /// <summary>There is one law, so there is one grain that changes it.</summary>
    public const string LawChanges = "law-changes";

    /// <summary>One for the whole cluster brings values under the active key.</summary>
    public const string Keys = "keys-personal";

    private const string LockoutOfNumbers = "lockout-number-";

    public static string Of(DisputeNumber number) => $"dispute-{number}";

    public static string Of(AreaCode area) => $"area-{area}";

    public static string Of(AgencyId agency) => $"agency-{agency}";

    public static string Webhook(AgencyId agency, int webhook) => string.Create(CultureInfo.InvariantCulture, $"webhook-{agency}-{webhook}");

    public static string Sweep(int shard) => $"sweep-{shard}";

    /// <summary>The chain of what was seen in a county, or in the city as a whole.</summary>
    public static string AuditOf(AreaCode county) => $"audit-{county}";

    public static string WarningWatch(AreaCode area) => $"warning-watch-{area}";

    /// <summary>The desk of the township in which the area lies, or of the area itself where it is wider.</summary>
    public static string SignalDesk(AreaCode area) => $"signal-desk-{(area.ToString() is { Length: > 9 } within ? within[..9] : area)}";

    public static string LockoutOf(DisputeNumber number) => $"{LockoutOfNumbers}{number}";

    /// <summary>The address itself is nobody's to read off a key.</summary>
    public static string LockoutOfAddress(string address) => $"lockout-address-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(address)))}";

    /// <summary>Of the two kinds of lockouts, a number's.</summary>
    public static bool IsOfNumber(string lockout) => lockout.StartsWith(LockoutOfNumbers, StringComparison.Ordinal);

    public static string Recount(int shard) => $"recount-{shard}";

    public static IDisputeGrain Dispute(this IGrainFactory grains, DisputeNumber number) =>
        grains.Known<IDisputeGrain>(Of(number));

    public static IAreaGrain Area(this IGrainFactory grains, AreaCode area) => grains.Known<IAreaGrain>(Of(area));

    public static IAgencyGrain Agency(this IGrainFactory grains, AgencyId agency) => grains.Known<IAgencyGrain>(Of(agency));

    public static IWebhookGrain Webhook(this IGrainFactory grains, AgencyId agency, int webhook) => grains.GetGrain<IWebhookGrain>(Webhook(agency, webhook));

    /// <summary>What an area has put for itself.</summary>
    public static IAreaDutyGrain AreaDuty(this IGrainFactory grains, AreaCode area) =>
        grains.Matter<IAreaDutyGrain>(MatterNumber.Of("area-duty", area.ToString()));

    /// <summary>A matter of whatever kind: its kind is its grain's type.</summary>
    public static IMatterGrain Matter(this IGrainFactory grains, MatterNumber number) => grains.Matter<IMatterGrain>(number);

    /// <summary>A matter by the interface of its kind.</summary>
    public static T Matter<T>(this IGrainFactory grains, MatterNumber number)
        where T : IMatterGrain => grains.GetGrain<T>(GrainId.Create(number.Kind, number.ToString()));

    /// <summary>Agency and number that a webhook's key was made from.</summary>
    public static (AgencyId Agency, int Webhook) WebhookOf(string key)
    {
        var identity = Identity(key);
        var hyphen = identity.LastIndexOf('-');
        return (AgencyId.Parse(identity[..hyphen]), int.Parse(identity.AsSpan(hyphen + 1), NumberStyles.None, CultureInfo.InvariantCulture));
    }

    /// <summary>
    /// A reference without asking the interface's attributes again: Orleans reads them by reflection at every <c>GetGrain</c>,
    /// which costs more than the reference.
    /// </summary>
    private static T Known<T>(this IGrainFactory grains, string key)
        where T : class, IGrainWithStringKey
    {
        // Each cluster knows its own interfaces: a client that is not connected yet knows none, and says so here.
        var known = Interfaces.GetOrCreateValue(grains);
        if (!known.TryGetValue(typeof(T), out var one))
        {
            var first = grains.GetGrain<T>(key);
            known[typeof(T)] = (first.GetGrainId().Type, ((GrainReference)(object)first).InterfaceType);
            return first;
        }

        return (T)grains.GetGrain(GrainId.Create(one.Grain, key), one.Interface);
    }

    /// <summary>The number or code that a key was made from.</summary>
    public static string Identity(string key) => key[(key.IndexOf('-', StringComparison.Ordinal) + 1)..];
}
