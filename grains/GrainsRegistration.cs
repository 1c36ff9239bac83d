using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Suyuan.Agencies;
using Suyuan.Areas;
using Suyuan.Changes;
using Suyuan.Deadlines;
using Suyuan.Disputes;
using Suyuan.Matters;
using Suyuan.Meetings;
using Suyuan.Operations;
using Suyuan.Warnings;
using Suyuan.Webhooks;

namespace Suyuan;

/// <summary>What the grains need besides storage: the law book, the numbers of this silo, the wake-up settings, the sweep.</summary>
public static class GrainsRegistration
{
    /// <summary>A start must not wait for one body after the other.</summary>
    private const int BodiesAtOnce = 16;

    /// <param name="wakeUp">Already stretched to the speed of the clock.</param>
    /// <param name="standingMeetings">The coordinating body of every area with a standing schedule is set up at start.</param>
    /// <exception cref="DataFileException">A data file is wrong; the message names file, line and field.</exception>
    public static ISiloBuilder AddSuyuanGrains(this ISiloBuilder silo, WakeUpOptions wakeUp, bool standingMeetings = false)
    {
        silo.Services.AddSingleton(LawBook.Load());
        silo.Services.AddSingleton<LawInForce>();
        silo.Services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(services => services.GetRequiredService<LawInForce>());
        silo.Services.AddSingleton(wakeUp);
        silo.Services.AddSingleton<NumberDesk>();
        silo.Services.AddSingleton<ProductMeter>();
        silo.Services.AddSingleton<NoticeBell>();
        silo.Services.AddSingleton<MatterTools>();
        silo.Services.AddSingleton<AreaDuties>();
        silo.Services.AddSingleton<WebhookMeter>();
        silo.Services.TryAddSingleton(new WebhookOptions());
        silo.Services.TryAddSingleton(services => TargetGuard.Of(services.GetRequiredService<WebhookOptions>().Allow));
        silo.Services.TryAddSingleton(TimeProvider.System);
        silo.AddReminders();
        silo.Configure<ReminderOptions>(options =>
        {
            options.RefreshReminderListPeriod = wakeUp.RefreshPeriod;
            options.ReminderLoadingWindow = wakeUp.LoadingWindow;
        });
        silo.AddStartupTask(async (services, _) =>
        {
            // Reports at zero from the start, not from the first webhook on.
            services.GetRequiredService<WebhookMeter>();
            var grains = services.GetRequiredService<IGrainFactory>();
            for (var shard = 0; shard < wakeUp.SweepShards; shard++)
            {
                await grains.GetGrain<ISweepGrain>(GrainKeys.Sweep(shard)).Start();
                await grains.GetGrain<IRecountGrain>(GrainKeys.Recount(shard)).Start();
            }

            var law = LawBook.Load();
            foreach (var area in law.Areas.All.Where(area => area.Level is AreaLevel.County or AreaLevel.City))
                await grains.GetGrain<IWarningWatchGrain>(GrainKeys.WarningWatch(area.Code)).Start();
            if (standingMeetings)
                foreach (var some in law.Areas.All.Where(area => law.Meetings.Of(area.Level) is not null).Chunk(BodiesAtOnce))
                    await Task.WhenAll(some.Select(area => grains.Matter<ICoordinatingBodyGrain>(CoordinatingBodyState.NumberOf(area.Code)).Stand()));
        });
        return silo;
    }
}
