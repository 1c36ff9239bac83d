using System.Collections.Immutable;
using Suyuan.Identity;

namespace Suyuan.Disputes;

/// <summary>
/// What stays of a party for those who need not know who it is: numbers keep their ends and addresses their beginning, and whoever handles no
/// cases sees no name either. What people wrote loses the same values wherever they stand in it.
/// </summary>
internal static class Masking
{
    private const int AddressKept = 6;

    /// <summary>What shorter values are made of stands in too many words to be taken out of them.</summary>
    private const int Shortest = 2;

    public static Party Of(Party party, bool sees, Role role) => sees ? party : party with
    {
        Name = HandlesCases(role) ? party.Name : NameOf(party),
        IdNumber = HandlesCases(role) ? Ends(party.IdNumber, 6, 2) : null,
        Telephone = HandlesCases(role) ? Ends(party.Telephone, 3, 2) : null,
        Address = !HandlesCases(role) ? null : party.Address is { Length: > AddressKept } address ? $"{address[..AddressKept]}****" : party.Address is null ? null : "****",
    };

    /// <summary>Values of the parties, each with what stands in its place.</summary>
    public static ImmutableArray<MaskedValue> Values(ImmutableArray<Party> parties, bool sees, Role role) => sees ? [] :
    [
        .. from party in parties
           let masked = Of(party, sees, role)
           from value in new[] { (party.Name, masked.Name), (party.IdNumber, masked.IdNumber), (party.Telephone, masked.Telephone), (party.Address, masked.Address) }
           where value.Item1 is { Length: >= Shortest } && value.Item1 != value.Item2
           // The longer first: one may stand within another.
           orderby value.Item1!.Length descending
           select new MaskedValue(value.Item1!, value.Item2 ?? "****"),
    ];

    public static string Text(string text, ImmutableArray<MaskedValue> values)
    {
        foreach (var value in values)
            text = text.Replace(value.Value, value.Mask, StringComparison.Ordinal);
        return text;
    }

    private static bool HandlesCases(Role role) => role is not (Role.Supervisor or Role.Operator);

    /// <summary>The surname and what kind of party it is stay.</summary>
    private static string NameOf(Party party) => party.Kind is PartyKind.Person && party.Name is { Length: > 0 } name ? $"{name.EnumerateRunes().First()}某" : "某单位";

    private static string? Ends(string? value, int first, int last) =>
        value is null ? null : value.Length > first + last + 2 ? $"{value[..first]}****{value[^last..]}" : "****";
}
