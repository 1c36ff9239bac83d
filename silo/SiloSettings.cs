using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Net;
using Suyuan.Operations;
using Suyuan.Storage;
using Suyuan.Webhooks;

namespace Suyuan.Silo;

/// <summary>Everything the silo reads from configuration, read once and checked; each fault names its key.</summary>
/// <param name="Clustered">One silo among others, over PostgreSQL; otherwise this process is the whole product.</param>
/// <param name="HostsApi">The API lives in this process. Key <c>Api:Host</c>; by default on one machine, not in a cluster.</param>
/// <param name="Webhooks">How agencies are called; null: as configured by nobody.</param>
/// <param name="StandingMeetings">Joint meetings of every level are planned without anybody's doing. Key <c>Coordination:StandingMeetings</c>; by default they are.</param>
/// <param name="Tuning">How Orleans is set; null: as by default.</param>
/// <param name="Personal">How personal data is kept; null: clear, without keys.</param>
/// <param name="Address">Where other silos and the API nodes reach this one; null: this machine's own first address.</param>
/// <param name="AllowPublicAddress">That may be an address that the internet reaches. Key <c>Cluster:AllowPublicAddress</c>; by default it stops the start.</param>
internal sealed record SiloSettings(
    StorageOptions Storage, WakeUpOptions WakeUp, bool Clustered, bool HostsApi, string ServiceId, string ClusterId, int SiloPort, int GatewayPort,
    IPAddress? Address = null, WebhookOptions? Webhooks = null, bool StandingMeetings = false, ClusterTuning? Tuning = null, PersonalOptions? Personal = null,
    bool AllowPublicAddress = false)
{
    /// <exception cref="StorageStartException">One sentence that names the key.</exception>
    public static SiloSettings From(IConfiguration configuration, IHostEnvironment environment)
    {
        var storage = StorageOptions.From(configuration);
        var single = storage.Dialect is StorageDialect.Sqlite;
        // A rehearsal over PostgreSQL needs the fast clock too; nobody's real deadlines run in Development.
        if (!single && storage.Speed != 1 && !environment.IsDevelopment())
            throw new StorageStartException("Clock:Speed is for one machine (Cluster:Mode Single); a cluster runs on real time.");
        var wakeUp = ReadWakeUp(configuration).At(storage.Speed);
        storage.RetryPeriod = wakeUp.RetryPeriod;
        // A reminder is read at the refresh before it comes due; clocks of silos and database may differ by a little.
        storage.ReadWindow = wakeUp.LoadingWindow + wakeUp.RefreshPeriod + wakeUp.RetryPeriod;
        return new SiloSettings(
            storage,
            wakeUp,
            !single,
            Flag(configuration, "Api:Host", single),
            configuration["Cluster:ServiceId"] ?? "suyuan",
            configuration["Cluster:ClusterId"] ?? (single ? "single" : throw new StorageStartException("Cluster:ClusterId is missing: it names the cluster that this silo joins.")),
            Port(configuration, "Cluster:SiloPort", 11111),
            Port(configuration, "Cluster:GatewayPort", 30000),
            ReadAddress(configuration),
            WebhookSettings.From(configuration).At(storage.Speed),
            Flag(configuration, "Coordination:StandingMeetings", true),
            ClusterTuning.From(configuration),
            PersonalOptions.From(configuration, environment, storage.Path),
            Flag(configuration, ClusterNetwork.Setting, false));
    }

    private static WakeUpOptions ReadWakeUp(IConfiguration configuration)
    {
        var options = new WakeUpOptions();
        try
        {
            configuration.GetSection(WakeUpOptions.Section).Bind(options);
        }
        catch (InvalidOperationException badValue)
        {
            throw new StorageStartException(badValue.Message, badValue);
        }

        var faults = new List<ValidationResult>();
        if (!Validator.TryValidateObject(options, new ValidationContext(options), faults, validateAllProperties: true))
            throw new StorageStartException($"{WakeUpOptions.Section}:{faults[0].MemberNames.First()} is out of range: {faults[0].ErrorMessage}");
        return options.LoadingWindow >= options.RefreshPeriod * 2
            ? options
            : throw new StorageStartException($"{WakeUpOptions.Section}:LoadingWindow must be at least twice {WakeUpOptions.Section}:RefreshPeriod.");
    }

    private static bool Flag(IConfiguration configuration, string key, bool otherwise) =>
        configuration[key] is not { } text ? otherwise
        : bool.TryParse(text, out var flag) ? flag
        : throw new StorageStartException($"{key} must be true or false.");

    private static IPAddress? ReadAddress(IConfiguration configuration) => configuration["Cluster:Address"] switch
    {
        null => IPAddress.Loopback,
        "auto" => null,
        // All addresses are none that others could be told.
        var text when IPAddress.TryParse(text, out var address) && !address.Equals(IPAddress.Any) && !address.Equals(IPAddress.IPv6Any) => address,
        _ => throw new StorageStartException("Cluster:Address must be one IP address of this machine, or auto."),
    };

    private static int Port(IConfiguration configuration, string key, int otherwise) =>
        configuration[key] is not { } text ? otherwise
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and <= 65_535 ? port
        : throw new StorageStartException($"{key} must be a port, 1 to 65535.");
}
