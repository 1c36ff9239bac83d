using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace Suyuan.Audit;

/// <summary>Checks an exported trail without a cluster and without a database: by the file's own hashes, and by anchors that were kept elsewhere. Pure.</summary>
internal static class AuditCheck
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private const int MostFindings = 100;

    /// <param name="lines">Of a file of <c>GET /v1/audit/entries/export</c>.</param>
    /// <param name="anchors">Ends of chains that were noted at some time.</param>
    public static AuditCheckVerdict Of(IEnumerable<string> lines, ImmutableArray<AuditMark> anchors)
    {
        var (findings, heads, met) = (new List<string>(), new Dictionary<string, AuditMark>(StringComparer.Ordinal), new HashSet<AuditMark>());
        var (at, entries, begun, complete) = (0, 0L, new Dictionary<string, long>(StringComparer.Ordinal), (long?)null);
        foreach (var text in lines)
        {
            at++;
            if (findings.Count >= MostFindings)
                break;
            if (complete is not null)
                findings.Add(Said(at, "stands behind the last line"));
            switch (Read(text))
            {
                case AuditMark begins:
                    heads[begins.County] = begins;
                    begun[begins.County] = begins.Sequence;
                    Meet(begins);
                    break;
                case AuditLine line when heads.TryGetValue(line.County, out var after):
                    entries++;
                    if (AuditRules.Check(after, [line]) is { } broken)
                        findings.Add(Said(at, broken));
                    Meet(heads[line.County] = new AuditMark(line.County, line.Sequence, line.Hash));
                    break;
                case long said:
                    complete = said;
                    break;
                default:
                    findings.Add(Said(at, "is no line of an exported trail, or of a chain that the file does not begin"));
                    break;
            }
        }

        if (complete is null)
            findings.Add("the last line is missing: the file was cut off");
        else if (complete != entries)
            findings.Add(string.Create(CultureInfo.InvariantCulture, $"{entries} lines, {complete} were exported"));
        findings.AddRange(anchors.Where(anchor => !met.Contains(anchor)).Select(anchor => Missing(anchor, begun, heads)).OfType<string>());
        return new AuditCheckVerdict(entries, [.. heads.Values.OrderBy(head => head.County, StringComparer.Ordinal)], [.. findings.Take(MostFindings)]);

        void Meet(AuditMark mark)
        {
            foreach (var anchor in anchors)
                if (anchor.County == mark.County && anchor.Sequence == mark.Sequence)
                {
                    met.Add(anchor);
                    if (anchor.Hash != mark.Hash)
                        findings.Add(string.Create(CultureInfo.InvariantCulture, $"audit {anchor.County}: line {anchor.Sequence} is not the one that the anchor vouches for"));
                }
        }
    }

    /// <summary><c>county:sequence:hash</c>; null for anything else.</summary>
    public static AuditMark? Anchor(string text) =>
        text.Split(':') is [{ Length: 6 } county, var number, { Length: 64 } hash] && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var sequence)
            ? new AuditMark(county, sequence, hash)
            : null;

    // Behind the end of the file a line may be that was not asked for; inside, each is there.
    private static string? Missing(AuditMark anchor, Dictionary<string, long> begun, Dictionary<string, AuditMark> heads) =>
        begun.TryGetValue(anchor.County, out var first) && anchor.Sequence >= first && anchor.Sequence <= heads[anchor.County].Sequence
            ? string.Create(CultureInfo.InvariantCulture, $"audit {anchor.County}: line {anchor.Sequence}, for which an anchor vouches, is missing")
            : string.Create(CultureInfo.InvariantCulture, $"audit {anchor.County}: line {anchor.Sequence}, for which an anchor vouches, is not within this file");

    private static object? Read(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            var root = document.RootElement;
            return root.ValueKind is not JsonValueKind.Object ? null
                : root.TryGetProperty("begins", out var begins) ? begins.Deserialize<AuditMark>(Json)
                : root.TryGetProperty("complete", out var complete) ? complete.GetInt64()
                : root.TryGetProperty("sequence", out _) ? root.Deserialize<AuditLine>(Json)
                : null;
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }

    private static string Said(int line, string what) => string.Create(CultureInfo.InvariantCulture, $"file line {line}: {what}");
}

/// <param name="Heads">How each chain ends in the file.</param>
/// <param name="Findings">Empty when the file is what was exported, and vouched for by every anchor.</param>
internal sealed record AuditCheckVerdict(long Entries, ImmutableArray<AuditMark> Heads, ImmutableArray<string> Findings);
