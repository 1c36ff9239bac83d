namespace Suyuan.Privacy;

/// <summary>
/// Which parts of one figure may be published beside it. What is withheld cannot be reckoned, even by somebody who knows this rule: with
/// the small parts the least of the others is withheld, and nothing tells which is which; where there are no others, all are.
/// </summary>
/// <remarks>
/// Whoever knows the whole, the published parts and this rule knows the sum of what is withheld. It is at least <c>atLeast</c> wide, and each
/// withheld part may be small or not: exchanging two of them gives the same publication. Equals of the least are withheld too, for otherwise
/// the order of the parts would tell them apart.
/// </remarks>
internal static class Suppression
{
    /// <param name="parts">Add up to a figure that is published.</param>
    /// <returns>For each part whether it is published.</returns>
    public static bool[] Published(IReadOnlyList<long> parts, int atLeast)
    {
        if (!parts.Any(part => part > 0 && part < atLeast))
            return [.. parts.Select(_ => true)];
        var others = parts.Where(part => part >= atLeast).ToArray();
        if (others.Length is 0)
            return [.. parts.Select(_ => false)];
        var least = others.Min();
        return [.. parts.Select(part => part is 0 || part > least)];
    }
}
