using System.Collections.Frozen;

namespace Suyuan;

/// <summary>A data file of named values: each key once, counted in the unit that the code expects, with its source.</summary>
internal sealed class NamedValues
{
    private readonly DataFile _file;
    private readonly Dictionary<string, DataRow> _rows = [];

    private NamedValues(DataFile file) => _file = file;

    /// <param name="units">The keys that there may be, and what each is counted in.</param>
    /// <param name="alsoFrom">Column with the day from which a value is in force; null where the file has none.</param>
    public static NamedValues Read(string name, Func<string, TextReader> open, FrozenDictionary<string, string> units, string? alsoFrom = null)
    {
        var values = new NamedValues(DataFile.Read(name, open(name), ["key", "value", "unit", "source", .. alsoFrom is null ? Array.Empty<string>() : [alsoFrom]]));
        foreach (var row in values._file.Rows)
        {
            if (row.Word("key", units) is var unit && row.Text("unit") != unit)
                throw row.Wrong("unit", $"{row.Text("key")} is counted in {unit}");
            if (!values._rows.TryAdd(row.Text("key"), row))
                throw row.Wrong("key", $"{row.Text("key")} is there twice");
            row.Text("source");
            if (alsoFrom is not null)
                row.Date(alsoFrom);
        }

        return values;
    }

    /// <exception cref="DataFileException">There is no such row.</exception>
    public DataRow this[string key] => _rows.TryGetValue(key, out var row) ? row : throw _file.Wrong("key", $"there is no row {key}");

    public int Whole(string key, int min, int max) => this[key].Whole("value", min, max);
}
