using System.Collections.Immutable;
using Suyuan.Areas;

namespace Suyuan.Load.Rehearsing;

/// <summary>One dispute at the door.</summary>
/// <param name="After">Time of the product's clock since the beginning.</param>
/// <param name="DuplicateOf">Index of the earlier arrival that it repeats, or null.</param>
internal sealed record Arrival(int Index, TimeSpan After, string Area, string Category, string Narrative, int? DuplicateOf)
{
    public object Registration(Random random) => new
    {
        areaCode = Area,
        // The window does not always know.
        category = random.NextDouble() < 0.8 ? Category : null,
        narrative = Narrative,
        source = Sources[random.Next(Sources.Length)],
        parties = new[]
        {
            new { role = "applicant", kind = "person", name = $"{Surnames[random.Next(Surnames.Length)]}某某", telephone = $"1390000{random.Next(10_000):0000}" },
            new { role = "respondent", kind = "person", name = $"{Surnames[random.Next(Surnames.Length)]}某", telephone = $"1380000{random.Next(10_000):0000}" },
        },
        peopleInvolved = 2 + random.Next(6),
    };

    private static readonly string[] Sources = ["visit", "telephone", "online", "grid", "screening", "hotline", "petition", "police", "court"];

    private static readonly string[] Surnames = ["王", "李", "张", "刘", "陈", "杨", "黄", "周", "吴", "徐"];
}

/// <summary>Who comes when, where and with what: drawn once, from the seed, over the real villages.</summary>
internal static class Arrivals
{
    private static readonly TimeSpan Span = TimeSpan.FromDays(5);

    private const double ShareOfDuplicates = 0.06;

    public static ImmutableArray<Arrival> Draw(int count, Narratives narratives, LawBook law, Random random)
    {
        var villages = law.Areas.All.Where(area => area.Level is AreaLevel.Village).Select(area => area.Code.ToString()).ToImmutableArray();
        var instants = Enumerable.Range(0, count).Select(_ => Span * random.NextDouble()).Order().ToImmutableArray();
        var arrivals = ImmutableArray.CreateBuilder<Arrival>(count);
        for (var index = 0; index < count; index++)
        {
            var earlier = index > 20 && random.NextDouble() < ShareOfDuplicates ? arrivals[random.Next(index - 10)] : null;
            if (earlier is { DuplicateOf: null })
            {
                arrivals.Add(earlier with { Index = index, After = instants[index], DuplicateOf = earlier.Index });
                continue;
            }

            var area = villages[random.Next(villages.Length)];
            var category = CategoryShares.Draw(area, random);
            arrivals.Add(new Arrival(index, instants[index], area, category, narratives.Pick(category, random), null));
        }

        return arrivals.ToImmutable();
    }
}
