using System.Globalization;
using Npgsql;

namespace Suyuan.Storage;

/// <summary>
/// A set of rows that goes to the server as one array per column. Columns are declared once, and give both the text of
/// the statement and its parameters: nobody counts eighty dollar signs by hand.
/// </summary>
internal abstract class PostgresInput(string name)
{
    /// <summary>How the steps of the statement call it.</summary>
    public string Name { get; } = name;

    /// <summary><c>name as (select … from unnest($4::text[], …))</c>, with parameters from the given number on.</summary>
    public abstract string Declare(ref int next);

    /// <returns>False, and nothing bound, when the batch has no such rows.</returns>
    public abstract bool Bind(NpgsqlParameterCollection parameters, IReadOnlyList<StateWrite> batch);
}

/// <param name="rows">What one write has of them.</param>
internal sealed class PostgresInput<TRow>(string name, Func<StateWrite, IEnumerable<TRow>> rows) : PostgresInput(name)
{
    private readonly List<Column> _columns = [new Column("item", "int", found => new NpgsqlParameter<int[]> { TypedValue = [.. found.Select(row => row.Item)] })];

    public PostgresInput<TRow> With<T>(string column, string type, Func<TRow, T> value)
    {
        _columns.Add(new Column(column, type, found => new NpgsqlParameter<T[]> { TypedValue = Values(found, value) }));
        return this;
    }

    public override string Declare(ref int next)
    {
        var arrays = new List<string>();
        foreach (var column in _columns)
            arrays.Add(string.Create(CultureInfo.InvariantCulture, $"${next++}::{column.Type}[]"));
        return $"{Name} as (select * from unnest({string.Join(", ", arrays)}) as t({string.Join(", ", _columns.Select(c => c.Name))}))";
    }

    public override bool Bind(NpgsqlParameterCollection parameters, IReadOnlyList<StateWrite> batch)
    {
        var found = new List<(int Item, TRow Row)>(batch.Count);
        for (var item = 0; item < batch.Count; item++)
        {
            foreach (var row in rows(batch[item]))
                found.Add((item, row));
        }

        if (found.Count is 0)
            return false;
        foreach (var column in _columns)
            parameters.Add(column.Bind(found));
        return true;
    }

    private static T[] Values<T>(List<(int Item, TRow Row)> found, Func<TRow, T> value)
    {
        var values = new T[found.Count];
        for (var i = 0; i < values.Length; i++)
            values[i] = value(found[i].Row);
        return values;
    }

    private sealed record Column(string Name, string Type, Func<List<(int Item, TRow Row)>, NpgsqlParameter> Bind);
}
