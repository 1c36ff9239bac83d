using System.Diagnostics;
using System.Globalization;
using Npgsql;
using Suyuan.Load.Comparing;
using Suyuan.Load.Driving;
using Suyuan.Load.Product;

namespace Suyuan.Load.Waiting;

/// <param name="Few">With how many open disputes the figures begin.</param>
/// <param name="Many">And with how many they are to be the same.</param>
internal sealed record WaitingOptions(int Few, int Many, int Callers, TimeSpan Warm, TimeSpan Window, int? Port)
{
    public static WaitingOptions From(IReadOnlyList<string> args)
    {
        var line = CommandLine.Parse(args, ["--few", "--many", "--callers", "--warm", "--seconds", "--port"], []);
        return new WaitingOptions(
            line.Whole("--few", 10_000, 7_000, 1_000_000),
            line.Whole("--many", 1_000_000, 7_000, 2_000_000),
            line.Whole("--callers", 64, 1, 1_024),
            TimeSpan.FromSeconds(line.Whole("--warm", 10, 0, 300)),
            TimeSpan.FromSeconds(line.Whole("--seconds", 15, 1, 300)),
            line.Text("--port") is null ? null : line.Whole("--port", 0, 1_024, 65_535));
    }
}

/// <summary>What a million waiting disputes cost those who do not wait, beside the same of ten thousand, over PostgreSQL.</summary>
internal sealed class WaitingRun(WaitingOptions options, TextWriter output)
{
    /// <summary>Cases on which each caller works in turn; all of them cold at first.</summary>
    private const int CasesEach = 100;

    private const int Looks = 40;

    /// <summary>How often reminders are read in this run, so that a minute sees several.</summary>
    private static readonly TimeSpan Refresh = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(65);

    private static readonly (string Name, string Path)[] Pages =
    [
        ("first page of a district, 50 cases", "/v1/disputes?area=510304&limit=50"),
        ("most urgent of a district, 50 cases", "/v1/disputes?area=510304&sort=due&limit=50"),
        ("forecast of the city", "/v1/areas/510300/forecast"),
        ("settlement of a district", "/v1/areas/510304/settlement"),
    ];

    private readonly List<(string Measure, List<double> Figures)> _table = [];

    public async Task Run(CancellationToken cancellation)
    {
        await using var postgres = await Postgres.Begin(options.Port);
        await Execute(postgres.Connection, "create extension pg_stat_statements", cancellation);
        foreach (var count in (int[])[options.Few, options.Many])
            await With(postgres, count, cancellation);

        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"\n| open disputes | {options.Few:#,0} | {options.Many:#,0} | ratio |\n| --- | ---: | ---: | ---: |"));
        foreach (var (measure, figures) in _table)
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"| {measure} | {figures[0]:#,0.##} | {figures[1]:#,0.##} | {figures[1] / figures[0]:0.00} |"));
    }

    private async Task With(Postgres postgres, int count, CancellationToken cancellation)
    {
        await using var place = await ProductPlace.Make(postgres.Connection, keep: false, cancellation);
        var watch = Stopwatch.StartNew();
        var numbers = await new Clones(place, Moment.Now(TimeProvider.System)).Write(count, options.Callers * CasesEach, cancellation);
        await Execute(postgres.Connection, "checkpoint", cancellation);
        var clocks = await Scalar(place.Connection, "select count(*) from deadline where status = 'running'", cancellation);
        var hours = await Scalar(place.Connection, "select extract(epoch from min(next_wake_at) - now()) / 3600 from dispute", cancellation);
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{count:#,0} disputes with {clocks:#,0} running clocks written in {watch.Elapsed.TotalSeconds:0} s; the next wakes in {hours:0} hours"));
        Note("database, MB", await Scalar(place.Connection, "select pg_database_size(current_database()) / 1e6", cancellation));
        await Execute(postgres.Connection, "select pg_stat_statements_reset()", cancellation);

        // The clones were written clear, and a million of them brought under a key is not what is measured.
        place.Besides["Personal__Encrypt"] = "false";
        place.Besides["WakeUp__RefreshPeriod"] = Refresh.ToString();
        watch.Restart();
        await using var running = await Contender.All.Single(contender => contender.Key is "b").Start(place, cancellation);
        Note("silo: start to ready, s", watch.Elapsed.TotalSeconds);
        using var meters = running.Meters();
        var before = meters.Read();
        await Task.Delay(Idle, TimeProvider.System, cancellation);
        Note("silo: memory idle, MB", meters.Resident() / 1e6);
        Note("idle: CPU of silo and database, % of a core", ((meters.Read() - before) is var spent ? (spent.Service + spent.Database) / Idle : 0) * 100);
        await Reminders(postgres, cancellation);
        await Work(running, meters, numbers, cancellation);
        Look(running);
    }

    private async Task Reminders(Postgres postgres, CancellationToken cancellation)
    {
        const string Of = "from pg_stat_statements where query like '%orleansreminderstable%' and query like '%starttime <=%'";
        Note("reminder refresh: database ms, mean", await Scalar(postgres.Connection, $"select sum(total_exec_time) / sum(calls) {Of}", cancellation));
        Note("reminder refresh: database ms, longest", await Scalar(postgres.Connection, $"select max(max_exec_time) {Of}", cancellation));
    }

    private async Task Work(Running running, Meters meters, string[] numbers, CancellationToken cancellation)
    {
        var cases = numbers.Select(number => new Case(number, 1, running.Requests)).Chunk(CasesEach).ToArray();
        // Nobody is in memory yet, and no page has been changed since the checkpoint: the first touch of each is the dearest.
        Note("first looks at cases that nobody has in memory, /s", await Once(caller => new Looking(cases[caller])));
        await Say("read", await Rate.Measure(Of(caller => new Looking(cases[caller])), meters, options.Warm, options.Window, cancellation));
        Note("first commands on them, /s", await Once(caller => new Commanding(cases[caller])));
        await Say("command", await Rate.Measure(Of(caller => new Commanding(cases[caller])), meters, options.Warm, options.Window, cancellation));

        async Task<double> Once(Func<int, Work> work)
        {
            var (loop, begun) = (Of(work), Stopwatch.GetTimestamp());
            await using var driven = loop.Begin(cancellation);
            while (loop.Answered < numbers.Length)
                await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, cancellation);
            return loop.Answered / Stopwatch.GetElapsedTime(begun).TotalSeconds;
        }

        Loop Of(Func<int, Work> work) => new(running.Address, options.Callers, null, work);

        Task Say(string what, Rate rate)
        {
            Note($"{what}s/s", rate.Felt.PerSecond);
            Note($"{what}: p50 ms", rate.Felt.Milliseconds(50));
            Note($"{what}: p99 ms", rate.Felt.Milliseconds(99));
            Note($"{what}: CPU-ms per 1,000, service", rate.Service);
            Note($"{what}: CPU-ms per 1,000, database", rate.Database);
            Note($"{what}: CPU-ms per 1,000, all", rate.Service + rate.Database);
            return output.WriteLineAsync($"  {what,-14}{rate}");
        }
    }

    private void Look(Running running)
    {
        using var connection = new Connection(running.Address);
        var requests = new Requests(running.Address, Tokens.Of("coordinator"));
        foreach (var (name, path) in Pages)
        {
            var took = new double[Looks];
            for (var turn = 0; turn < Looks; turn++)
            {
                var begun = Stopwatch.GetTimestamp();
                if (!connection.Ask(requests.Get(path)).Succeeded)
                    throw new InvalidOperationException($"{path} was refused.");
                took[turn] = Stopwatch.GetElapsedTime(begun).TotalMilliseconds;
            }

            Array.Sort(took);
            Note($"{name}: median ms", took[Looks / 2]);
            Note($"{name}: slowest of {Looks}, ms", took[^1]);
        }
    }

    private void Note(string measure, double figure)
    {
        if (_table.Find(row => row.Measure == measure) is not { Figures: { } figures })
            _table.Add((measure, figures = []));
        figures.Add(figure);
    }

    private static async Task<double> Scalar(string connection, string sql, CancellationToken cancellation)
    {
        await using var database = NpgsqlDataSource.Create(connection);
        await using var command = database.CreateCommand(sql);
        return Convert.ToDouble(await command.ExecuteScalarAsync(cancellation) is { } found and not DBNull ? found : 0, CultureInfo.InvariantCulture);
    }

    private static async Task Execute(string connection, string sql, CancellationToken cancellation)
    {
        await using var database = NpgsqlDataSource.Create(connection);
        await using var command = database.CreateCommand(sql);
        command.CommandTimeout = 0;
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
