using System.Collections.Frozen;
using System.Collections.Immutable;
using Suyuan.Agencies;
using Suyuan.Areas;
using Suyuan.Deadlines;
using Suyuan.Identity;

namespace Suyuan.Disputes;

/// <summary>Who refers matters to us, by when and of what they hear: <c>Disputes/referrers.csv</c> and <c>Disputes/feedback.csv</c>, read once.</summary>
internal sealed class Referrers
{
    public const string File = "Disputes/referrers.csv";
    public const string FeedbackFile = "Disputes/feedback.csv";

    private static readonly FrozenDictionary<string, Source> Sources =
        Enum.GetValues<Source>().Where(source => source is not Source.None).ToFrozenDictionary(source => Kebab.Of(source));

    private static readonly FrozenDictionary<string, AreaLevel> Levels =
        new[] { AreaLevel.Township, AreaLevel.County, AreaLevel.City }.ToFrozenDictionary(level => Kebab.Of(level));

    private static readonly FrozenDictionary<string, Stage> Stages =
        Enum.GetValues<Stage>().Where(stage => stage is not Stage.None).ToFrozenDictionary(stage => Kebab.Of(stage));

    private readonly FrozenDictionary<Source, ReferrerRow> _rows;
    private readonly FrozenDictionary<Stage, FeedbackRow> _feedback;

    private Referrers(FrozenDictionary<Source, ReferrerRow> rows, FrozenDictionary<Stage, FeedbackRow> feedback) => (_rows, _feedback) = (rows, feedback);

    /// <summary>Null for a stage of which no referrer hears.</summary>
    public FeedbackRow? Feedback(Stage stage) => _feedback.GetValueOrDefault(stage);

    /// <summary>Null for what nobody referred: a visit, a call, our own finding.</summary>
    public ReferrerRow? Find(Source source) => _rows.GetValueOrDefault(source);

    /// <summary>Who referred it: who reported it for another agency, or whoever usually refers from this source there. Null: nobody.</summary>
    /// <param name="ours">The unit that receives it; nobody refers to himself.</param>
    public AgencyId? Of(Source source, AreaCode area, Actor by, AgencyId ours, LawBook law)
    {
        if (Find(source) is not { } row)
            return null;
        if (by.Agency is { } reporter && reporter != ours)
            return reporter;
        return row.Kinds
            .SelectMany(kind => law.Areas.AncestorsOf(area).Select(above => above.Code).Prepend(area)
                .Where(code => code.Level >= row.Level)
                .Select(code => AgencyId.Of(code, kind)))
            .Where(agency => agency != ours && law.Routing.Exists(agency, law.Areas))
            .Select(agency => (AgencyId?)agency)
            .FirstOrDefault();
    }

    public static Referrers Load(Func<string, TextReader> open, Routing routing, RuleCatalogue rules, NoticeCatalogue notices)
    {
        var rows = new Dictionary<Source, ReferrerRow>();
        foreach (var row in DataFile.Read(File, open(File), "source", "referrer", "level", "limit").Rows)
        {
            var kinds = row.List("referrer");
            if (kinds.FirstOrDefault(kind => routing.Kind(kind) is null) is { } unknown)
                throw row.Wrong("referrer", $"there is no kind of agency {unknown}");
            var limit = row.Optional("limit");
            if (limit.Length > 0 && !rules.Exists(limit))
                throw row.Wrong("limit", $"there is no time limit {limit}");
            if (!rows.TryAdd(
                    row.Word("source", Sources),
                    new ReferrerRow(kinds, kinds.IsEmpty ? AreaLevel.Township : row.Word("level", Levels), limit.Length > 0 ? limit : null)))
                throw row.Wrong("source", $"{row.Text("source")} is there twice");
        }

        var feedback = new Dictionary<Stage, FeedbackRow>();
        foreach (var row in DataFile.Read(FeedbackFile, open(FeedbackFile), "stage", "notice", "ends", "zh", "en").Rows)
        {
            if (notices.Find(row.Text("notice")) is null)
                throw row.Wrong("notice", $"there is no notice {row.Text("notice")}");
            if (!feedback.TryAdd(row.Word("stage", Stages), new FeedbackRow(row.Text("notice"), row.Flag("ends"), new Sentence(row.Text("zh"), row.Text("en")))))
                throw row.Wrong("stage", $"{row.Text("stage")} is there twice");
        }

        return new Referrers(rows.ToFrozenDictionary(), feedback.ToFrozenDictionary());
    }
}

/// <param name="Kinds">Of agencies; empty: nobody usually refers from there.</param>
/// <param name="Limit">Time limit from the registration within which the referrer hears of the outcome; null: the channel's own.</param>
internal sealed record ReferrerRow(ImmutableArray<string> Kinds, AreaLevel Level, string? Limit);

/// <param name="Ends">The referrer knows the outcome, and the limit for the feedback is kept.</param>
internal sealed record FeedbackRow(string Notice, bool Ends, Sentence Words);
