using System.Collections.Frozen;
using System.Collections.Immutable;
using Suyuan.Deadlines;

namespace Suyuan.Mediators;

/// <summary>以案定补: what a case is worth by its difficulty and result.</summary>
internal sealed class AllowanceTable
{
    public const string DifficultyFile = "Mediators/allowance-difficulty.csv";
    public const string File = "Mediators/allowance.csv";

    private static readonly FrozenDictionary<string, Sentence> Results = new Dictionary<string, Sentence>
    {
        ["agreed-written"] = new("书面协议", "a written agreement"),
        ["agreed-oral"] = new("口头协议", "an oral agreement"),
        ["not-agreed"] = new("未达成协议", "no agreement"),
    }.ToFrozenDictionary();

    private readonly ImmutableArray<DifficultyRow> _difficulties;
    private readonly FrozenDictionary<(string Difficulty, string Result), (int Yuan, int Share)> _amounts;

    private AllowanceTable(string version, ImmutableArray<DifficultyRow> difficulties, FrozenDictionary<(string, string), (int, int)> amounts) =>
        (Version, _difficulties, _amounts) = (version, difficulties, amounts);

    public string Version { get; }

    /// <summary>The last row of which one criterion is reached; the first where none is.</summary>
    public DifficultyRow DifficultyOf(decimal? amount, int? people, int sessions) =>
        _difficulties.LastOrDefault(row => amount >= row.AmountFrom || people >= row.PeopleFrom || sessions >= row.SessionsFrom) ?? _difficulties[0];

    /// <summary>What somebody in a seat is due, with the sentence that says how it was found.</summary>
    public (decimal Yuan, Sentence Words) Of(DifficultyRow difficulty, string result, Seat seat, KindRow kind)
    {
        var (yuan, share) = _amounts[(difficulty.Id, result)];
        var said = Results[result];
        if (kind.Salaried)
            return (0, new Sentence($"{kind.Name.Zh}领取薪酬，不另发个案补贴。", $"A {kind.Name.En} is paid a salary; there is no allowance for single cases."));
        return seat is Seat.Lead
            ? (yuan, new Sentence(
                $"{difficulty.Name.Zh}纠纷，{said.Zh}，主持调解：{yuan}元（{Version}）。",
                $"A case called {difficulty.Name.En}, {said.En}, led: {yuan} yuan ({Version})."))
            : (yuan * share / 100m, new Sentence(
                $"{difficulty.Name.Zh}纠纷，{said.Zh}，参与调解，按主持人的{share}%：{yuan * share / 100m}元（{Version}）。",
                $"A case called {difficulty.Name.En}, {said.En}, took part, {share}% of who led: {yuan * share / 100m} yuan ({Version})."));
    }

    public static AllowanceTable Load(Func<string, TextReader> open)
    {
        var first = DataFile.Read(DifficultyFile, open(DifficultyFile), "difficulty", "zh", "en", "amountFrom", "peopleFrom", "sessionsFrom");
        var difficulties = first.Rows.Select(row => new DifficultyRow(
            row.Text("difficulty"), new Sentence(row.Text("zh"), row.Text("en")), From(row, "amountFrom"), From(row, "peopleFrom"), From(row, "sessionsFrom"))).ToImmutableArray();
        if (difficulties.IsEmpty)
            throw first.Wrong("difficulty", "there is no row");
        var file = DataFile.Read(File, open(File), "difficulty", "result", "yuan", "share");
        var amounts = new Dictionary<(string, string), (int, int)>();
        foreach (var row in file.Rows)
        {
            if (difficulties.All(difficulty => difficulty.Id != row.Text("difficulty")))
                throw row.Wrong("difficulty", $"there is no {row.Text("difficulty")} in {DifficultyFile}");
            row.Word("result", Results);
            if (!amounts.TryAdd((row.Text("difficulty"), row.Text("result")), (row.Whole("yuan", 0, 100_000), row.Whole("share", 0, 100))))
                throw row.Wrong("result", $"{row.Text("difficulty")} {row.Text("result")} is there twice");
        }

        return difficulties.SelectMany(_ => Results.Keys, (difficulty, result) => (difficulty.Id, result)).FirstOrDefault(key => !amounts.ContainsKey(key)) is { Id: not null } missing
            ? throw file.Wrong("difficulty", $"there is no row for {missing.Id} {missing.result}")
            : new AllowanceTable(file.Version, difficulties, amounts.ToFrozenDictionary());
    }

    private static int? From(DataRow row, string field) => row.Optional(field).Length == 0 ? null : row.Whole(field, 0, 1_000_000_000);
}

/// <summary>A grade of difficulty and what reaches it; null: the criterion does not count.</summary>
internal sealed record DifficultyRow(string Id, Sentence Name, int? AmountFrom, int? PeopleFrom, int? SessionsFrom);
