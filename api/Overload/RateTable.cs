using System.Collections.Immutable;
using System.Globalization;
using CsvHelper;
using Suyuan.Http;
using Suyuan.Identity;

namespace Suyuan.Overload;

/// <summary>Whose requests are counted together.</summary>
internal enum CountedBy
{
    /// <summary>The network that asks, before anything it says is believed.</summary>
    Address = 0,

    /// <summary>Whom the token names.</summary>
    Actor = 1,
}

/// <summary>So many requests in so much time on the average, and so many at once after a pause.</summary>
/// <param name="Of">Lane, permission, or <see cref="RateTable.Description"/> and <see cref="RateTable.Unknown"/>.</param>
internal sealed record RateRow(string Of, CountedBy By, int Requests, TimeSpan Within, int Burst);

/// <summary><c>rate-limits.csv</c>: how often somebody may ask what.</summary>
internal static class RateTable
{
    public const string File = "rate-limits.csv";

    /// <summary>What is asked of the description of the API.</summary>
    public const string Description = "description";

    /// <summary>What is asked at addresses that there are not.</summary>
    public const string Unknown = "unknown";

    private const int MostRequests = 10_000_000;

    private const int MostSeconds = 86_400;

    private static readonly ImmutableArray<string> Preamble = ["version", "in-force", "source"];

    private static readonly ImmutableArray<string> Columns = ["of", "by", "requests", "seconds", "burst"];

    private static readonly CsvReaderOptions Dialect = new() { HasHeader = false, CommentPrefix = '#', TrackLineNumbers = true, MalformedData = CsvMalformedDataHandling.Throw };

    /// <exception cref="InvalidDataException">The file is wrong; the sentence names file, line and field.</exception>
    public static ImmutableArray<RateRow> Load()
    {
        using var stream = typeof(RateTable).Assembly.GetManifestResourceStream(File) ?? throw new InvalidDataException($"{File} is not embedded.");
        using var reader = new StreamReader(stream);
        return Read(reader.ReadToEnd());
    }

    /// <inheritdoc cref="Load"/>
    public static ImmutableArray<RateRow> Read(string text)
    {
        foreach (var key in Preamble)
            if (!text.Split('\n').TakeWhile(line => line.StartsWith('#')).Any(line => line[1..].Trim().StartsWith($"{key}: ", StringComparison.Ordinal)))
                throw new InvalidDataException($"{File} line 1, {key}: the comments before the header must hold \"# {key}: …\".");
        using var csv = CsvReader.FromText(text, Dialect);
        if (!csv.Read() || !Columns.SequenceEqual(Enumerable.Range(0, csv.FieldCount).Select(csv.GetString)))
            throw new InvalidDataException($"{File} line {csv.LineNumber}, of: the columns must be {string.Join(',', Columns)}.");
        var rows = ImmutableArray.CreateBuilder<RateRow>();
        while (csv.Read())
        {
            var row = Row(csv);
            if (rows.Any(known => known.Of == row.Of && known.By == row.By))
                throw Fault(csv, "of", $"{row.Of} by {Words<CountedBy>.Of(row.By)} stands twice");
            rows.Add(row);
        }

        return rows.ToImmutable();
    }

    private static RateRow Row(CsvReader csv)
    {
        if (csv.FieldCount != Columns.Length)
            throw Fault(csv, Columns[Math.Min(csv.FieldCount, Columns.Length - 1)], $"the line has {csv.FieldCount} fields, the header {Columns.Length}");
        var of = csv.GetString(0);
        if (of is not (Description or Unknown) && !Words<Lane>.TryParse(of, out _) && AccessTable.Load().Find(of) is null)
            throw Fault(csv, "of", $"\"{of}\" is no lane and no permission of {AccessTable.File}");
        if (!Words<CountedBy>.TryParse(csv.GetString(1), out var by))
            throw Fault(csv, "by", $"\"{csv.GetString(1)}\" is neither address nor actor");
        return new RateRow(
            of, by, Whole(csv, "requests", MostRequests), TimeSpan.FromSeconds(Whole(csv, "seconds", MostSeconds)), Whole(csv, "burst", MostRequests));
    }

    private static int Whole(CsvReader csv, string field, int most) =>
        int.TryParse(csv.GetString(Columns.IndexOf(field)), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= most
            ? number
            : throw Fault(csv, field, $"must be a whole number from 1 to {most}");

    private static InvalidDataException Fault(CsvReader csv, string field, string what) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{File} line {csv.LineNumber}, {field}: {what}."));
}

/// <summary>Counts an endpoint's requests as of this group, whatever its lane and permission are.</summary>
internal sealed record RateGroup(string Of);
