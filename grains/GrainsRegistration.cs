using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Suyuan.Agencies;
using Suyuan.Areas;
using Suyuan.Changes;
using Suyuan.Disputes;
using Suyuan.Matters;
using Suyuan.Operations;
using Suyuan.Webhooks;

namespace Suyuan;

/// <summary>What the grains need besides storage: the law book, the numbers of this silo, the wake-up settings, the sweep.</summary>
public static class GrainsRegistration
{
    /// <param name="wakeUp">Already stretched to the speed of the clock.</param>
    /// <param name="standingMeetings">The coordinating body of every area with a standing schedule is set up at start.</param>
    /// <exception cref="DataFileException">A data file is wrong; the message names file, line and field.</exception>
    public static ISiloBuilder AddSuyuanGrains(this ISiloBuilder silo, WakeUpOptions wakeUp, bool standingMeetings = false)
    {
        silo.Services.AddSingleton(LawBook.Load());
        silo.Services.AddSingleton<LawInForce>();
        silo.Services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(services => services.GetRequiredService<LawInForce>());
        silo.Services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(services => new StandingGrains(
            services.GetRequiredService<IGrainFactory>(), wakeUp, standingMeetings, services.GetRequiredService<LawInForce>(), services.GetRequiredService<ILogger<StandingGrains>>()));
        silo.Services.AddSingleton(wakeUp);
        silo.Services.AddSingleton<WakeUpGate>();
        silo.Services.AddSingleton<IOutgoingGrainCallFilter>(services => services.GetRequiredService<WakeUpGate>());
        silo.Services.AddSingleton<NumberDesk>();
        silo.Services.AddSingleton<ProductMeter>();
        silo.Services.AddSingleton<NoticeBell>();
        silo.Services.AddSingleton<MatterTools>();
        silo.Services.AddSingleton<AreaDuties>();
        silo.Services.AddSingleton<WebhookMeter>();
        silo.Services.TryAddSingleton(new KeyRewriting(2_000, TimeSpan.FromSeconds(20)));
        silo.Services.TryAddSingleton(new WebhookOptions());
        silo.Services.TryAddSingleton(services => TargetGuard.Of(services.GetRequiredService<WebhookOptions>().Allow));
        silo.Services.TryAddSingleton(TimeProvider.System);
        silo.AddReminders();
        silo.Configure<ReminderOptions>(options =>
        {
            options.RefreshReminderListPeriod = wakeUp.RefreshPeriod;
            options.ReminderLoadingWindow = wakeUp.LoadingWindow;
        });
        // Reports at zero from the start, not from the first webhook on.
        silo.AddStartupTask((services, _) =>
        {
            services.GetRequiredService<WebhookMeter>();
            return Task.CompletedTask;
        });
        return silo;
    }
}
