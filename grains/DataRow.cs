using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;

namespace Suyuan;

/// <summary>One line of a <see cref="DataFile"/>. Each reading either gives a valid value or says what is wrong with the field.</summary>
internal sealed class DataRow(string file, long line, FrozenDictionary<string, int> columns, string[] values)
{
    public long Line => line;

    /// <summary>The field as written; may be empty.</summary>
    public string Optional(string field) => values[columns[field]];

    public string Text(string field) =>
        Optional(field) is { Length: > 0 } text ? text : throw Wrong(field, "a value is required");

    public int Whole(string field, int min, int max)
    {
        if (!int.TryParse(Optional(field), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
            throw Wrong(field, $"\"{Optional(field)}\" is not a whole number");
        return number >= min && number <= max ? number : throw Wrong(field, $"{number} is not between {min} and {max}");
    }

    public decimal Number(string field) =>
        decimal.TryParse(Optional(field), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw Wrong(field, $"\"{Optional(field)}\" is not a number");

    public bool Flag(string field) => Optional(field) switch
    {
        "true" => true,
        "false" => false,
        var other => throw Wrong(field, $"\"{other}\" is neither true nor false"),
    };

    public DateOnly Date(string field) =>
        DateOnly.TryParseExact(Optional(field), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date
            : throw Wrong(field, $"\"{Optional(field)}\" is not a date (yyyy-MM-dd)");

    public DateOnly? OptionalDate(string field) => Optional(field).Length == 0 ? null : Date(field);

    /// <summary>A word that must be one of those given, and what it stands for.</summary>
    public T Word<T>(string field, IReadOnlyDictionary<string, T> words) =>
        words.TryGetValue(Optional(field), out var value)
            ? value
            : throw Wrong(field, $"\"{Optional(field)}\" is none of {string.Join(", ", words.Keys.Order(StringComparer.Ordinal))}");

    /// <summary>Words separated by <c>|</c>; empty gives none.</summary>
    public ImmutableArray<string> List(string field) =>
        [.. Optional(field).Split('|', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];

    public DataFileException Wrong(string field, string problem) => new($"{file} line {line}, {field}: {problem}.");
}
