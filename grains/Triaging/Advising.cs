using System.Collections.Immutable;
using Suyuan.Agencies;
using Suyuan.Areas;
using Suyuan.Deadlines;
using Suyuan.Disputes;

namespace Suyuan.Triaging;

/// <summary>分流建议: what was told in, advice out. Pure; nothing is recorded and nothing is decided.</summary>
internal static class Advising
{
    private const int MostSuggestions = 5;

    private const int MostQuestions = 6;

    /// <summary>Null when every field is within its bounds.</summary>
    public static Refusal? Check(TriageQuestion question, LawBook law)
    {
        var field = new FieldChecks();
        field.RequiredText("narrative", question.Narrative, 1, 20_000);
        field.Text("title", question.Title, 1, 100);
        if (question.AreaCode is { } code && (!AreaCode.TryParse(code, null, out var area) || !law.Areas.Exists(area)))
            field.Fault("areaCode", RefusalCode.UnknownArea, new Fact("area", FieldChecks.Shown(code)));
        if (question.Category is { } category && law.Routing.Category(category) is null)
            field.Fault("category", RefusalCode.UnknownCategory, new Fact("value", FieldChecks.Shown(category)), new Fact("allowed", string.Join('|', law.Routing.Categories.Select(one => one.Code))));
        return field.Refusal;
    }

    public static TriageAdvice Of(Told told, LawBook law)
    {
        var book = law.Triage;
        var found = book.Vocabulary.Find(told.Title, told.Narrative);
        var ranked = Weighing.Of(found, book);
        var confidence = ranked is [var first, ..] ? first.Confidence : 0;
        var confident = confidence >= book.Confidence.Enough;
        return new TriageAdvice
        {
            Confident = confident,
            Confidence = confidence,
            Verdict = Verdict(ranked, confident, law),
            Suggestions = [.. Shown(ranked, told.Category).Select(weighed => View(weighed, told.Area, law))],
            Ask = Questions(ranked, confident, told.Known.Union(found.Keys), law),
            Alerts = [.. book.Alerts.Select(alert => Alert(alert, found)).OfType<TriageAlert>()],
            Version = book.Version,
        };
    }

    private static IEnumerable<Weighed> Shown(ImmutableArray<Weighed> ranked, string? named)
    {
        var shown = ranked.Take(MostSuggestions).ToImmutableArray();
        return named is null || shown.Any(weighed => weighed.Category == named)
            ? shown
            : shown.Append(ranked.FirstOrDefault(weighed => weighed.Category == named) ?? new Weighed(named, 0, 0, 0, -100, []));
    }

    private static Sentence Verdict(ImmutableArray<Weighed> ranked, bool confident, LawBook law)
    {
        if (ranked is not [var first, ..])
            return new Sentence("没有找到可以判断类别的依据，请先问清下面的问题。", "Nothing in it tells the category; ask the questions below first.");
        var name = law.Routing.Category(first.Category)!;
        return confident
            ? new Sentence($"建议按“{name.Zh}”分流，把握约 {first.Confidence}%；由分流人员决定。", $"It looks like {name.En}, with about {first.Confidence}% confidence; whoever triages decides.")
            : new Sentence($"把握不足（最接近“{name.Zh}”，约 {first.Confidence}%），请先问清下面的问题。", $"Not clear (nearest: {name.En}, about {first.Confidence}%); ask the questions below first.");
    }

    private static SuggestedCategory View(Weighed weighed, AreaCode? area, LawBook law)
    {
        var category = law.Routing.Category(weighed.Category)!;
        var advice = law.Routing.Route(area ?? law.Areas.City.Code, weighed.Category, law.Areas)!;
        var routing = area is { } place ? RoutingViews.Of(place, category, law) : null;
        return new SuggestedCategory
        {
            Category = category.Code,
            Name = new Sentence(category.Zh, category.En),
            Score = weighed.Score,
            Confidence = weighed.Confidence,
            Because = weighed.Because,
            Channel = new SuggestedChannel(advice.DefaultChannel.Id, new Sentence(advice.DefaultChannel.Zh, advice.DefaultChannel.En), advice.ChannelReason),
            OtherChannels = [.. category.SpecialChannels.Select(id => law.Routing.Channel(id)!).Select(channel => new NamedWord(channel.Id, new Sentence(channel.Zh, channel.En)))],
            Lead = routing?.FirstBody,
            Owner = routing?.Sector,
        };
    }

    private static ImmutableArray<TriageAsk> Questions(ImmutableArray<Weighed> ranked, bool confident, ImmutableHashSet<string> known, LawBook law)
    {
        var first = ranked is [var likeliest, ..] ? likeliest.Category : null;
        var undecided = !confident && ranked is [var ahead, _, ..] && ahead.Lead < law.Triage.Confidence.Near;
        return
        [
            .. law.Triage.Inquiries
                .Where(inquiry => inquiry.Asked switch { Asked.Undecided => undecided, Asked.Unsure => !confident, _ => true })
                .Where(inquiry => inquiry.Categories.IsEmpty || (first is not null && inquiry.Categories.Contains(first)))
                .Where(inquiry => inquiry.When.All(known.Contains) && !inquiry.Unless.Any(known.Contains))
                .Take(MostQuestions)
                .Select(inquiry => new TriageAsk(inquiry.Id, new Sentence(Fill(inquiry.Question.Zh, zh: true), Fill(inquiry.Question.En, zh: false)), inquiry.Why)),
        ];

        string Fill(string template, bool zh) => SentenceTemplate.Fill(template, fact => fact switch
        {
            "first" => Name(0, zh),
            "second" => Name(1, zh),
            _ => null,
        });

        string? Name(int place, bool zh) =>
            place < ranked.Length && law.Routing.Category(ranked[place].Category) is { } category ? (zh ? category.Zh : category.En) : null;
    }

    private static TriageAlert? Alert(AlertRule alert, IReadOnlyDictionary<string, FoundWords> found)
    {
        var words = alert.Cues.Where(found.ContainsKey).Select(cue => found[cue]).ToImmutableArray();
        return words.IsEmpty ? null : new TriageAlert(alert.Id, alert.Name, alert.Advice, words);
    }
}

/// <summary>What triage help looks at.</summary>
/// <param name="Category">Shown whatever speaks for it.</param>
/// <param name="Known">Cues of facts that are known from elsewhere, so that nobody is asked for them again.</param>
internal sealed record Told(string? Title, string Narrative, AreaCode? Area, string? Category, ImmutableHashSet<string> Known)
{
    private const string Place = "place";

    public static Told Of(TriageQuestion question)
    {
        AreaCode? area = question.AreaCode is { } code ? AreaCode.Parse(code) : null;
        return new Told(question.Title, question.Narrative!, area, question.Category, area is null ? [] : [Place]);
    }

    public static Told Of(DisputeView dispute)
    {
        var known = ImmutableHashSet.Create(Place);
        if (dispute.Amount is not null)
            known = known.Add("amount");
        if (dispute.OccurredOn is not null)
            known = known.Add("date");
        if (dispute.PeopleInvolved is not null)
            known = known.Add("group-size");
        return new Told(dispute.Title, dispute.Narrative, dispute.Area, dispute.Category, known);
    }
}
