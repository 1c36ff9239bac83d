using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Suyuan.Agencies;
using Suyuan.Disputes;
using Suyuan.Load.Bench;
using Suyuan.Load.Notices;
using Suyuan.Load.Product;
using Suyuan.Storage;

namespace Suyuan.Load.Comparing;

/// <summary>Cases whose next rungs are due all at the same instants, written before the service starts.</summary>
internal static class BurstSeeds
{
    private const int Agencies = 50;

    private const int Batch = 256;

    /// <summary>Far above the numbers that the service itself will give out.</summary>
    private const int FirstSequence = 500_001;

    /// <summary>Clocks of two hours, whose half is one: by the hour, so that nothing spreads their rungs.</summary>
    private static readonly string[] Rules = ["policy-warning-ack-red", "policy-escalation-report", "policy-signal-verify-red"];

    private static readonly TimeSpan Half = TimeSpan.FromHours(1);

    /// <summary>What the names of the clocks begin with whose first rung is due at one of the instants.</summary>
    public static string Clock(int instant) => ClockKeys.OfEvent(Rules[instant]);

    public static Task Write(Contender contender, ProductPlace place, int count, IReadOnlyList<DateTimeOffset> instants, CancellationToken cancellation) =>
        contender.IsPlain ? WritePlain(place, count, instants, cancellation) : WriteProduct(place, count, instants, cancellation);

    private static async Task WriteProduct(ProductPlace place, int count, IReadOnlyList<DateTimeOffset> instants, CancellationToken cancellation)
    {
        var agencies = Cause.Agencies(Agencies);
        await using var database = await ProductDatabase.Open(Storage(place), NullLogger.Instance, cancellation);
        await using var writer = database.CreateWriter("suyuan");
        foreach (var some in Enumerable.Range(0, count).Chunk(Batch))
        {
            cancellation.ThrowIfCancellationRequested();
            var written = await writer.Write([.. some.Select(index => SeededDisputes.Row(Waiting(index, AgencyId.Parse(agencies[index % agencies.Length]), instants)))]);
            if (written.Any(outcome => !outcome.Written))
                throw new InvalidOperationException("A number of the bench was taken.");
        }
    }

    public static StorageOptions Storage(ProductPlace place) => new()
    {
        Dialect = place.IsPostgres ? StorageDialect.PostgreSql : StorageDialect.Sqlite,
        Path = Path.Combine(place.Folder, "suyuan.db"),
        ConnectionString = place.IsPostgres ? place.Connection : null,
    };

    private static DisputeState Waiting(int index, AgencyId holder, IReadOnlyList<DateTimeOffset> instants)
    {
        var before = SeededDisputes.Registered(holder.Area.ToString(), FirstSequence + index, new Moment(instants[0] - Half));
        var after = before;
        for (var clock = 0; clock < instants.Count; clock++)
            after = after.Start(SeededDisputes.SceneAt(new Moment(instants[clock] - Half)), Clock(clock), Rules[clock], holder.ToString(), "试");
        return Chronicle.Record(before, after, SeededDisputes.SceneAt(new Moment(instants[^1] - Half)), "events", null, null);
    }

    private static async Task WritePlain(ProductPlace place, int count, IReadOnlyList<DateTimeOffset> instants, CancellationToken cancellation)
    {
        await using var connection = new NpgsqlConnection(place.Connection);
        await connection.OpenAsync(cancellation);
        using var schema = new StreamReader(typeof(Plain.Checks).Assembly.GetManifestResourceStream("schema.sql")!);
        var tables = await schema.ReadToEndAsync(cancellation);
        await using var command = new NpgsqlCommand(
            string.Create(CultureInfo.InvariantCulture, $"""
            {tables}
            insert into dispute (number, version, stage, area, category, title, narrative, source, parties, lead, contacts, registered_at, updated_at, due_at, rungs, next_rung, next_rung_at)
            select 'burst-' || i, 1, 'assigned', '510304104218', 'NEI', repeat('诉', 40), repeat('诉', 300), 'visit', '[]', (510304104000 + i % {Agencies}) || '-committee', 0, now(), now(),
                   '{instants[^1]:O}', array[{string.Join(", ", instants.Select(instant => $"timestamptz '{instant:O}'"))}], 1, '{instants[0]:O}'
              from generate_series(1, {count}) i;
            """), connection);
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
