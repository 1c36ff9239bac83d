using System.Collections.Immutable;
using Suyuan.Areas;
using Suyuan.Matters;

namespace Suyuan.Mediators;

/// <summary>Who could lead a mediation, best first, each with the points and why; and who was left out, and why.</summary>
internal static class RankingRules
{
    public static Ranking Rank(CaseFacts facts, IReadOnlyCollection<KeyValuePair<MatterNumber, MediatorFacts>> mediators, DateOnly today, LawBook law)
    {
        var judged = mediators.Select(mediator => new Judged(mediator.Key, mediator.Value, Judge(facts, mediator.Key, mediator.Value, today, law.Mediators))).ToArray();
        // 司法行政部门的名录: where nobody of the place can take it, whoever serves another place of the county may.
        var fallback = judged.All(mediator => mediator.Unfit is not Unfit.None);
        bool Fits(Judged mediator) => mediator.Unfit is Unfit.None || (fallback && mediator.Unfit is Unfit.OutOfArea);
        var most = Math.Max(1, judged.Where(Fits).Select(mediator => mediator.Facts.EndedIn(today.Year)).DefaultIfEmpty().Max());
        return new Ranking(
            law.Mediators.Ranking.Version,
            [
                .. judged.Where(Fits).Select(mediator => Ranked(facts, mediator, most, today, law))
                    .OrderByDescending(ranked => ranked.Points).ThenBy(ranked => ranked.Load).ThenBy(ranked => Spread(facts.Number, ranked.Number)),
            ],
            [
                .. judged.Where(mediator => !Fits(mediator)).OrderBy(mediator => mediator.Number.ToString(), StringComparer.Ordinal)
                    .Select(mediator => new LeftOut(mediator.Number, mediator.Facts.Name, mediator.Facts.Organisation, mediator.Unfit, law.Mediators[mediator.Unfit])),
            ],
            fallback && judged.Any(Fits));
    }

    private static Unfit Judge(CaseFacts facts, MatterNumber number, MediatorFacts mediator, DateOnly today, MediatorBook book)
    {
        var id = number.ToString();
        if (facts.Excluded.Contains(id))
            return Unfit.Excluded;
        if (facts.Asked.Contains(id))
            return Unfit.AskedAlready;
        if (Fitness.Of(mediator, facts.Seat, today, facts.Parties, book) is not Unfit.None and var unfit)
            return unfit;
        // Who is named by hand need not be of the field or the place.
        if (facts.Named == id)
            return Unfit.None;
        if (facts.Category is { } category && !mediator.Fields.IsEmpty && !mediator.Fields.Contains(category))
            return Unfit.OutOfField;
        return Nearest(mediator, facts.Area) is AreaLevel.None ? Unfit.OutOfArea : Unfit.None;
    }

    private static RankedMediator Ranked(CaseFacts facts, Judged judged, int most, DateOnly today, LawBook law)
    {
        var (mediator, table) = (judged.Facts, law.Mediators.Ranking);
        var reasons = ImmutableArray.CreateBuilder<RankingReason>();
        reasons.Add(table.Reason("competence", facts.Category is { } category && mediator.Fields.Contains(category) ? "field" : "general"));
        if (facts.Category is { } known && law.Routing.Category(known)?.MediationBody == mediator.Organisation.Kind)
            reasons.Add(table.Reason("organisation", "mediation-body"));
        reasons.Add(table.Reason("place", PlaceOf(Nearest(mediator, facts.Area))));
        if (facts.Languages.Count(needed => mediator.Languages.Contains(needed, StringComparer.OrdinalIgnoreCase)) is > 0 and var spoken)
            reasons.Add(table.Reason("language", "spoken", spoken / (decimal)facts.Languages.Length));
        if (mediator.Capacity > mediator.Load)
            reasons.Add(table.Reason("load", "free-share", (mediator.Capacity - mediator.Load) / (decimal)mediator.Capacity));
        if (facts.Former.Contains(judged.Number.ToString()))
            reasons.Add(table.Reason("continuity", "former"));
        if (mediator.EndedIn(today.Year) < most)
            reasons.Add(table.Reason("balance", "fewer-cases", (most - mediator.EndedIn(today.Year)) / (decimal)most));
        return new RankedMediator(
            judged.Number, mediator.Name, mediator.Is, mediator.Organisation, mediator.Load, mediator.Capacity, mediator.Sample, reasons.Sum(reason => reason.Points), reasons.ToImmutable());
    }

    /// <summary>The smallest of the mediator's areas that holds the place, by its level; none when none does.</summary>
    private static AreaLevel Nearest(MediatorFacts mediator, AreaCode area) => mediator.Areas
        .Select(AreaCode.Parse)
        .Where(served => area.ToString().StartsWith(AreaTree.PrefixOf(served), StringComparison.Ordinal))
        .Select(served => served.Level)
        .DefaultIfEmpty(AreaLevel.None)
        .Min();

    private static string PlaceOf(AreaLevel nearest) => nearest switch
    {
        AreaLevel.None => "directory",
        AreaLevel.City => "city",
        AreaLevel.County => "county",
        AreaLevel.Township => "township",
        _ => "village",
    };

    /// <summary>Equals come in another order for each case, and in the same whenever it is asked for that case.</summary>
    private static uint Spread(string number, MatterNumber mediator)
    {
        var hash = 2_166_136_261u;
        foreach (var character in $"{number}/{mediator}")
            hash = unchecked((hash ^ character) * 16_777_619u);
        return hash;
    }

    private sealed record Judged(MatterNumber Number, MediatorFacts Facts, Unfit Unfit);
}
