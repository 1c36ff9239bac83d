using System.Collections.Immutable;

namespace Suyuan.Load.Rehearsing;

/// <summary>
/// How often each kind of dispute comes, in counts of published people's mediation returns: a city's districts
/// (黄石, August 2016, 869 cases) and a rural county (three quarters, 5,935 cases).
/// </summary>
internal static class CategoryShares
{
    private static readonly ImmutableArray<(string Category, double Share)> District =
    [
        ("NEI", 32.0), ("FAM", 18.4), ("DAM", 8.7), ("HOU", 7.7), ("MED", 6.3), ("OTH", 6.2), ("CON", 5.1), ("TRA", 3.8),
        ("BUS", 3.6), ("REQ", 3.2), ("LAN", 2.1), ("LAB", 1.5), ("CSM", 0.8), ("ENV", 0.5), ("PRO", 0.1),
    ];

    private static readonly ImmutableArray<(string Category, double Share)> County =
    [
        ("NEI", 28.1), ("LAN", 23.7), ("OTH", 14.3), ("FAM", 10.9), ("DAM", 7.5), ("REQ", 5.3), ("HOU", 3.8), ("CON", 2.1),
        ("VIL", 1.7), ("LAB", 0.8), ("TRA", 0.8), ("MED", 0.5), ("ENV", 0.3), ("FPL", 0.2), ("PRO", 0.03),
    ];

    // 荣县 and 富顺县; the rest of the city are districts.
    private static readonly ImmutableArray<string> Counties = ["510321", "510322"];

    public static string Draw(string area, Random random)
    {
        var shares = Counties.Contains(area[..6]) ? County : District;
        var point = random.NextDouble() * shares.Sum(entry => entry.Share);
        foreach (var (category, share) in shares)
        {
            point -= share;
            if (point < 0)
                return category;
        }

        return shares[0].Category;
    }
}
