using Orleans.Configuration;
using Orleans.Runtime.Hosting;
using Orleans.Storage;
using Suyuan.Projection;

namespace Suyuan.Storage;

internal static class StorageRegistration
{
    /// <summary>Orleans' own provider, behind ours; nobody else asks for it by name.</summary>
    public const string PlainProvider = "suyuan-rows";

    /// <summary>Grain storage, reminders and read model of a silo over an opened database.</summary>
    public static ISiloBuilder AddSuyuanStorage(this ISiloBuilder silo, ProductDatabase database)
    {
        var services = silo.Services;
        services.AddSingleton(database);
        services.AddSingleton<FreshKeys>();
        services.AddSingleton<IReadModel, ReadModel>();
        services.AddSingleton<ILawChangeReads, LawChangeReads>();
        services.AddSingleton<IInboxReads, InboxReads>();
        services.AddSingleton<IAgencyReads, AgencyReads>();
        services.AddSingleton<IWebhookReads, WebhookReads>();
        services.AddSingleton<IMatterReads, MatterReads>();
        services.AddSingleton<IAreaReads, AreaReads>();
        services.AddSingleton<IRetentionReads, RetentionReads>();
        services.AddSingleton<IWarningReads, WarningReads>();
        services.AddSingleton<IAuditReads, AuditReads>();
        services.AddSingleton(new StateSerializer(database.Personal));
        services.AddSingleton<IPersonalStore, PersonalStore>();
        services.AddSingleton<OutageSignal>();
        services.AddSingleton(Writer);
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<CombinedReads>(
            provider, Watched(provider, database), database.Options));
        services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>, WriterLifecycle>();
        services.AddGrainStorage(StorageNames.Provider, (provider, _) => ActivatorUtilities.CreateInstance<ProjectingGrainStorage>(
            provider, provider.GetRequiredKeyedService<IGrainStorage>(PlainProvider), provider.GetRequiredService<StateSerializer>()));

        silo.AddAdoNetGrainStorage(PlainProvider, (AdoNetGrainStorageOptions options) =>
        {
            options.Invariant = database.Invariant;
            options.DataSource = database.States;
            options.GrainStorageSerializer = new StateSerializer(database.Personal);
        });
        silo.UseAdoNetReminderService((AdoNetReminderTableOptions options) =>
        {
            options.Invariant = database.Invariant;
            options.DataSource = database.Reminders;
        });
        return silo;
    }

    /// <summary>
    /// How often a silo looks into the membership table by itself. One that was cut off from the others, and was declared dead, goes on
    /// answering from memory until it has looked: readings may be so old, and no older. Orleans' own is a minute.
    /// </summary>
    private static readonly TimeSpan MembershipRefresh = TimeSpan.FromSeconds(5);

    /// <summary>Membership in the same database; PostgreSQL only.</summary>
    public static ISiloBuilder UseSuyuanClustering(this ISiloBuilder silo, ProductDatabase database) => silo
        .Configure<ClusterMembershipOptions>(options => options.TableRefreshTimeout = MembershipRefresh)
        .ConfigureServices(services => services.AddSingleton(Fence))
        .UseAdoNetClustering((AdoNetClusteringSiloOptions options) =>
        {
            options.Invariant = database.Invariant;
            options.DataSource = database.Clustering
                ?? throw new StorageStartException("Cluster:Mode: a cluster needs PostgreSQL; SQLite serves one process.");
        });

    private static SiloFence Fence(IServiceProvider provider)
    {
        var self = provider.GetRequiredService<ILocalSiloDetails>();
        var at = self.SiloAddress.Endpoint;
        return new SiloFence(self.ClusterId, at.Address.ToString(), at.Port, self.SiloAddress.Generation);
    }

    private static IStateWriter Writer(IServiceProvider provider)
    {
        var database = provider.GetRequiredService<ProductDatabase>();
        var writer = Watched(provider, database);
        return database.Options.GroupCommit
            ? new GroupCommit(writer, database.Options, provider.GetRequiredService<ILogger<GroupCommit>>())
            : new SingleCommit(writer, provider.GetRequiredService<ILogger<SingleCommit>>());
    }

    private static WatchedWriter Watched(IServiceProvider provider, ProductDatabase database) =>
        new(database.CreateWriter(ServiceId(provider), provider.GetService<SiloFence>()), provider.GetRequiredService<OutageSignal>());

    private static string ServiceId(IServiceProvider provider) =>
        provider.GetRequiredService<Microsoft.Extensions.Options.IOptions<ClusterOptions>>().Value.ServiceId;

    // The last to stop: grains may write until the moment they are gone.
    private sealed class WriterLifecycle(IStateWriter writer) : ILifecycleParticipant<ISiloLifecycle>
    {
        public void Participate(ISiloLifecycle lifecycle) => lifecycle.Subscribe(
            nameof(GroupCommit), ServiceLifecycleStage.RuntimeInitialize, _ => Task.CompletedTask, _ => writer.Stop());
    }
}
