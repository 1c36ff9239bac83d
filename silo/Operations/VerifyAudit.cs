using System.Collections.Immutable;
using System.Globalization;
using Suyuan.Audit;

namespace Suyuan.Operations;

/// <summary>
/// <c>verify-audit FILE [county:sequence:hash …]</c>: whether an exported audit trail is whole, and says what was noted elsewhere. Needs
/// neither cluster nor database nor settings, so that it can be run by who is not trusted with any.
/// </summary>
internal static class VerifyAudit
{
    public const string Verb = "verify-audit";

    /// <returns>0 intact, 2 not; 1 when it could not be looked at.</returns>
    public static async Task<int> Run(string[] arguments, TextWriter said, TextWriter wrong)
    {
        if (arguments is not [var file, .. var noted])
        {
            await wrong.WriteLineAsync($"usage: {Verb} FILE [county:sequence:hash ...]");
            return 1;
        }

        var anchors = noted.Select(AuditCheck.Anchor).ToImmutableArray();
        if (anchors.IndexOf(null) is >= 0 and var malformed)
        {
            await wrong.WriteLineAsync($"{noted[malformed]}: an anchor is county:sequence:hash, as a chain of a verdict or a seal names them.");
            return 1;
        }

        if (!File.Exists(file))
        {
            await wrong.WriteLineAsync($"{file}: there is no such file.");
            return 1;
        }

        var verdict = AuditCheck.Of(File.ReadLines(file), [.. anchors.OfType<AuditMark>()]);
        foreach (var head in verdict.Heads)
            await said.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{head.County}:{head.Sequence}:{head.Hash}"));
        foreach (var finding in verdict.Findings)
            await wrong.WriteLineAsync(finding);
        await said.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{verdict.Entries} entries, {(verdict.Findings.IsEmpty ? "intact" : "NOT INTACT")}"));
        return verdict.Findings.IsEmpty ? 0 : 2;
    }
}
