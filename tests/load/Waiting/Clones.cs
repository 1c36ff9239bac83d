using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Suyuan.Areas;
using Suyuan.Disputes;
using Suyuan.Load.Bench;
using Suyuan.Load.Comparing;
using Suyuan.Load.Product;
using Suyuan.Storage;

namespace Suyuan.Load.Waiting;

/// <summary>
/// Very many disputes that wait: some made by the product's rules and written by its storage, then copied row by row under numbers of
/// their own, whatever columns the tables have. Only the hashes of the histories are those of the original.
/// </summary>
internal sealed class Clones(ProductPlace place, Moment now)
{
    /// <summary>Far above the numbers that the product itself will give out in the run.</summary>
    private const int FirstSequence = 500_001;

    private const int MostEach = 499_000;

    /// <summary>Days over which the originals began, so that their clocks do not all end together.</summary>
    private const int Days = 8;

    private static readonly LawBook Law = LawBook.Load();

    /// <summary>
    /// What is copied of each table. What the past has settled already is settled: receipts sealed, notices read, registrations too old
    /// to be taken for a surge.
    /// </summary>
    private static readonly (string Table, string Where, (string Column, string Text)[] Instead)[] Tables =
    [
        ("orleansstorage", "graintypestring = 'dispute' and grainidextensionstring like '%{0}'", []),
        ("orleansreminderstable", "grainid like '%{0}'", []),
        ("dispute", "number = '{0}'", [("registered_at", "registered_at - interval '200 days'")]),
        ("receipt", "number = '{0}'", [("seal_number", "900000"), ("position", "sequence")]),
        ("dispute_event", "number = '{0}'", []),
        ("deadline", "number = '{0}'", []),
        ("notification", "number = '{0}'", [("sequence", "'@running'"), ("taken_at", "at"), ("acknowledged_at", "at"), ("acknowledge_by", "null")]),
        ("mark", "number = '{0}'", [("at", "at - interval '200 days'")]),
    ];

    private long _running = 1_000_000_000;

    /// <returns>Some of the numbers, spread over all.</returns>
    public async Task<string[]> Write(int count, int wanted, CancellationToken cancellation)
    {
        var originals = await Originals(cancellation);
        var each = (count - originals.Length) / originals.Length;
        if (each * Days > MostEach)
            throw new UsageException("So many do not fit the numbers of a year.");
        await using var source = NpgsqlDataSource.Create(place.Connection);
        foreach (var (table, where, instead) in Tables)
        {
            var columns = await Columns(source, table, cancellation);
            var shown = columns.Select(column => instead.FirstOrDefault(other => other.Column == column).Text ?? column);
            for (var index = 0; index < originals.Length; index++)
            {
                var original = originals[index];
                var lines = await Lines(source, $"copy (select {string.Join(", ", shown)} from {table} where {string.Format(CultureInfo.InvariantCulture, where, original)}) to stdout", cancellation);
                var templates = lines.ConvertAll(line => Template.Of(line, original));
                await using var connection = await source.OpenConnectionAsync(cancellation);
                await using var writer = await connection.BeginTextImportAsync($"copy {table} ({string.Join(", ", columns)}) from stdin", cancellation);
                for (var clone = 0; clone < each; clone++)
                {
                    var identity = new Identity(original, Sequence(index % Days, clone));
                    foreach (var template in templates)
                        template.Write(writer, identity, ref _running);
                }
            }
        }

        await using var calm = source.CreateCommand("vacuum (analyze)");
        calm.CommandTimeout = 0;
        await calm.ExecuteNonQueryAsync(cancellation);
        var some = Math.Max(1, (int)((long)originals.Length * each / wanted));
        return [.. Enumerable.Range(0, wanted).Select(turn => (long)turn * some).Select(place => new Identity(originals[place / each], Sequence((int)(place / each) % Days, (int)(place % each))).Number)];

        static int Sequence(int day, int clone) => FirstSequence + Days + (clone * Days) + day;
    }

    private async Task<string[]> Originals(CancellationToken cancellation)
    {
        await using var database = await ProductDatabase.Open(BurstSeeds.Storage(place), NullLogger.Instance, cancellation);
        await using var writer = database.CreateWriter("suyuan");
        var villages = Law.Areas.All.Where(area => area.Level is AreaLevel.Village).DistinctBy(area => area.Code.County);
        var disputes = villages.SelectMany(village => Enumerable.Range(0, Days).Select(day =>
            SeededDisputes.Handled(village.Code.ToString(), FirstSequence + day, new Moment(now.At.AddDays(-day))))).ToArray();
        if ((await writer.Write([.. disputes.Select(SeededDisputes.Row)])).Any(outcome => !outcome.Written))
            throw new InvalidOperationException("A number of the bench was taken.");
        return [.. disputes.Select(dispute => dispute.Number)];
    }

    private static async Task<string[]> Columns(NpgsqlDataSource source, string table, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand("select column_name::text from information_schema.columns where table_name = $1 and is_generated = 'NEVER' order by ordinal_position");
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = table });
        var columns = new List<string>();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
            columns.Add(reader.GetString(0));
        return [.. columns];
    }

    private static async Task<List<string>> Lines(NpgsqlDataSource source, string copy, CancellationToken cancellation)
    {
        await using var connection = await source.OpenConnectionAsync(cancellation);
        using var reader = await connection.BeginTextExportAsync(copy, cancellation);
        var lines = new List<string>();
        while (await reader.ReadLineAsync(cancellation) is { } line)
            lines.Add(line);
        return lines;
    }

    /// <summary>Everything that a row says of whose row it is.</summary>
    private readonly record struct Identity
    {
        public Identity(string original, int sequence)
        {
            var number = DisputeNumber.Of(AreaCode.Parse(original[..6]), int.Parse(original.AsSpan(6, 4), CultureInfo.InvariantCulture), sequence);
            var grain = GrainId.Create("dispute", GrainKeys.Of(number));
            Number = number.ToString();
            Texts =
            [
                Number,
                Convert.ToHexStringLower(Encoding.ASCII.GetBytes(Number)),
                number.Sequence.ToString(CultureInfo.InvariantCulture),
                StateIdentity.Of(StorageNames.DisputeState, grain).KeyHash.ToString(CultureInfo.InvariantCulture),
                unchecked((int)grain.GetUniformHashCode()).ToString(CultureInfo.InvariantCulture),
                StateWrite.Shard(Number).ToString(CultureInfo.InvariantCulture),
            ];
        }

        public string Number { get; }

        /// <summary>Number, number in hexadecimal, sequence, hashes of key and grain, shard.</summary>
        public string[] Texts { get; }
    }

    /// <summary>A line of COPY with holes where an identity stands.</summary>
    private sealed class Template
    {
        private const string Running = "@running";

        private readonly List<(string? Text, int Hole)> _parts = [];

        public static Template Of(string line, string original)
        {
            var number = DisputeNumber.Parse(original);
            var own = new Identity(original, number.Sequence).Texts;
            var template = new Template();
            var fields = line.Split('\t');
            for (var field = 0; field < fields.Length; field++)
            {
                if (field > 0)
                    template._parts.Add(("\t", 0));
                // A number may stand anywhere in a text; the rest only as a whole field.
                var whole = Array.IndexOf(own, fields[field], 2);
                if (whole >= 0)
                    template._parts.Add((null, whole));
                else if (fields[field] == Running)
                    template._parts.Add((null, own.Length));
                else
                    template.Add(fields[field], own[0], 0, own[1], 1);
            }

            template._parts.Add(("\n", 0));
            return template;
        }

        public void Write(TextWriter writer, Identity identity, ref long running)
        {
            foreach (var (text, hole) in _parts)
                writer.Write(text ?? (hole < identity.Texts.Length ? identity.Texts[hole] : (++running).ToString(CultureInfo.InvariantCulture)));
        }

        private void Add(string text, string number, int hole, string? hexadecimal, int otherHole)
        {
            var pieces = text.Split(number);
            for (var piece = 0; piece < pieces.Length; piece++)
            {
                if (piece > 0)
                    _parts.Add((null, hole));
                if (hexadecimal is null || !pieces[piece].StartsWith(@"\\x", StringComparison.Ordinal))
                    _parts.Add((pieces[piece], 0));
                else
                    Add(pieces[piece], hexadecimal, otherHole, null, 0);
            }
        }
    }
}
