using System.Collections.Frozen;
using Suyuan.Deadlines;

namespace Suyuan.Disputes;

/// <summary>Each stage in plain words: <c>Disputes/stages.csv</c>.</summary>
internal sealed class StageWords
{
    public const string File = "Disputes/stages.csv";

    private readonly FrozenDictionary<Stage, Sentence> _words;

    private StageWords(FrozenDictionary<Stage, Sentence> words) => _words = words;

    public Sentence this[Stage stage] => _words[stage];

    public static StageWords Load(Func<string, TextReader> open)
    {
        var words = new Dictionary<Stage, Sentence>();
        foreach (var row in DataFile.Read(File, open(File), "stage", "zh", "en").Rows)
        {
            if (!Kebab.TryParse<Stage>(row.Text("stage"), out var stage) || stage is Stage.None)
                throw row.Wrong("stage", $"\"{row.Text("stage")}\" is not a stage");
            if (!words.TryAdd(stage, new Sentence(row.Text("zh"), row.Text("en"))))
                throw row.Wrong("stage", $"{row.Text("stage")} is there twice");
        }

        var missing = Enum.GetValues<Stage>().Where(stage => stage is not Stage.None && !words.ContainsKey(stage)).ToArray();
        return missing.Length == 0
            ? new StageWords(words.ToFrozenDictionary())
            : throw new DataFileException($"{File}: no row for {string.Join(", ", missing.Select(stage => Kebab.Of(stage)))}.");
    }
}
