using System.Collections.Immutable;
using System.Globalization;
using Suyuan.Deadlines;

namespace Suyuan.Tests.Deadlines;

/// <summary>One line of a golden table: a rule and what happened, and the due date as it must come out.</summary>
/// <param name="Limit">What the catalogue must say for the row to mean anything: <c>60 day</c>.</param>
/// <param name="Trigger">A date in the file stands for ten o'clock in China.</param>
/// <param name="Expected">Every column of the outcome, in one text, so that a failure shows them side by side.</param>
internal sealed record GoldenRow(
    string File,
    long Line,
    string Rule,
    int Version,
    string Limit,
    DateTimeOffset Trigger,
    ImmutableArray<Extension> Extensions,
    ImmutableArray<ExcludedInterval> Excluded,
    DateOnly End,
    string Expected,
    string Reason)
{
    private const string Folder = "golden/";

    private static readonly ImmutableArray<string> Columns =
    [
        "rule", "version", "limit", "trigger", "extensions", "excluded", "firstDay", "nominalEnd", "end", "dueAt", "movedBy", "calendar",
        "provisional", "reason",
    ];

    private static readonly ImmutableArray<string> Outcome =
        ["version", "limit", "firstDay", "nominalEnd", "end", "dueAt", "movedBy", "calendar", "provisional"];

    public static ImmutableArray<GoldenRow> All() =>
    [
        .. typeof(GoldenRow).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Folder, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .SelectMany(name => DataFile.Read(name[Folder.Length..], new StreamReader(typeof(GoldenRow).Assembly.GetManifestResourceStream(name)!), Columns)
                .Rows.Select(row => Of(name[Folder.Length..], row))),
    ];

    /// <summary>A due date as the table writes it.</summary>
    public static string Literally(DueDate due) => string.Join(
        '\n',
        Outcome.Zip(
        [
            $"{due.RuleVersion}",
            $"{due.Length} {(due.Unit is PeriodUnit.WorkingDay ? "workday" : due.Unit.ToString().ToLowerInvariant())}",
            $"{due.FirstCountedDay:yyyy-MM-dd}",
            $"{due.NominalEnd:yyyy-MM-dd}",
            $"{due.End:yyyy-MM-dd}",
            due.DueAt.ToString("yyyy-MM-ddTHH:mmzzz", CultureInfo.InvariantCulture),
            due.MovedBy?.Name ?? "",
            due.CalendarVersion,
            due.Provisional ? "true" : "false",
        ],
        (column, value) => $"{column}: {value}"));

    public override string ToString() =>
        $"{File} line {Line}: {Rule} from {Trigger:yyyy-MM-ddTHH:mmzzz}"
        + string.Concat(Extensions.Select(extension => $" + {extension.Length} {extension.Unit}"))
        + string.Concat(Excluded.Select(interval => $" - {interval.From:yyyy-MM-dd}..{interval.To:yyyy-MM-dd}"));

    private static GoldenRow Of(string file, DataRow row) => new(
        file,
        row.Line,
        row.Text("rule"),
        row.Whole("version", 1, 999),
        row.Text("limit"),
        InstantOf(row.Text("trigger")),
        [.. row.List("extensions").Select(ExtensionOf)],
        [.. row.List("excluded").Select(IntervalOf)],
        row.Date("end"),
        string.Join('\n', Outcome.Select(column => $"{column}: {row.Optional(column)}")),
        row.Text("reason"));

    private static DateTimeOffset InstantOf(string text) =>
        DateTimeOffset.Parse(text.Contains('T', StringComparison.Ordinal) ? text : $"{text}T10:00+08:00", CultureInfo.InvariantCulture);

    /// <summary><c>30 day head</c></summary>
    private static Extension ExtensionOf(string text)
    {
        var parts = text.Split(' ');
        var unit = parts[1] is "workday" ? PeriodUnit.WorkingDay : Enum.Parse<PeriodUnit>(parts[1], ignoreCase: true);
        return new Extension(int.Parse(parts[0], CultureInfo.InvariantCulture), unit, parts[2], "");
    }

    /// <summary><c>2026-03-01..2026-03-10 appraisal</c></summary>
    private static ExcludedInterval IntervalOf(string text)
    {
        var parts = text.Split("..", 2);
        var end = parts[1].Split(' ');
        return new ExcludedInterval(
            DateOnly.Parse(parts[0], CultureInfo.InvariantCulture), DateOnly.Parse(end[0], CultureInfo.InvariantCulture), end[1]);
    }
}
