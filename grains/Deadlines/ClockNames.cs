using System.Collections.Frozen;

namespace Suyuan.Deadlines;

/// <summary>What the clocks of a dispute are for, in words.</summary>
internal sealed class ClockNames
{
    public const string File = "Deadlines/clock-names.csv";

    private static readonly Sentence Nameless = new("期限", "time limit");

    private readonly FrozenDictionary<string, Sentence> _names;

    private ClockNames(FrozenDictionary<string, Sentence> names) => _names = names;

    public static ClockNames Load(Func<string, TextReader> open)
    {
        var names = new Dictionary<string, Sentence>();
        foreach (var row in DataFile.Read(File, open(File), "key", "zh", "en").Rows)
            if (!names.TryAdd(row.Text("key"), new Sentence(row.Text("zh"), row.Text("en"))))
                throw row.Wrong("key", $"{row.Text("key")} is there twice");
        return new ClockNames(names.ToFrozenDictionary());
    }

    /// <summary>By the clock's key; one without a name of its own is called by what it begins with.</summary>
    public Sentence Of(string key) => _names.GetValueOrDefault(key) ?? _names.GetValueOrDefault(Beginning(key)) ?? Nameless;

    private static string Beginning(string key) => key.IndexOf('-', StringComparison.Ordinal) is >= 0 and var hyphen ? key[..(hyphen + 1)] : key;
}
