using System.Collections.Immutable;
using System.Diagnostics;
using Suyuan.Deadlines;

namespace Suyuan.Load.Bench;

/// <summary>How many due dates one core counts and explains in a second, over every version of every time limit.</summary>
internal sealed class Counting(BenchOptions options, TextWriter output)
{
    /// <summary>Between two looks at the clock.</summary>
    private const int Batch = 1_000;

    /// <summary>Enough for the runtime to have compiled everything for good.</summary>
    private const int WarmUp = 100_000;

    private static readonly DateTimeOffset FirstTrigger = Moment.StartOf(new DateOnly(2024, 1, 1)).AddHours(10);

    private static readonly LawBook Law = LawBook.Load();

    public async Task Run(CancellationToken cancellation)
    {
        await output.WriteLineAsync($"due dates with both sentences, one thread, {options.Window.TotalSeconds:0} s each; rules of every kind in turn, triggers from 2024 to 2026");
        await output.WriteLineAsync($"{"what is counted",-56}{"per second of CPU",18}{"of the wall",12}{"CPU us each",13}{"bytes each",12}");
        await Line("every rule, nothing added", Law.Rules.All, extensions: 0, exclusions: 0, cancellation);
        await Line("those that run forward, nothing added", Adjustable, extensions: 0, exclusions: 0, cancellation);
        await Line("the same, 3 excluded intervals and 2 extensions", Adjustable, extensions: 2, exclusions: 3, cancellation);
    }

    private static ImmutableArray<TimeLimitRule> Adjustable =>
        [.. Law.Rules.All.Where(rule => rule is { Direction: CountDirection.Forward, Unit: not PeriodUnit.None })];

    private async Task Line(string what, ImmutableArray<TimeLimitRule> rules, int extensions, int exclusions, CancellationToken cancellation)
    {
        Count(rules, extensions, exclusions, 0, WarmUp);
        // Time of the thread would be truer, but only the process has a portable clock of its processor time; nothing else runs here.
        var process = Process.GetCurrentProcess();
        var (spent, allocated) = (process.TotalProcessorTime, GC.GetAllocatedBytesForCurrentThread());
        var watch = Stopwatch.StartNew();
        var counted = 0;
        for (; watch.Elapsed < options.Window; counted += Batch)
        {
            cancellation.ThrowIfCancellationRequested();
            Count(rules, extensions, exclusions, counted, Batch);
        }

        var took = watch.Elapsed;
        process.Refresh();
        var each = (process.TotalProcessorTime - spent).TotalMicroseconds / counted;
        var bytes = (GC.GetAllocatedBytesForCurrentThread() - allocated) / counted;
        await output.WriteLineAsync($"{what,-56}{1_000_000 / each,18:0}{counted / took.TotalSeconds,12:0}{each,13:0.0}{bytes,12}");
    }

    private static void Count(ImmutableArray<TimeLimitRule> rules, int extensions, int exclusions, int from, int count)
    {
        for (var turn = from; turn < from + count; turn++)
        {
            var rule = rules[turn % rules.Length];
            var trigger = FirstTrigger.AddDays(turn * 7L % 1_000);
            var due = DueDates.Compute(rule, new TriggerEvent(rule.TriggerZh, trigger), Law.Calendar, Granted(rule, extensions), Excluded(trigger, exclusions));
            if (due.Sentence.Zh.Length == 0)
                throw new InvalidOperationException($"{rule.Id} explains nothing.");
        }
    }

    private static ImmutableArray<Extension> Granted(TimeLimitRule rule, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => new Extension(5, rule.Unit, "head", "案情复杂"))];

    private static ImmutableArray<ExcludedInterval> Excluded(DateTimeOffset trigger, int count) =>
        [.. Enumerable.Range(0, count).Select(index => new ExcludedInterval(Day(trigger, (index * 4) + 1), Day(trigger, (index * 4) + 3), "appraisal"))];

    private static DateOnly Day(DateTimeOffset trigger, int after) => new Moment(trigger).Day.AddDays(after);
}
