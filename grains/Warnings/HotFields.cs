using System.Collections.Immutable;
using Suyuan.Agencies;
using Suyuan.Areas;
using Suyuan.Deadlines;

namespace Suyuan.Warnings;

/// <summary>多发易发领域 by name: what an area has been told to look at more closely, and how (<c>Warnings/hot-fields.csv</c>, read once).</summary>
internal sealed class HotFields
{
    public const string File = "Warnings/hot-fields.csv";

    private HotFields(string version, ImmutableArray<HotFieldRow> rows) => (Version, Rows) = (version, rows);

    /// <summary>Written into every step that a hot field causes.</summary>
    public string Version { get; }

    public ImmutableArray<HotFieldRow> Rows { get; }

    /// <summary>The narrowest field in force that holds the place; null when none does, or nobody has said what it is about.</summary>
    public HotFieldRow? Find(AreaCode area, string? category, DateOnly day) =>
        In(day).Where(field => field.Category == category && area.IsWithin(field.Area)).OrderByDescending(field => field.Area.Prefix.Length).FirstOrDefault();

    public IEnumerable<HotFieldRow> In(DateOnly day) => Rows.Where(field => field.From <= day && day <= field.To);

    public static HotFields Load(Func<string, TextReader> open, Routing routing, AreaTree areas)
    {
        var file = DataFile.Read(File, open(File), "area", "category", "from", "to", "watchGrades", "signalPoints", "screenDays", "basis", "zh", "en");
        var fields = ImmutableArray.CreateBuilder<HotFieldRow>();
        foreach (var row in file.Rows)
        {
            if (!AreaCode.TryParse(row.Text("area"), null, out var area) || !areas.Exists(area))
                throw row.Wrong("area", $"there is no area {row.Text("area")}");
            if (routing.Category(row.Text("category")) is null)
                throw row.Wrong("category", $"there is no category {row.Text("category")}");
            var field = new HotFieldRow(
                area, row.Text("category"), row.Date("from"), row.Date("to"), row.Whole("watchGrades", 0, 2), row.Whole("signalPoints", 0, 100), row.Whole("screenDays", 1, 366),
                row.Text("basis"), new Sentence(row.Text("zh"), row.Text("en")));
            if (field.To < field.From)
                throw row.Wrong("to", "the last day lies before the first");
            if (fields.Any(other => other.Area == field.Area && other.Category == field.Category && other.From <= field.To && field.From <= other.To))
                throw row.Wrong("from", $"{field.Category} in {field.Area} is named for some of these days already");
            fields.Add(field);
        }

        return new HotFields(file.Version, fields.ToImmutable());
    }
}

/// <param name="WatchGrades">By how many grades a dispute on the special-watch list is raised, once in a stay.</param>
/// <param name="SignalPoints">Added to the grade of a signal.</param>
/// <param name="ScreenDays">After so many days without a screening it is due again.</param>
/// <param name="Basis">Written into each step that the field causes.</param>
internal sealed record HotFieldRow(
    AreaCode Area, string Category, DateOnly From, DateOnly To, int WatchGrades, int SignalPoints, int ScreenDays, string Basis, Sentence Words)
{
    /// <summary>The day by which it is to be screened: so long after the last screening that began while it was hot; without one, after it became hot.</summary>
    public DateOnly ScreenBy(DateOnly? lastScreened) => (lastScreened is { } last && last > From ? last : From).AddDays(ScreenDays);
}
