using System.Collections.Frozen;
using System.Collections.Immutable;
using Suyuan.Agencies;
using Suyuan.Disputes;

namespace Suyuan.Deadlines;

/// <summary>What the views say about a clock besides its due date: <c>Deadlines/clock-words.csv</c>.</summary>
internal sealed class ClockWords
{
    public const string File = "Deadlines/clock-words.csv";

    private static readonly ImmutableArray<string> Remarks =
        ["from-occurrence", "from-registration", "from-end", "limitation-run-out", "period-run-out", "limitation-interrupted", "basis", "unconfirmed"];

    private static readonly FrozenDictionary<string, string> RemarkOfTrigger = new Dictionary<string, string>
    {
        [PartyClocks.FromOccurrence] = "from-occurrence",
        [PartyClocks.FromRegistration] = "from-registration",
        [PartyClocks.FromEnd] = "from-end",
    }.ToFrozenDictionary();

    private readonly FrozenDictionary<string, Sentence> _sentences;

    private ClockWords(FrozenDictionary<string, Sentence> sentences) => _sentences = sentences;

    public static ClockWords Load(Func<string, TextReader> open)
    {
        var file = DataFile.Read(File, open(File), "key", "zh", "en");
        ImmutableArray<string> keys = [.. Enum.GetValues<Duty>().Where(duty => duty is not Duty.None).Select(Key), .. Remarks];
        var sentences = new Dictionary<string, Sentence>();
        foreach (var row in file.Rows)
        {
            if (!keys.Contains(row.Text("key")))
                throw row.Wrong("key", $"\"{row.Text("key")}\" is none of {string.Join(", ", keys)}");
            if (!sentences.TryAdd(row.Text("key"), new Sentence(row.Text("zh"), row.Text("en"))))
                throw row.Wrong("key", $"{row.Text("key")} is there twice");
        }

        return keys.FirstOrDefault(key => !sentences.ContainsKey(key)) is { } missing
            ? throw file.Wrong("key", $"there is no row {missing}")
            : new ClockWords(sentences.ToFrozenDictionary());
    }

    /// <summary>Who must act, in words.</summary>
    public Sentence this[Duty duty] => _sentences[Key(duty)];

    /// <summary>What must be said beside the count of a party's own clock, with the law that the category rests on; or null.</summary>
    public Sentence? RemarkOn(Clock clock, LimitationBasis? basis) => RemarkOn(clock) is not { } remark || basis is null
        ? RemarkOn(clock)
        : new Sentence(
            $"{remark.Zh}{_sentences["basis"].Zh}{basis.Text}{(basis.Confirmed ? "。" : _sentences["unconfirmed"].Zh)}",
            $"{remark.En} {_sentences["basis"].En} {basis.Text}{(basis.Confirmed ? "." : $" {_sentences["unconfirmed"].En}")}");

    private Sentence? RemarkOn(Clock clock) => clock switch
    {
        _ when !clock.IsOwn() => null,
        { Status: ClockStatus.Interrupted } => _sentences["limitation-interrupted"],
        { Status: ClockStatus.Expired, Key: ClockKeys.Limitation } => _sentences["limitation-run-out"],
        { Status: ClockStatus.Expired } => _sentences["period-run-out"],
        _ => RemarkOfTrigger.GetValueOrDefault(clock.Due.Trigger.Event) is { } remark ? _sentences[remark] : null,
    };

    private static string Key(Duty duty) => $"duty-{Kebab.Of(duty)}";
}
