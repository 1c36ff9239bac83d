using System.Collections.Immutable;
using Suyuan.Deadlines;

namespace Suyuan.Tests.Deadlines;

/// <summary>A catalogue file made for a test: the row of the petition limit, with what the test changes in it.</summary>
internal static class CatalogueRows
{
    private static readonly (string Column, string Value)[] Good =
    [
        ("id", "petition-conclude"), ("version", "1"), ("inForceFrom", "2022-05-01"), ("inForceTo", ""), ("channel", "petition 信访"),
        ("duty", "agency"), ("trigger", "acceptance"), ("triggerZh", "受理"), ("direction", "fwd"), ("length", "60"), ("unit", "day"),
        ("rollOn", "weekendAndHoliday"), ("nextHour", "false"), ("maxExtension", "0"), ("extensionUnit", "none"), ("extensionTimes", "0"),
        ("extensionBy", "none"), ("suspendOn", ""), ("onExpiry", ""), ("onExpiryZh", ""), ("law", "信访工作条例"), ("article", "第34条"),
        ("source", "Art 34"), ("confidence", "V-LRB"), ("level", "national"), ("approvedBy", ""),
    ];

    /// <param name="rows">One for each row: <c>length=15 unit=workday</c>. The first stands in line 5.</param>
    public static ImmutableArray<TimeLimitRule> Read(params ImmutableArray<string> rows) => Read(RuleFile.Law, [], rows);

    public static ImmutableArray<TimeLimitRule> Read(RuleFile kind, ImmutableArray<TimeLimitRule> earlier, params ImmutableArray<string> rows) =>
        RuleRows.Read("rules", new StringReader(string.Join('\n', [Head, .. rows.Select(RowOf)])), kind, earlier);

    private static string Head => $"# source: test\n# version: 1\n# in-force: now\n{string.Join(',', Good.Select(entry => entry.Column))}";

    private static string RowOf(string changes)
    {
        var changed = changes.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(change => change.Split('=')).ToDictionary(change => change[0], change => change[1]);
        return string.Join(',', Good.Select(entry => changed.GetValueOrDefault(entry.Column, entry.Value)));
    }
}
