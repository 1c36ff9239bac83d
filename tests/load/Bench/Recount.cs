using System.Diagnostics;
using System.Globalization;
using HdrHistogram;
using Suyuan.Areas;
using Suyuan.Changes;
using Suyuan.Disputes;
using Suyuan.Identity;
using Suyuan.Load.Product;

namespace Suyuan.Load.Bench;

/// <summary>
/// A calendar is put while others work: how fast the open clocks follow, what it costs, and what those others feel of it.
/// In one process without HTTP; callers, silo and database share the machine.
/// </summary>
internal sealed class Recount(RecountOptions options, TextWriter output)
{
    private const long LongestMicroseconds = 600_000_000;

    private static readonly Actor Clerk = new("clerk", Role.Clerk);

    private static readonly Actor Operator = new("operator", Role.Operator);

    private static readonly LawBook Law = LawBook.Load();

    public async Task Run(CancellationToken cancellation)
    {
        await using var place = await ProductPlace.Make(options.Postgres, keep: false, cancellation);
        await using var silo = await BenchSilo.Start(place, cancellation);
        var villages = Law.Areas.All.Where(area => area.Level is AreaLevel.Village).DistinctBy(area => area.Code.County).Take(2).ToArray();
        var watch = Stopwatch.StartNew();
        var open = await SeededDisputes.Write(silo.Writer, villages[0].Code.ToString(), options.Clocks, Moment.Now(TimeProvider.System), cancellation);
        await output.WriteLineAsync($"{(place.IsPostgres ? "PostgreSQL" : "SQLite")}: {open} open clocks written in {watch.Elapsed.TotalSeconds:0.0} s; {options.Callers} callers register and command");

        var numbers = await Task.WhenAll(Enumerable.Range(0, options.Callers).Select(caller => Register(silo, villages[1].Code, $"seed-{caller}")));
        foreach (var number in numbers)
            foreach (var command in (DisputeCommand[])[new Triage { Category = "NEI" }, new Assign()])
                Succeeded(await silo.Grains.Dispute(number).Act(command, new ActContext(Clerk)));

        // Warm before anything is compared.
        await Served(silo, numbers, villages[1].Code, "warm", () => Task.Delay(options.Quiet / 4, cancellation));
        await Say("before", await Served(silo, numbers, villages[1].Code, "before", () => Task.Delay(options.Quiet, cancellation)));

        var (year, draft, trial) = await Tried(silo);
        await output.WriteLineAsync($"dry run of {draft.Version}: {trial.Examined} clocks examined, {trial.Moved} would move, {trial.NotReproduced} not reproduced");
        Spell put = default;
        await Say("during", await Served(silo, numbers, villages[1].Code, "during", async () => put = await Followed(silo, year, draft, cancellation)));
        await output.WriteLineAsync(
            $"recount: {put.Clocks} clocks in {put.Took.TotalSeconds:0.0} s = {put.Clocks / put.Took.TotalSeconds:0} clocks/s; {put.Moved} ends moved; "
            + $"{put.Spent.TotalSeconds:0.0} s of CPU with all else ({put.Spent.TotalMicroseconds / Math.Max(1, put.Clocks):0} us a clock); {Environment.WorkingSet / 1_048_576} MiB");
    }

    /// <summary>Of this year and the next, the one that more clocks were counted in, with some days said to be off.</summary>
    private async Task<(int Year, CalendarDraft Draft, RecountReport Trial)> Tried(BenchSilo silo)
    {
        var best = (Year: 0, Draft: new CalendarDraft(), Trial: (RecountReport?)null);
        foreach (var year in (int[])[TimeProvider.System.GetUtcNow().Year, TimeProvider.System.GetUtcNow().Year + 1])
        {
            var draft = Draft(year);
            var watch = Stopwatch.StartNew();
            var trial = Succeeded(await silo.Grains.GetGrain<ILawReportGrain>(0).TryCalendar(year, draft, null, Operator));
            await output.WriteLineAsync($"dry run over {year}: {trial.Examined} clocks in {watch.Elapsed.TotalSeconds:0.0} s = {trial.Examined / watch.Elapsed.TotalSeconds:0} clocks/s");
            if (best.Trial is null || trial.Examined > best.Trial.Examined)
                best = (year, draft, trial);
        }

        return (best.Year, best.Draft, best.Trial!);
    }

    private static CalendarDraft Draft(int year)
    {
        var known = Law.Calendar.Year(year);
        // The days around a month from now: most of the seeded limits end there.
        var ends = Enumerable.Range(29, 4).Select(DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays).Where(day => day.Year == year);
        var off = known?.Days.Select(day => new CalendarDraftDay(day.Date, day.IsOff ? "off" : "makeup-workday", day.Name, day.NameEn)) ?? [];
        return new CalendarDraft
        {
            Version = string.Create(CultureInfo.InvariantCulture, $"cn-{year}.900"),
            Source = "bench",
            Provisional = false,
            Days = [.. off.Concat(ends.Select(day => new CalendarDraftDay(day, "off", "试", "Bench"))).DistinctBy(day => day.Date)],
        };
    }

    private static async Task<Spell> Followed(BenchSilo silo, int year, CalendarDraft draft, CancellationToken cancellation)
    {
        var (watch, spent) = (Stopwatch.StartNew(), Spent());
        var reports = silo.Grains.GetGrain<ILawReportGrain>(0);
        var edition = Succeeded(await silo.Grains.GetGrain<ILawChangesGrain>(GrainKeys.LawChanges).PutCalendar(year, draft, Operator)).Change.Edition;
        var first = Succeeded(await reports.Change(edition)).Stale;
        LawChangeDetail now;
        while ((now = Succeeded(await reports.Change(edition))).Stale > 0)
            await Task.Delay(250, cancellation);
        return new Spell(first, now.Moved, watch.Elapsed, Spent() - spent);
    }

    /// <summary>What callers feel while something else goes on: every fourth call registers, the others command.</summary>
    private async Task<Felt> Served(BenchSilo silo, DisputeNumber[] numbers, AreaCode village, string name, Func<Task> meanwhile)
    {
        var felt = new Felt(new LongConcurrentHistogram(1, LongestMicroseconds, 3), new LongConcurrentHistogram(1, LongestMicroseconds, 3), Stopwatch.StartNew());
        var contact = new RecordContact { Method = DeliveryMethod.Telephone, Outcome = ContactOutcome.Unreachable };
        var over = false;
        var callers = numbers.Select(async (number, caller) =>
        {
            for (var turn = 0; !Volatile.Read(ref over); turn++)
            {
                var begun = Stopwatch.GetTimestamp();
                if (turn % 4 == 0)
                    await Register(silo, village, $"{name}-{caller}-{turn}");
                else
                    Succeeded(await silo.Grains.Dispute(number).Act(contact, new ActContext(Clerk)));
                (turn % 4 == 0 ? felt.Registrations : felt.Commands).RecordValue(Math.Max(1, (long)Stopwatch.GetElapsedTime(begun).TotalMicroseconds));
            }
        }).ToArray();
        await meanwhile();
        Volatile.Write(ref over, true);
        await Task.WhenAll(callers);
        felt.Watch.Stop();
        return felt;
    }

    private static async Task<DisputeNumber> Register(BenchSilo silo, AreaCode village, string key) =>
        Succeeded(await silo.Grains.GetGrain<IIntakeGrain>(0).Register(
            new RegisterDispute
            {
                AreaCode = village.ToString(),
                Category = "NEI",
                Narrative = new string('诉', 300),
                Source = Source.Visit,
                Parties = [new Party { Role = PartyRole.Applicant, Kind = PartyKind.Person, Name = "王某" }],
            },
            new ActContext(Clerk, key))).Number;

    private Task Say(string when, Felt felt) => output.WriteLineAsync(
        $"{when,-8}{felt.Commands.TotalCount / felt.Watch.Elapsed.TotalSeconds,8:0} commands/s, p50 {Milliseconds(felt.Commands, 50):0.0} ms, p99 {Milliseconds(felt.Commands, 99):0.0} ms;"
        + $"{felt.Registrations.TotalCount / felt.Watch.Elapsed.TotalSeconds,8:0} registrations/s, p50 {Milliseconds(felt.Registrations, 50):0.0} ms, p99 {Milliseconds(felt.Registrations, 99):0.0} ms");

    private static double Milliseconds(HistogramBase histogram, double percentile) => histogram.GetValueAtPercentile(percentile) / 1000.0;

    private static TimeSpan Spent()
    {
        using var process = Process.GetCurrentProcess();
        return process.TotalProcessorTime;
    }

    private static T Succeeded<T>(Result<T> result) =>
        result.Succeeded ? result.Value : throw new InvalidOperationException($"The bench was refused: {result.Refusal.Code} {string.Join(' ', result.Refusal.Errors.Select(fault => $"{fault.Field} {fault.Code}"))}.");

    private readonly record struct Spell(long Clocks, long Moved, TimeSpan Took, TimeSpan Spent);

    private sealed record Felt(HistogramBase Commands, HistogramBase Registrations, Stopwatch Watch);
}
