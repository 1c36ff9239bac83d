using Npgsql;

namespace Suyuan.Storage;

/// <summary>
/// A set of rows that goes to the server as one array per column. Columns are declared once, and give both the text of
/// the statement and its parameters: nobody counts eighty dollar signs by hand.
/// </summary>
internal sealed class PostgresInput<TRow>(string name)
{
    private readonly List<Column> _columns = [];

    public PostgresInput<TRow> With<T>(string column, string type, Func<TRow, T> value)
    {
        _columns.Add(new Column(column, type, rows => new NpgsqlParameter<T[]> { TypedValue = [.. rows.Select(value)] }));
        return this;
    }

    /// <summary><c>name as (select … from unnest($4::text[], …))</c>, with parameters from the given number on.</summary>
    public string Declare(ref int next)
    {
        var arrays = new List<string>();
        foreach (var column in _columns)
            arrays.Add($"${next++}::{column.Type}[]");
        return $"{name} as (select * from unnest({string.Join(", ", arrays)}) as t({string.Join(", ", _columns.Select(c => c.Name))}))";
    }

    public void Bind(NpgsqlParameterCollection parameters, IReadOnlyList<TRow> rows)
    {
        foreach (var column in _columns)
            parameters.Add(column.Bind(rows));
    }

    private sealed record Column(string Name, string Type, Func<IReadOnlyList<TRow>, NpgsqlParameter> Bind);
}
