using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using CsvHelper;
using Suyuan.Http;

namespace Suyuan.Problems;

/// <summary>Status and sentences of one code.</summary>
internal sealed record RefusalRow(RefusalCode Code, int Status, string TitleZh, string TitleEn, string DetailZh, string DetailEn)
{
    public string Title(Language language) => language is Language.English ? TitleEn : TitleZh;

    public string Detail(Language language) => language is Language.English ? DetailEn : DetailZh;
}

/// <summary><c>refusals.csv</c>, read once. A fault in it is a fault of the build and names line and field.</summary>
internal static class RefusalTable
{
    private const string FileName = "refusals.csv";

    private static readonly ImmutableArray<string> Columns = ["code", "status", "titleZh", "titleEn", "detailZh", "detailEn"];

    private static readonly CsvReaderOptions Dialect = new()
    {
        HasHeader = false,
        TrackLineNumbers = true,
        AllowLineBreaksInQuotes = false,
        MalformedData = CsvMalformedDataHandling.Throw,
    };

    private static readonly Lazy<FrozenDictionary<RefusalCode, RefusalRow>> Rows = new(() =>
    {
        using var stream = typeof(RefusalTable).Assembly.GetManifestResourceStream(FileName)
            ?? throw new InvalidDataException($"{FileName} is not embedded.");
        using var reader = new StreamReader(stream);
        return Read(reader.ReadToEnd());
    });

    /// <summary>Reads the table and asks for every code, so that a damaged row stops the start and never an answer.</summary>
    /// <exception cref="InvalidDataException">The sentence names file, line and field.</exception>
    public static void Check()
    {
        foreach (var code in Enum.GetValues<RefusalCode>())
        {
            if (code is not RefusalCode.None)
                Of(code);
        }
    }

    public static RefusalRow Of(RefusalCode code) =>
        Rows.Value.TryGetValue(code, out var row) ? row : throw new InvalidDataException($"{FileName} has no row for {code}.");

    public static FrozenDictionary<RefusalCode, RefusalRow> Read(string text)
    {
        using var csv = CsvReader.FromText(text, Dialect);
        if (!csv.Read() || !Columns.SequenceEqual(Enumerable.Range(0, csv.FieldCount).Select(csv.GetString)))
            throw new InvalidDataException($"{FileName} line 1: the columns must be {string.Join(',', Columns)}.");
        var rows = new Dictionary<RefusalCode, RefusalRow>();
        while (csv.Read())
        {
            var row = ReadRow(csv);
            if (!rows.TryAdd(row.Code, row))
                throw Fault(csv, "code", "stands twice");
        }
        return rows.ToFrozenDictionary();
    }

    private static RefusalRow ReadRow(CsvReader csv)
    {
        if (csv.FieldCount != Columns.Length)
            throw Fault(csv, Columns[Math.Min(csv.FieldCount, Columns.Length - 1)], "is missing, or something stands behind it");
        if (!Words<RefusalCode>.TryParse(Field(csv, "code"), out var code))
            throw Fault(csv, "code", "is no refusal code");
        if (!int.TryParse(Field(csv, "status"), NumberStyles.None, CultureInfo.InvariantCulture, out var status) || status is < 400 or > 599)
            throw Fault(csv, "status", "is no error status");
        return new RefusalRow(code, status, Field(csv, "titleZh"), Field(csv, "titleEn"), Sentence(csv, "detailZh"), Sentence(csv, "detailEn"));
    }

    private static string Sentence(CsvReader csv, string name) =>
        Field(csv, name) is var text && SentenceTemplate.IsWellFormed(text) ? text : throw Fault(csv, name, "has brackets or braces that do not close");

    private static string Field(CsvReader csv, string name) =>
        csv.GetString(Columns.IndexOf(name)) is var text && !string.IsNullOrWhiteSpace(text) ? text : throw Fault(csv, name, "is empty");

    private static InvalidDataException Fault(CsvReader csv, string field, string what) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{FileName} line {csv.LineNumber}, {field}: {what}."));
}
