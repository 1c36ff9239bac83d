using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.WebUtilities;
using Suyuan.Agencies;
using Suyuan.Areas;
using Suyuan.Disputes;
using Suyuan.Http;
using Suyuan.Identity;
using Suyuan.Matters;
using Suyuan.Overload;
using Suyuan.Problems;

namespace Suyuan.Audit;

/// <summary>Makes entries of glances. What somebody typed gets in only where it is a number, a code or a word of ours.</summary>
/// <param name="key">Under which callers' addresses are hashed.</param>
internal sealed partial class AuditEntries(byte[] key)
{
    private const int LongestShown = 40;

    /// <summary>Filters whose values are words, codes, days and numbers of ours; of every other only that it was there is said.</summary>
    private static readonly FrozenSet<string> Shown = new[]
    {
        "actor", "agency", "area", "available", "category", "channel", "contested", "days", "dispute", "dryRun", "from", "kind", "lead", "mediator", "open", "overdue",
        "permission", "registeredFrom", "registeredTo", "relapsed", "service", "severity", "sort", "stage", "status", "target", "to", "unacknowledged", "visitBefore",
        "watch", "watched", "year",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Say how much is shown at once and not of what.</summary>
    private static readonly FrozenSet<string> PassedOver = new[] { "limit", "wait", "reason" }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Made anew for each batch, so that nobody's address stays in memory.</summary>
    private readonly Dictionary<string, string> _hashes = [];

    /// <summary>In the order they came; what the same asked in the same way with the same outcome is one, with how often.</summary>
    public IReadOnlyList<AuditEntry> Of(IEnumerable<Glance> glances)
    {
        _hashes.Clear();
        var entries = new List<AuditEntry>();
        var places = new Dictionary<AuditEntry, int>(SameLook.Instance);
        foreach (var glance in glances)
        {
            var entry = Of(glance);
            if (places.TryGetValue(entry, out var place))
            {
                entries[place] = entries[place] with { Times = entries[place].Times + 1 };
                continue;
            }

            places.Add(entry, entries.Count);
            entries.Add(entry);
        }

        return entries;
    }

    private AuditEntry Of(Glance glance)
    {
        var actor = Actors.TryFrom(glance.User);
        // Nothing was looked at for somebody without a token: what he typed says nothing, and would be as many entries as he has tries.
        var stranger = glance.Status is StatusCodes.Status401Unauthorized;
        var query = QueryHelpers.ParseQuery(stranger ? null : glance.Asked);
        var (target, area) = stranger ? (null, null) : TargetOf(glance.Target);
        return new AuditEntry
        {
            At = glance.At,
            Actor = actor?.Id ?? glance.User.FindFirst(Actors.SubjectClaim)?.Value,
            Role = actor is null ? null : Words<Role>.Of(actor.Role),
            Agency = actor?.Agency?.ToString(),
            ActorArea = (actor?.Area ?? actor?.Agency?.Area)?.ToString(),
            Permission = glance.Permission,
            Address = $"{glance.Method} {glance.Pattern}",
            Target = target,
            Area = area ?? (query.TryGetValue("area", out var asked) && AreaCode.TryParse(asked, null, out var code) ? code.ToString() : null),
            Asked = Asked(query, glance.Part),
            Status = glance.Status,
            Code = glance.Status < StatusCodes.Status400BadRequest ? null : Words<RefusalCode>.Of(glance.Code ?? BareStatuses.CodeOf(glance.Status)),
            Reason = glance.Reason,
            From = Hash(glance.From),
            Trace = glance.Trace,
        };
    }

    private static (string? Target, string? Area) TargetOf((string Name, string? Text) target) => target switch
    {
        ("number", { } text) when DisputeNumber.TryParse(text, null, out var dispute) => (text, dispute.County.ToString()),
        ("number", { } text) when MatterNumber.TryParse(text, null, out _) => (text, null),
        ("id", { } text) when AgencyId.TryParse(text, null, out var agency) => (text, agency.Area.ToString()),
        ("code", { } text) when AreaCode.TryParse(text, null, out _) => (text, text),
        ("told", { } text) when AreaCode.TryParse(text, null, out _) => (text, text),
        ("told", { } text) when DisputeNumber.TryParse(text, null, out var told) => (text, told.County.ToString()),
        ("id" or "edition" or "year" or "told", { } text) when IsOfOurs(text) => (text, null),
        _ => (null, null),
    };

    private static string? Asked(Dictionary<string, Microsoft.Extensions.Primitives.StringValues> query, string? part)
    {
        var said = string.Join('&', query.Where(pair => !PassedOver.Contains(pair.Key) && Name().IsMatch(pair.Key)).OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => Shown.Contains(pair.Key) && pair.Value is [{ } value] && IsOfOurs(value) ? $"{pair.Key}={value}" : pair.Key));
        return part is null ? said.Length is 0 ? null : said : said.Length is 0 ? part : $"{part} {said}";
    }

    /// <summary>A number, code, day or word of ours: nothing that could be anybody's telephone or identity number.</summary>
    private static bool IsOfOurs([NotNullWhen(true)] string? text) =>
        text is { Length: > 0 and <= LongestShown }
        && (AreaCode.TryParse(text, null, out _) || DisputeNumber.TryParse(text, null, out _) || AgencyId.TryParse(text, null, out _) || Instants.TryParse(text, out _)
            || (Word().IsMatch(text) && !LongNumber().IsMatch(text)));

    private string? Hash(IPAddress? address)
    {
        if (address is null)
            return null;
        var partition = CallerShare.Partition(address);
        if (!_hashes.TryGetValue(partition, out var hash))
            _hashes[partition] = hash = Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(partition)).AsSpan(0, 8));
        return hash;
    }

    [GeneratedRegex(@"^[A-Za-z0-9:.+-]+$")]
    private static partial Regex Word();

    [GeneratedRegex("^[A-Za-z]{1,30}$")]
    private static partial Regex Name();

    [GeneratedRegex(@"\d{5}")]
    private static partial Regex LongNumber();

    /// <summary>The same look by the same: when and under which trace does not count.</summary>
    private sealed class SameLook : IEqualityComparer<AuditEntry>
    {
        public static readonly SameLook Instance = new();

        public bool Equals(AuditEntry? x, AuditEntry? y) => Bare(x!) == Bare(y!);

        public int GetHashCode(AuditEntry obj) => HashCode.Combine(obj.Actor, obj.Address, obj.Target, obj.Status, obj.Asked, obj.From);

        private static AuditEntry Bare(AuditEntry entry) => entry with { At = default, Trace = null, Times = 1 };
    }
}
