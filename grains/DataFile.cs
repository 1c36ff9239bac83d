using System.Collections.Frozen;
using System.Collections.Immutable;
using CsvHelper;

namespace Suyuan;

/// <summary>
/// One data file: CSV with a header row, <c>#</c> for comments. The comments before the header are its preamble,
/// <c># key: value</c>, and must name source, version and dates in force. Whatever is wrong with a file is a
/// <see cref="DataFileException"/> that says where: these files are maintained by lawyers, not by programmers.
/// </summary>
internal sealed class DataFile
{
    private static readonly ImmutableArray<string> RequiredPreamble = ["source", "version", "in-force"];

    private static readonly CsvReaderOptions Dialect = new()
    {
        HasHeader = false,
        Separator = ',',
        CommentPrefix = '#',
        TrimWhitespace = true,
        TrackLineNumbers = true,
        AllowLineBreaksInQuotes = false,
        MalformedData = CsvMalformedDataHandling.Throw,
    };

    private readonly FrozenDictionary<string, string> _preamble;
    private readonly long _headerLine;

    private DataFile(string name, FrozenDictionary<string, string> preamble, long headerLine, ImmutableArray<DataRow> rows)
    {
        Name = name;
        _preamble = preamble;
        _headerLine = headerLine;
        Rows = rows;
    }

    public string Name { get; }

    public ImmutableArray<DataRow> Rows { get; }

    public string Version => Preamble("version");

    public string Source => Preamble("source");

    /// <summary>Names of the data files in this assembly that begin so, in order.</summary>
    public static ImmutableArray<string> EmbeddedUnder(string folder) =>
        [.. EmbeddedNames().Where(name => name.StartsWith(folder, StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    /// <summary>Opens a data file of this assembly.</summary>
    public static TextReader OpenEmbedded(string name)
    {
        var assembly = typeof(DataFile).Assembly;
        // MSBuild writes the resource name with the separator of the machine that built it.
        var stream = assembly.GetManifestResourceStream(name) ?? assembly.GetManifestResourceStream(name.Replace('/', '\\'));
        return new StreamReader(stream ?? throw new DataFileException($"{name}: there is no such data file."));
    }

    /// <summary>Reads a whole file and closes the reader. The header must hold exactly these columns, in any order.</summary>
    public static DataFile Read(string name, TextReader reader, params ImmutableArray<string> columns)
    {
        string text;
        using (reader)
            text = reader.ReadToEnd();
        using var csv = CsvReader.FromText(text, Dialect);
        try
        {
            if (!csv.Read())
                throw new DataFileException($"{name} line 1, {columns[0]}: the file has no header row.");
            var headerLine = csv.LineNumber;
            var header = Header(name, csv, columns);
            var file = new DataFile(name, PreambleOf(text), headerLine, RowsOf(name, csv, header));
            foreach (var key in RequiredPreamble)
                file.Preamble(key);
            return file;
        }
        catch (CsvFormatException e)
        {
            throw new DataFileException($"{name} line {e.LineNumber}, {columns[0]}: the line is not valid CSV: a quotation mark is out of place or missing.", e);
        }
    }

    /// <summary>A value of the preamble.</summary>
    public string Preamble(string key) =>
        _preamble.TryGetValue(key, out var value) && value.Length > 0
            ? value
            : throw new DataFileException($"{Name} line 1, {key}: the comments before the header must hold \"# {key}: …\".");

    /// <summary>What is wrong with a value of the preamble, or with the file as a whole.</summary>
    public DataFileException Wrong(string field, string problem) => new($"{Name} line {_headerLine}, {field}: {problem}.");

    private static IEnumerable<string> EmbeddedNames() =>
        typeof(DataFile).Assembly.GetManifestResourceNames()
            .Select(name => name.Replace('\\', '/'))
            .Where(name => name.EndsWith(".csv", StringComparison.Ordinal));

    private static string[] Header(string name, CsvReader csv, ImmutableArray<string> columns)
    {
        var header = Fields(csv);
        if (columns.FirstOrDefault(column => !header.Contains(column)) is { } missing)
            throw new DataFileException($"{name} line {csv.LineNumber}, {missing}: the column is missing.");
        if (header.FirstOrDefault(column => !columns.Contains(column)) is { } unknown)
            throw new DataFileException($"{name} line {csv.LineNumber}, {unknown}: there is no such column.");
        if (header.Length != columns.Length)
            throw new DataFileException($"{name} line {csv.LineNumber}, {header.CountBy(column => column).First(column => column.Value > 1).Key}: the column is there twice.");
        return header;
    }

    private static ImmutableArray<DataRow> RowsOf(string name, CsvReader csv, string[] header)
    {
        var rows = ImmutableArray.CreateBuilder<DataRow>();
        var columns = header.Index().ToFrozenDictionary(column => column.Item, column => column.Index);
        while (csv.Read())
        {
            var values = Fields(csv);
            if (values.Length < header.Length)
                throw new DataFileException($"{name} line {csv.LineNumber}, {header[values.Length]}: the line ends before this column.");
            if (values.Length > header.Length)
                throw new DataFileException($"{name} line {csv.LineNumber}, {header[^1]}: the line has {values.Length} fields, the header {header.Length}.");
            rows.Add(new DataRow(name, csv.LineNumber, columns, values));
        }

        return rows.ToImmutable();
    }

    private static string[] Fields(CsvReader csv) => [.. Enumerable.Range(0, csv.FieldCount).Select(csv.GetString)];

    private static FrozenDictionary<string, string> PreambleOf(string text)
    {
        var preamble = new Dictionary<string, string>();
        foreach (var line in text.Split('\n').TakeWhile(line => line.StartsWith('#')))
            if (line.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon)
                preamble.TryAdd(line[1..colon].Trim(), line[(colon + 1)..].Trim());
        return preamble.ToFrozenDictionary();
    }
}
