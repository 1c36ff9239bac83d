using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Orleans.TestingHost;
using Suyuan.Changes;
using Suyuan.Disputes;
using Suyuan.Identity;
using Suyuan.Silo;
using Suyuan.Storage;
using Suyuan.Tests.Changes;
using Suyuan.Tests.Storage;
using Suyuan.Tests.Support;
using Xunit;

namespace Suyuan.Tests.Product;

/// <summary>One law over two silos: what one has taken the other decides by, and the disputes of both follow.</summary>
public sealed class LawOnTwoSilosTests(PostgresServer server) : IAsyncLifetime
{
    private static readonly ActContext Clerk = new(Support.Given.Clerk);

    private static readonly Actor Operator = new("operator-1", Role.Operator);

    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 2, 10, 0, 0, TimeSpan.FromHours(8)));
    private readonly PostgresTestDatabase _database = new(server);
    private InProcessTestCluster _cluster = null!;

    public async ValueTask InitializeAsync()
    {
        _database.Options.ReadWindow = TimeSpan.FromDays(365_000);
        await _database.InitializeAsync();
        var builder = new InProcessTestClusterBuilder(2);
        builder.Options.ServiceId = TestDatabase.Service;
        builder.ConfigureSilo((_, silo) =>
        {
            silo.Services.UseProductClock(_clock);
            silo.AddSuyuanGrains(new WakeUpOptions { RecountBatch = 8 }).AddSuyuanStorage(_database.Opened);
        });
        _cluster = builder.Build();
        await _cluster.DeployAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _cluster.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task A_change_put_on_one_is_in_force_on_the_other_and_the_disputes_of_both_follow()
    {
        var numbers = await Task.WhenAll(Enumerable.Range(0, 24).Select(_ => Petition()));

        var put = await Law.PutCalendar(2027, Draft(), Operator);
        _clock.Advance(TimeSpan.FromSeconds(6));
        await Until(async () => (await Report.Change(put.Value!.Change.Edition)).Value!.Stale == 0
            && _cluster.Silos.All(silo => silo.ServiceProvider.GetRequiredService<LawInForce>().Current.Changes.Edition == 1));

        Assert.Equal(2, _cluster.Silos.Count(silo => silo.ServiceProvider.GetRequiredService<LawInForce>().Current.Calendar.Year(2027)!.Version == "cn-2027.1"));
        var views = await Task.WhenAll(numbers.Select(number => _cluster.Client.Dispute(number).View(Clerk.By)));
        Assert.All(views, view => Assert.Equal("2027-01-05", $"{view!.Clocks.Single(clock => clock.Id == "conclude-1").Due!.End:yyyy-MM-dd}"));
    }

    [Fact]
    public async Task A_silo_that_starts_later_knows_the_law_before_its_first_grain_and_the_run_outlives_the_silo_that_took_it()
    {
        var numbers = await Task.WhenAll(Enumerable.Range(0, 24).Select(_ => Petition()));

        var put = await Law.PutCalendar(2027, Draft(), Operator);
        var late = await _cluster.StartAdditionalSiloAsync();
        await _cluster.KillSiloAsync(_cluster.Silos[1], TestContext.Current.CancellationToken);
        await Until(async () =>
        {
            _clock.Advance(TimeSpan.FromMinutes(1));
            return (await Report.Change(put.Value!.Change.Edition)).Value!.Stale == 0;
        });

        Assert.Equal(1, late.ServiceProvider.GetRequiredService<LawInForce>().Current.Changes.Edition);
        Assert.Equal(24, await _database.Count("select count(distinct number) from clock_move where clock_id = 'conclude-1'"));
        Assert.Equal(24, numbers.Distinct().Count());
    }

    private ILawChangesGrain Law => _cluster.Client.GetGrain<ILawChangesGrain>(GrainKeys.LawChanges);

    private ILawReportGrain Report => _cluster.Client.GetGrain<ILawReportGrain>(0);

    private static CalendarDraft Draft() => new()
    {
        Version = "cn-2027.1",
        Source = Laws.Notice,
        Provisional = false,
        Days = [.. Laws.Year(2027, 1, ("2027-01-04", true)).Days.Select(day => new CalendarDraftDay(day.Date, "off", day.Name, day.NameEn))],
    };

    private async Task<DisputeNumber> Petition()
    {
        var registered = await _cluster.Client.GetGrain<IIntakeGrain>(0).Register(Support.Given.Registration, Clerk);
        var number = registered.Value!.Number;
        await Act(number, new Triage { Category = "VIL", Channel = "petition" }, Clerk.By);
        await Act(number, new Assign { Lead = "510304104-committee" }, Clerk.By);
        await Act(number, new Accept(), Support.Given.Lead);
        return number;
    }

    private async Task Act(DisputeNumber number, DisputeCommand command, Actor by)
    {
        var done = await _cluster.Client.Dispute(number).Act(command, new ActContext(by));
        Assert.True(done.Succeeded, Life.Told(done.Refusal));
    }

    /// <summary>Asks until it is so; each question goes through the cluster, so its own work goes on.</summary>
    private static async Task Until(Func<Task<bool>> so)
    {
        for (var round = 0; round < 2_000 && !await so(); round++)
            await Task.Yield();
    }
}
