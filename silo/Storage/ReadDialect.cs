using System.Data.Common;

namespace Suyuan.Storage;

/// <summary>Where the two databases differ for the read model: instants, a set of keys, and a few words of SQL.</summary>
internal abstract class ReadDialect
{
    /// <summary>The value that sorts a dispute without a due date last.</summary>
    public abstract string NoDueDate { get; }

    /// <summary>What a column of yes and no holds for yes.</summary>
    public abstract string True { get; }

    public abstract ValueTask<DbConnection> Open(CancellationToken cancellation);

    public abstract object Instant(DateTimeOffset instant);

    public abstract DateTimeOffset ReadInstant(DbDataReader row, int column);

    /// <summary>A list of keys as one parameter.</summary>
    public abstract object Keys(IEnumerable<string> keys);

    /// <summary>A list of numbers as one parameter.</summary>
    public abstract object Numbers(IEnumerable<long> numbers);

    /// <summary>Condition that a column is one of the keys in a parameter.</summary>
    public abstract string IsAnyOf(string column, string parameter);

    /// <summary>Whole days from an instant to a column's, a whole number of days belonging to the day before: 24:00 is still that day.</summary>
    public abstract string DaysBetween(string instant, string column);

    /// <summary>Whole seconds between two instants, as a 64-bit number.</summary>
    public abstract string Seconds(string from, string to);

    /// <summary>A member of a JSON object, as text.</summary>
    public abstract string Member(string column, string name);

    /// <summary>Id of the key of an encrypted value in a column, empty where the value is clear.</summary>
    public abstract string KeyOf(string column);

    /// <summary>A column of JSON as text.</summary>
    public abstract string TextOf(string column);

    /// <summary>A parameter of text for a column of JSON.</summary>
    public abstract string AsJson(string parameter);

    /// <summary>Condition that a column holds the parameter's text literally: no pattern, so nothing to escape.</summary>
    public abstract string Holds(string column, string parameter);
}
