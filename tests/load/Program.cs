using System.Runtime.InteropServices;
using Suyuan.Load.Bench;
using Suyuan.Load.Comparing;
using Suyuan.Load.Failures;
using Suyuan.Load.Hostile;
using Suyuan.Load.Notices;
using Suyuan.Load.Overloading;
using Suyuan.Load.Rehearsing;
using Suyuan.Load.Rotating;
using Suyuan.Load.Triaging;
using Suyuan.Load.Waiting;
using Suyuan.Load.Warnings;

namespace Suyuan.Load;

/// <summary>Plays the product's days in minutes, and measures what it costs. Starts the processes it needs and ends only those.</summary>
internal static class LoadHost
{
    private const int Interrupted = 130;

    private const string Usage = """
        usage: dotnet run --project tests/load -c Release -- <command> [options]

        rehearse   plays whole lives of disputes against the real product process, then reckons every rung again
          --texts FILE            narratives, JSON lines with id and text (default: the project's own)
          --disputes N            how many are registered (default 500)
          --speed S               seconds of the product's clock in one real second (default 43200: half a day)
          --seed N                of every choice (default 1)
          --database KIND         sqlite (default) or postgres
          --postgres CONNECTION   administrator's connection; default: environment SUYUAN_TEST_POSTGRES
          --kill-after SECONDS    kill -9 the product after so many real seconds, and start it again
          --limit MINUTES         give up driving after so many real minutes (default 8)
          --keep                  leave the temporary folder and database

        bench      three ways to store a command, in one process; figures to compare, not to promise
          --database, --postgres  as above
          --seconds N             of each measurement (default 10)
          --callers N             each waits for its answer (default 64)

        bench target      one kind of request against a product that runs already: latency, and what it costs
          --url ADDRESS           where its API is
          --token TOKEN           of a clerk; or --key KEY, its Auth:DevelopmentKey (default: the comparison's own)
          --kind KIND             registrations (default), commands or reads
          --rate N                requests a second at an even rate, latency counted from when each was due; without it as fast as it answers
          --callers N             connections (default 64)
          --warm N, --seconds N   left out, and measured (default 5 and 10)
          --pid N,N               processes of the service on this machine, whose processor time is counted
          --postgres CONNECTION   its database on this machine, whose processor time and log are counted

        compare    the product in every form and plain SQL in turn, over one PostgreSQL of its own with durable commits
          --only KEYS             some of a,b,b1,c,d,d1,e, separated by commas (default: all)
          --runs N                medians with minimum and maximum (default 1)
          --callers N             each waits for its answer (default 64)
          --warm N, --seconds N   of each kind of request (default 8 and 10)
          --rungs N               due at one instant (default 20000; 0 leaves the bursts out)
          --lead N, --gap N       seconds to get ready for the first of three such instants, and between them (default 75 and 30)
          --no-rates              bursts only
          --port N                of its PostgreSQL (default: a free one)

        waiting    what a million open disputes cost those who do not wait, beside ten thousand, over a PostgreSQL of its own
          --few N, --many N       open disputes (default 10000 and 1000000)
          --callers, --warm, --seconds, --port  as above (warm 10, seconds 15)

        overload   up to ten times as many registrations as can be taken: goodput, latency, refusals, rungs, recovery, over a PostgreSQL of its own
          --only KEYS             some of b,b1,c, separated by commas (default: b,b1)
          --scan                  first how much more callers at once are worth, with the lanes wide open
          --connections N         most that are open at once (default 384)
          --warm N, --seconds N   before the capacity is measured, and of it and each part of the load (default 10 and 10)
          --rungs N               that fall due each second (default 10)
          --lead N                seconds to write cases, start and measure the capacity (default 60)
          --port N                of its PostgreSQL (default: a free one)

        rotate     a key for personal data is added and switched to while callers register, act and read; nothing may fail, nothing stay under the old one
          --database, --postgres  as above
          --callers N             (default 8)
          --cases N               registered before the change (default 500)
          --warm N                seconds of load before and after (default 10)
          --limit MINUTES         for everything to lie under the new key (default 10)

        bench deadlines   due dates counted and explained, on one core and without a database
          --seconds N             of each measurement (default 10)

        bench recount     a calendar is put while others work: how fast the open clocks follow, and what the others feel
          --database, --postgres  as above
          --clocks N              open before the change (default 100000)
          --callers N             who work meanwhile (default 8)
          --seconds N             of work that is measured before the change (default 20)

        bench assignments  cases race for mediators: no capacity exceeded, no case with two or none, every silence passed on
          --database, --postgres  as above
          --cases N               each sought by two callers at once (default 10000)
          --mediators N           over how many (default 200)
          --capacity N            cases that each can lead (default 45)
          --callers N             who race (default 64)
          --speed S               seconds of the product's clock in one real second (default 1000)
          --limit MINUTES         give up waiting for silences after so many real minutes (default 20)

        bench notices storm        many agencies' notices while receivers fail at random and the product is killed
        bench notices streams      many readers of one agency's event stream through a kill and a new start
        bench notices lateness     from the instant of a rung to its place in the inbox
        bench notices neighbours   what others feel of an agency whose receiver is down for a day of the product's clock, beside the same day without
          --database, --postgres   as above (neighbours: SQLite)
          --notices N              of a storm (default 20000)
          --agencies N             of a storm (default 50)
          --kills N                of a storm (default 3)
          --readers N              of streams (default 200)
          --rate N                 notices a second of lateness (default 100)
          --seconds N              of streams, lateness and each part of neighbours (default 60)
          --seed N                 of every choice (default 1)

        hostile    broken, forged and misleading requests at every described address: nothing fails, nothing is let in, nothing is changed
          --requests N            (default 100000)
          --seed N                of every choice (default 1)
          --callers N             connections (default 16)
          --database, --postgres  as above
          --limited               with the product's rate limits as they are (default: wide open)
          --url ADDRESS           a product that runs already, whose database is not looked at
          --key KEY               its Auth:DevelopmentKey (default: the comparison's own)
          --keep                  leave the temporary folder and database

        triage     how often triage help is right, against texts that were read and labelled by hand
          --texts FILE            the labelled texts, JSON lines with id and text; they are not part of the project
          --only HALF             tuning, held-out or fresh; without it all stand side by side
          --misses                with --only tuning: the misses by id and label

        bench surge       thousands of claims against one employer in one village while other counties go on registering
          --database, --postgres  as above
          --claims N              against the employer (default 5000)
          --seconds N             in which they come (default 180)
          --rate N                registrations a second elsewhere (default 10)
          --calm N                seconds of these that are measured before (default 60)

        warnings calm-year   the pure warning rules over a generated calm year: false alarms against what is promised, clusters found
          --seed N                of every choice (default 1)
          --years N               each with a past of its own (default 1)
          --volume N              disputes a year in the city (default 32600)
          --scatter PERCENT       by which villages' weeks scatter beyond chance (default 0)
          --clusters N            of each kind, put in one by one (default 100)

        failures   three silos, two API nodes and PostgreSQL as processes; everything that can happen to them, in random order
          --minutes N             (default 30)
          --seed N                of every choice (default: any, printed)
          --once                  each once with silos that probe each other quickly, as the build does; however long it takes
          --faults WORDS          only these, | separated: silos-killed, api-killed, database-stopped, database-crashed, silo-frozen,
                                  silo-cut-off, outage, rolling-restart, rolling-upgrade

        Exit code of a rehearsal, of failures, of overload, of rotate, of hostile, of bench notices and of bench assignments: 0 when nothing was missed, duplicated or lost and the ledger is intact; 1 otherwise; 2 for a wrong call.
        """;

    private static async Task<int> Main(string[] args)
    {
        using var interruption = new CancellationTokenSource();
        using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, Interrupt);
        using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Interrupt);
        try
        {
            switch (args)
            {
                case ["rehearse", .. var rest]:
                    return await new Rehearsal(RehearseOptions.From(rest), Console.Out).Run(interruption.Token);
                case ["warnings", "calm-year", .. var rest]:
                    await new CalmYear(CalmYearOptions.From(rest), Console.Out).Run(interruption.Token);
                    return 0;
                case ["compare", .. var rest]:
                    await new Comparison(CompareOptions.From(rest), Console.Out).Run(interruption.Token);
                    return 0;
                case ["waiting", .. var rest]:
                    await new WaitingRun(WaitingOptions.From(rest), Console.Out).Run(interruption.Token);
                    return 0;
                case ["overload", .. var rest]:
                    return await new OverloadRun(OverloadOptions.From(rest), Console.Out).Run(interruption.Token);
                case ["rotate", .. var rest]:
                    return await new RotateRun(RotateOptions.From(rest), Console.Out).Run(interruption.Token);
                case ["bench", "target", .. var rest]:
                    await new Target(TargetOptions.From(rest), Console.Out).Run(interruption.Token);
                    return 0;
                case ["failures", .. var rest]:
                    return await new FailureRun(FailureOptions.From(rest), Console.Out).Run(interruption.Token);
                case ["bench", "deadlines", .. var rest]:
                    await new Counting(BenchOptions.OfCounting(rest), Console.Out).Run(interruption.Token);
                    return 0;
                case ["bench", "surge", .. var rest]:
                    await new Surge(SurgeOptions.From(rest), Console.Out).Run(interruption.Token);
                    return 0;
                case ["bench", "assignments", .. var rest]:
                    return await new Assignments(AssignmentsOptions.From(rest), Console.Out).Run(interruption.Token) ? 0 : 1;
                case ["bench", "recount", .. var rest]:
                    await new Recount(RecountOptions.From(rest), Console.Out).Run(interruption.Token);
                    return 0;
                case ["bench", "notices", "storm", .. var rest]:
                    return await new Storm(NoticesOptions.From(rest), Console.Out).Run(interruption.Token);
                case ["bench", "notices", "streams", .. var rest]:
                    return await new Streams(NoticesOptions.From(rest), Console.Out).Run(interruption.Token);
                case ["bench", "notices", "lateness", .. var rest]:
                    return await new Lateness(NoticesOptions.From(rest), Console.Out).Run(interruption.Token);
                case ["bench", "notices", "neighbours", .. var rest]:
                    return await new Neighbours(NoticesOptions.From(rest), Console.Out).Run(interruption.Token);
                case ["bench", .. var rest]:
                    await new Ways(BenchOptions.From(rest), Console.Out).Run(interruption.Token);
                    return 0;
                case ["hostile", .. var rest]:
                    return await new HostileRun(HostileOptions.From(rest), Console.Out).Run(interruption.Token);
                case ["triage", .. var rest]:
                    await new TriageMeasure(TriageMeasureOptions.From(rest), Console.Out).Run(interruption.Token);
                    return 0;
                default:
                    await Console.Error.WriteLineAsync(Usage);
                    return args is ["--help" or "-h" or "help"] ? 0 : UsageException.ExitCode;
            }
        }
        catch (UsageException wrong)
        {
            await Console.Error.WriteLineAsync(wrong.Message);
            return UsageException.ExitCode;
        }
        catch (OperationCanceledException) when (interruption.IsCancellationRequested)
        {
            return Interrupted;
        }

        void Interrupt(PosixSignalContext signal)
        {
            signal.Cancel = true;
            interruption.Cancel();
        }
    }
}
