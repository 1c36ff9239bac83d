using System.Collections.Immutable;
using System.Data.Common;
using Dapper;
using Suyuan.Projection;

namespace Suyuan.Storage;

/// <summary>
/// Walks over everything that lies encrypted and writes anew what is under another key. A value is replaced only if it is still what was
/// read, and no version is raised: what a grain writes in between is under the active key anyway, and its next write finds its own version.
/// </summary>
internal sealed class PersonalStore(ProductDatabase database, StateSerializer states) : IPersonalStore
{
    /// <summary>Rows that one step reads and, in one transaction, writes.</summary>
    private const int StepRows = 200;

    private static readonly ImmutableArray<PersonalColumn> Columns =
    [
        new(RowCipher.Title, "dispute", "title", ["number"], "true"),
        new(RowCipher.Step, "dispute_event", "data", ["number", "sequence"], "true"),
        // The others hold counts and steps about agencies, by which the response table is grouped.
        new(RowCipher.Notice, "notification", "payload", ["id"], "number <> ''"),
        new(RowCipher.MatterTitle, "matter", "title", ["number"], "true"),
        new(RowCipher.MatterData, "matter", "data", ["number"], "true"),
        new(RowCipher.Profile, "agency_profile", "data", ["agency"], "true"),
        new(RowCipher.Parties, "mark", "parties", ["number"], "true"),
        new(RowCipher.Words, "mark", "words", ["number"], "true"),
    ];

    /// <summary>The states, and each of the columns.</summary>
    public static int Places => Columns.Length + 1;

    private readonly StateWalk _states = new(database, states);
    private readonly KeyLedger _ledger = new(database);

    public async Task<RewriteStep> Rewrite(string? after, CancellationToken cancellation)
    {
        if (database.Personal.Active is not { } key)
            return new RewriteStep(null, 0, null);
        await _ledger.Use(key.Id, cancellation);
        // "place|keys of the last row": states first, then column by column.
        var (place, row) = after?.Split('|', 2) is [var first, var rest] ? (int.Parse(first, System.Globalization.CultureInfo.InvariantCulture), rest) : (0, "");
        var (last, rewritten) = place is 0 ? await _states.Step(row, key, StepRows, cancellation) : await Step(Columns[place - 1], row, key, cancellation);
        StorageMetrics.Rewritten.Add(rewritten);
        return new RewriteStep(last is not null ? $"{place}|{last}" : place < Columns.Length ? $"{place + 1}|" : null, rewritten, key.Id);
    }

    public async Task<bool> IsDone(CancellationToken cancellation)
    {
        if (database.Personal.Active is not { } key)
            return true;
        var known = await _ledger.Read(cancellation);
        return known.Any(one => one.Id == key.Id && one.Walked) && known.All(one => one.Id == key.Id || one.IsEmpty);
    }

    public Task Done(CancellationToken cancellation) =>
        database.Personal.Active is { } key ? _ledger.Walked(key.Id, cancellation) : Task.CompletedTask;

    public async Task<KeyUse> Use(CancellationToken cancellation)
    {
        var counts = new Dictionary<string, long>(StringComparer.Ordinal);
        await using var connection = await database.ReadModel.Open(cancellation);
        var names = new DynamicParameters();
        names.Add("names", database.ReadModel.Keys(StateWalk.Names));
        await Count(StateWalk.Counted(database.ReadModel), names);
        foreach (var column in Columns)
            await Count(column.Counted(database.ReadModel), null);
        var clear = counts.Remove("", out var without) ? without : 0;
        var ring = database.Personal.Ring?.Current;
        foreach (var id in (ring?.Keys.Keys ?? []).Concat((await _ledger.Read(cancellation)).Where(known => !known.IsEmpty).Select(known => known.Id)))
            counts.TryAdd(id, 0);
        return new KeyUse(
            database.Personal.Active?.Id,
            [.. counts.OrderBy(count => count.Key, StringComparer.Ordinal).Select(count => new KeyCount(count.Key, count.Value, ring?.Has(count.Key, out _) is true))],
            clear);

        async Task Count(string sql, object? values)
        {
            await using var reader = await connection.ExecuteReaderAsync(new CommandDefinition(sql, values, cancellationToken: cancellation));
            while (await reader.ReadAsync(cancellation))
                counts[reader.GetString(0)] = counts.GetValueOrDefault(reader.GetString(0)) + reader.GetInt64(1);
        }
    }

    private async Task<(string? Last, int Rewritten)> Step(PersonalColumn column, string after, PersonalKey key, CancellationToken cancellation)
    {
        var dialect = database.ReadModel;
        await using var connection = await dialect.Open(cancellation);
        var found = new List<(string Row, string Stored)>();
        await using (var reader = await connection.ExecuteReaderAsync(new CommandDefinition(
            column.Page(dialect, after.Length > 0), column.Place(after, ("prefix", column.PrefixOf(key)), ("limit", StepRows)), cancellationToken: cancellation)))
        {
            while (await reader.ReadAsync(cancellation))
                found.Add((column.RowOf(reader), reader.GetString(column.Keys.Length)));
        }

        if (found.Count is 0)
            return (null, 0);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var rewritten = 0;
        foreach (var (row, stored) in found)
        {
            if (database.Rows.Again(column.Name, row, stored, key) is not { } again)
                continue;
            var marks = column.Name is RowCipher.Title ? database.Titles?.Of(database.Rows.Open(column.Name, row, stored)) : null;
            rewritten += await connection.ExecuteAsync(new CommandDefinition(
                column.Update(dialect), column.Place(row, ("stored", stored), ("again", again), ("marks", marks)), transaction, cancellationToken: cancellation));
        }

        await transaction.CommitAsync(cancellation);
        return (found.Count < StepRows ? null : found[^1].Row, rewritten);
    }
}

/// <summary>A column that lies encrypted.</summary>
/// <param name="Name">As <see cref="RowCipher"/> calls it.</param>
/// <param name="Keys">Of the table's row; the last may be a number.</param>
/// <param name="Condition">Which rows are encrypted.</param>
internal sealed record PersonalColumn(string Name, string Table, string Column, ImmutableArray<string> Keys, string Condition)
{
    private bool IsText => RowCipher.IsText(Name);

    public string PrefixOf(PersonalKey key) => (IsText ? "" : "\"") + System.Text.Encoding.ASCII.GetString(key.Prefix.Span) + "%";

    public string Page(ReadDialect dialect, bool goesOn) =>
        $"""
        select {string.Join(", ", Keys)}, {Text(dialect)} from {Table}
         where {Condition} and {IsSaid(dialect)} and {Text(dialect)} not like @prefix {(goesOn ? $"and ({string.Join(", ", Keys)}) > ({string.Join(", ", Keys.Select(key => $"@{key}"))})" : "")}
         order by {string.Join(", ", Keys)} limit @limit
        """;

    public string Update(ReadDialect dialect) =>
        $"""
        update {Table} set {Column} = {(IsText ? "@again" : dialect.AsJson("@again"))}{(Name is RowCipher.Title ? ", title_key = @marks" : "")}
         where {string.Join(" and ", Keys.Select(key => $"{key} = @{key}"))} and {Text(dialect)} = @stored
        """;

    public string Counted(ReadDialect dialect) =>
        $"select {dialect.KeyOf(Text(dialect))}, count(*) from {Table} where {Condition} and {IsSaid(dialect)} group by 1";

    public string RowOf(DbDataReader row) => Keys.Length is 1 ? row.GetString(0) : $"{row.GetString(0)}/{row.GetInt32(1)}";

    public DynamicParameters Place(string row, params ReadOnlySpan<(string Name, object? Value)> besides)
    {
        var values = new DynamicParameters();
        if (row.Length > 0)
        {
            var slash = Keys.Length is 1 ? row.Length : row.LastIndexOf('/');
            values.Add(Keys[0], row[..slash]);
            if (Keys.Length > 1)
                values.Add(Keys[1], int.Parse(row.AsSpan(slash + 1), System.Globalization.CultureInfo.InvariantCulture));
        }

        foreach (var (name, value) in besides)
            values.Add(name, value);
        return values;
    }

    /// <summary>Nothing, and that something was erased, may lie clear.</summary>
    private string IsSaid(ReadDialect dialect) => $"{Text(dialect)} not in ('', '{NoticeRow.Erased}')";

    private string Text(ReadDialect dialect) => IsText ? Column : dialect.TextOf(Column);
}
