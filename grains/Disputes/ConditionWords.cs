using System.Collections.Frozen;
using Suyuan.Deadlines;

namespace Suyuan.Disputes;

/// <summary>What the conditions of acts are called, and what each rests on: <c>Disputes/conditions.csv</c>, read once.</summary>
internal sealed class ConditionWords
{
    public const string File = "Disputes/conditions.csv";

    /// <summary>That the last follow-up found it settled is a stage, and a condition only in the list of what leaving needs.</summary>
    private const string Settled = "settled";

    private readonly FrozenDictionary<string, ConditionRow> _rows;

    private ConditionWords(FrozenDictionary<string, ConditionRow> rows) => _rows = rows;

    public ConditionRow this[string condition] => _rows[condition];

    public static ConditionWords Load(Func<string, TextReader> open)
    {
        var file = DataFile.Read(File, open(File), "condition", "zh", "en", "basis");
        var rows = new Dictionary<string, ConditionRow>();
        foreach (var row in file.Rows)
        {
            var name = row.Text("condition");
            if (name is not Settled && Conditions.Find(name) is null)
                throw row.Wrong("condition", $"\"{name}\" is not a condition");
            if (!rows.TryAdd(name, new ConditionRow(new Sentence(row.Text("zh"), row.Text("en")), row.Text("basis"))))
                throw row.Wrong("condition", $"\"{name}\" stands twice");
        }

        return Conditions.Names.Append(Settled).FirstOrDefault(name => !rows.ContainsKey(name)) is { } missing
            ? throw file.Wrong("condition", $"there is no row {missing}")
            : new ConditionWords(rows.ToFrozenDictionary());
    }
}

/// <param name="Basis">The law or rule that the condition rests on.</param>
internal sealed record ConditionRow(Sentence Words, string Basis);
