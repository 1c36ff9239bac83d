using System.Collections.Frozen;
using Suyuan.Deadlines;
using Suyuan.Disputes;

namespace Suyuan.Signals;

/// <summary>Sources of signals, and which doors of disputes count as found by ourselves.</summary>
internal sealed class SignalSources
{
    public const string File = "Signals/signal-sources.csv";

    private readonly FrozenDictionary<SignalSource, SignalSourceRow> _rows;
    private readonly FrozenSet<string> _foundDoors;

    private SignalSources(Dictionary<SignalSource, SignalSourceRow> rows)
    {
        _rows = rows.ToFrozenDictionary();
        _foundDoors = rows.Values.Where(row => row.IsFound && row.Door is not (Source.Visit or Source.Transfer)).Select(row => Kebab.Of(row.Door)).ToFrozenSet();
    }

    public SignalSourceRow this[SignalSource source] => _rows[source];

    /// <summary>True of a door through which only we come: what came by it was found before a party filed it.</summary>
    /// <param name="door">As the search row of a dispute spells it.</param>
    public bool IsFoundBy(string door) => _foundDoors.Contains(door);

    public static SignalSources Load(Func<string, TextReader> open)
    {
        var file = DataFile.Read(File, open(File), "source", "zh", "en", "door", "found");
        var rows = new Dictionary<SignalSource, SignalSourceRow>();
        foreach (var row in file.Rows)
        {
            if (!Kebab.TryParse<SignalSource>(row.Text("source"), out var source) || source is SignalSource.None)
                throw row.Wrong("source", $"\"{row.Text("source")}\" is no source of signals");
            if (!Kebab.TryParse<Source>(row.Text("door"), out var door) || door is Source.None)
                throw row.Wrong("door", $"\"{row.Text("door")}\" is no source of disputes");
            if (!rows.TryAdd(source, new SignalSourceRow(new Sentence(row.Text("zh"), row.Text("en")), door, row.Flag("found"))))
                throw row.Wrong("source", $"{row.Text("source")} is there twice");
        }

        return Enum.GetValues<SignalSource>().FirstOrDefault(source => source is not SignalSource.None && !rows.ContainsKey(source)) is SignalSource.None
            ? new SignalSources(rows)
            : throw file.Wrong("source", "every source needs a row");
    }
}

/// <param name="Door">Through which a dispute that it becomes is said to have come.</param>
/// <param name="IsFound">We found it ourselves.</param>
internal sealed record SignalSourceRow(Sentence Words, Source Door, bool IsFound);
