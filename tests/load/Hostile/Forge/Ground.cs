using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Suyuan.Load.Hostile.Forge;

/// <summary>A request that was sent once, as it ought to be, and the status that it was answered with.</summary>
internal sealed record Sent(string Token, string Method, string Path, string Body, string Key, int Status);

/// <summary>What there is in the product that is shot at, so that shots hit something.</summary>
/// <param name="Numbers">Numbers of disputes and matters, by the segment of the address they stand under.</param>
/// <param name="Tokens">One for each role that a token may hold.</param>
/// <param name="Key">Of the product's trial tokens.</param>
/// <param name="Replays">What may be sent again, and changes nothing.</param>
internal sealed partial record Ground(
    ImmutableDictionary<string, ImmutableArray<string>> Numbers, string Agency, string Area, string Village, ImmutableArray<string> Tokens, string Key, ImmutableArray<Sent> Replays)
{
    public string Token(Random random) => Tokens[random.Next(Tokens.Length)];

    /// <summary>An address with its holes filled with what there is.</summary>
    public string Filled(string path, Random random) => Hole().Replace(path, hole => hole.Groups[1].Value switch
    {
        "number" => Numbers.TryGetValue(path.Split('/')[2], out var known) || Numbers.TryGetValue("disputes", out known) ? known[random.Next(known.Length)] : "1",
        "id" => path.Contains("/agencies/", StringComparison.Ordinal) ? Agency : "petition-conclude",
        "code" => path.EndsWith("/grids", StringComparison.Ordinal) ? Village : Area,
        "clockId" => "triage-1",
        "year" => "2026",
        _ => "1",
    });

    [GeneratedRegex(@"\{(\w+)[^}]*\}")]
    internal static partial Regex Hole();
}
