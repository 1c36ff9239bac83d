using System.Collections.Immutable;
using Suyuan.Areas;
using Suyuan.Projection;

namespace Suyuan.Warnings;

/// <summary>What a rule found worth a warning.</summary>
/// <param name="Category">Null: all of them together, or whatever category.</param>
/// <param name="Subject">Key of the organisation, for rules that look at one.</param>
/// <param name="Expected">What was to be expected; null for a rule that compares with a fixed number.</param>
/// <param name="Line">From how many on it is a warning of this level.</param>
/// <param name="From">First day that was counted.</param>
/// <param name="Samples">Numbers of some of the disputes.</param>
internal sealed record Finding(
    string Rule, AreaCode Area, string? Category, string? Subject, WarningLevel Level, int Count, double? Expected, int Line, DateOnly From, DateOnly To,
    ImmutableArray<string> Samples)
{
    /// <summary>One open warning for each: a subject has one wherever it shows, and an area one for each rule and category.</summary>
    public string Key => Told.KeyOf(Rule, Area, Category, Subject);

    public RaiseWarning AsCommand => new(Rule, Area, Category, Subject, Level, Count, Expected, Line, From, To, Samples);

    public Told AsTold => new(Rule, Area, Category, Subject, From, null);
}

/// <summary>
/// What a warning tells already, so that nothing is told twice: an open one of whatever it is about, a lifted one of what had come
/// until it was lifted.
/// </summary>
/// <param name="Until">Last day that it tells of; null while it is open.</param>
internal sealed record Told(string Rule, AreaCode Area, string? Category, string? Subject, DateOnly From, DateOnly? Until)
{
    public string Key => KeyOf(Rule, Area, Category, Subject);

    public bool IsOpen => Until is null;

    public static string KeyOf(string rule, AreaCode area, string? category, string? subject) => subject is null ? $"{rule}/{area}/{category}" : $"{rule}/{subject}";

    public bool Tells(RecentCount row) =>
        row.Day >= From && (Until is null || row.Day <= Until)
        && (Subject is null || Subject == row.Subject)
        && (Category is null || Category == row.Category)
        && row.Area.StartsWith(AreaTree.PrefixOf(Area), StringComparison.Ordinal);

    /// <summary>
    /// True when a count leaves out what this tells: what is about one organisation always; what is about an area only from that area
    /// and those above, and one category from all together. An open warning does not hide its own growth.
    /// </summary>
    public bool HidesFrom(string rule, AreaCode area, string? category) =>
        !(IsOpen && Subject is null && (Rule, Area, Category) == (rule, area, category))
        && (Subject is not null
            || ((Category is not null || category is null) && Area.ToString().StartsWith(AreaTree.PrefixOf(area), StringComparison.Ordinal)));
}
