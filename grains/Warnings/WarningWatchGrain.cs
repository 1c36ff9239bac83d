using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Suyuan.Areas;
using Suyuan.Changes;
using Suyuan.Identity;
using Suyuan.Matters;
using Suyuan.Projection;
using Suyuan.Screenings;

namespace Suyuan.Warnings;

/// <summary>
/// Looks at the counts of one county, or of the whole city. It reads indexed rows and never stands in the way of a registration:
/// registering knows nothing of it. When nothing has moved it decides nothing.
/// </summary>
[GrainType("warning-watch")]
internal sealed class WarningWatchGrain(
    [PersistentState(StorageNames.WarningWatchState, StorageNames.Provider)] IPersistentState<WarningWatchState> stored,
    IWarningReads reads,
    IMatterReads matters,
    LawInForce law,
    WakeUpOptions wakeUp,
    TimeProvider clock,
    ILogger<WarningWatchGrain> logger)
    : Grain, IWarningWatchGrain, IRemindable
{
    private Watched? _watched;
    private (DateOnly Day, Baseline? Baseline)? _usual;
    private int? _lastSeen;

    private AreaCode Area => AreaCode.Parse(GrainKeys.Identity(GrainKeys.Identity(this.GetPrimaryKeyString())));

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        // A clock that runs faster stretches the retry period, and with it this.
        var every = TimeSpan.FromTicks(Math.Max(law.Current.Warnings.WatchEvery.Ticks, wakeUp.RetryPeriod.Ticks / 2));
        this.RegisterGrainTimer(static watch => watch.Look(), this, every, every);
        return Task.CompletedTask;
    }

    public async Task Start()
    {
        if (await this.GetReminder(StorageNames.WakeUp) is null)
            await this.RegisterOrUpdateReminder(StorageNames.WakeUp, wakeUp.RetryPeriod, wakeUp.RetryPeriod);
    }

    public Task ReceiveReminder(string reminderName, TickStatus status) => Look();

    public async Task<int> Look()
    {
        var (book, today) = (law.Current, Moment.Now(clock).Day);
        var policy = book.Warnings;
        var watched = Areas(book);
        var recent = await reads.Recent(AreaTree.PrefixOf(Area), today.AddDays(1 - policy.RecentDays), CancellationToken.None);
        var warnings = await Warnings(book, today);
        var seen = Seen(recent, warnings, today);
        if (seen == _lastSeen)
            return 0;
        var told = warnings.Select(warning => warning.Told).ToImmutableArray();
        var raised = 0;
        foreach (var finding in new WarningScan(watched, await Usual(book, today), recent, today, policy).Look(told))
        {
            if (warnings.Any(known => known.Told.IsOpen && known.Told.Key == finding.Key && known.Level >= finding.Level))
                continue;
            await Raise(finding);
            raised++;
        }

        if (raised > 0)
            warnings = await Warnings(book, today);
        var untold = 0;
        foreach (var red in warnings.Where(known => known is { Level: WarningLevel.Red, Told.IsOpen: true } && IsOwn(known.Told.Area)))
            untold += await GrainFactory.Matter<IWarningGrain>(MatterNumber.Parse(red.Number)).TellDisputes();
        _lastSeen = raised + untold == 0 ? seen : null;
        return raised;
    }

    public async Task<Result<ImmutableArray<HotField>>> HotFields(AreaCode area, Identity.Actor by)
    {
        var (book, today) = (law.Current, Moment.Now(clock).Day);
        if (book.RefusesArea("hot-field/read", by, area) is { } refused)
            return refused;
        var watched = Areas(book);
        var place = watched.Areas.IndexOf(area);
        if (place < 0)
        {
            DeactivateOnIdle();
            return Refusal.Because(RefusalCode.UnknownArea, new Fact("area", area.ToString()));
        }

        var recent = await reads.Recent(AreaTree.PrefixOf(area), today.AddDays(1 - book.Warnings.Windows[^1]), CancellationToken.None);
        var counted = HotFieldTable.Of(watched, place, await Usual(book, today), recent, today, book);
        return HotFieldTable.WithNamed(counted, area, today, await Screenings(book, today), book);
    }

    /// <summary>Campaigns of the last year, wherever they were ordered: one of the city may cover a village.</summary>
    private async Task<ImmutableArray<ScreeningListed>> Screenings(LawBook book, DateOnly today)
    {
        if (!book.HotFields.In(today).Any())
            return [];
        var filter = new MatterFilter(ScreeningState.KindName) { AreaPrefix = AreaTree.PrefixOf(book.Areas.City.Code), CreatedFrom = Moment.StartOf(today.AddDays(-366)) };
        return [.. (await matters.All(filter)).Select(row => HistoryJson.Read<ScreeningListed>(row.Data))];
    }

    /// <summary>What lies in one county is that county's; what goes across is the city's.</summary>
    private bool IsOwn(AreaCode area) => area.Level is AreaLevel.City ? Area.Level is AreaLevel.City : Area.Level is AreaLevel.County && area.IsWithin(Area);

    private Watched Areas(LawBook book) => _watched ??= new Watched(book.Areas, Area, book.Routing.Categories.Select(category => category.Code));

    /// <summary>Open warnings of the whole city, and those lifted so lately that what they told of may still be counted.</summary>
    private async Task<ImmutableArray<(Told Told, WarningLevel Level, string Number)>> Warnings(LawBook book, DateOnly today)
    {
        var since = today.AddDays(-book.Warnings.RecentDays);
        var filter = new MatterFilter(WarningNumbers.Kind) { AreaPrefix = AreaTree.PrefixOf(book.Areas.City.Code) };
        var open = await matters.All(filter with { Open = true });
        var lifted = await matters.All(filter with { Open = false, CreatedFrom = Moment.StartOf(since.AddYears(-1)) });
        return
        [
            .. from row in open.Concat(lifted)
               let listed = HistoryJson.Read<WarningListed>(row.Data)
               let until = listed.LiftedAt is { } at ? new Moment(at).Day : (DateOnly?)null
               where until is null || until >= since
               select (new Told(listed.Rule, AreaCode.Parse(row.Area), row.Category, row.Subject, listed.From, until), listed.Level, row.Number),
        ];
    }

    private async Task<Baseline?> Usual(LawBook book, DateOnly today)
    {
        if (_usual is not { } usual || usual.Day != today)
        {
            var (from, to) = Baseline.PastOf(today, book.Warnings);
            var past = await reads.Past(AreaTree.PrefixOf(Area), from, to, CancellationToken.None);
            var city = await reads.PastTogether(AreaTree.PrefixOf(book.Areas.City.Code), from, to, CancellationToken.None);
            _usual = usual = (today, Baseline.Of(Areas(book), past, city, today, book.Calendar, book.Warnings));
        }

        return usual.Baseline;
    }

    private async Task Raise(Finding finding)
    {
        var ordinal = Math.Max(1, stored.State.Ordinals.GetValueOrDefault(finding.Key));
        while (true)
        {
            if (stored.State.Ordinals.GetValueOrDefault(finding.Key) < ordinal)
                await this.Commit(stored, stored.State with { Ordinals = stored.State.Ordinals.SetItem(finding.Key, ordinal) });
            var number = WarningNumbers.Of(Area, finding.Key, ordinal);
            if (await GrainFactory.Matter<IWarningGrain>(number).Raise(finding.AsCommand))
            {
                var raised = number.ToString();
                logger.WarningRaised(raised, finding.Rule, finding.Level, finding.Count);
                return;
            }

            ordinal++;
        }
    }

    /// <summary>The same when nothing has moved, whatever the order of the rows.</summary>
    private static int Seen(ImmutableArray<RecentCount> recent, ImmutableArray<(Told Told, WarningLevel Level, string Number)> warnings, DateOnly today)
    {
        var sum = today.DayNumber;
        foreach (var row in recent)
            sum = unchecked(sum + HashCode.Combine(row.Area, row.Category, row.Day, row.Subject, row.Count, row.People));
        foreach (var warning in warnings)
            sum = unchecked(sum + warning.GetHashCode());
        return sum;
    }
}
