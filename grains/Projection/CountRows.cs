namespace Suyuan.Projection;

/// <summary>How many disputes were registered where, about what, on a day. Merged duplicates are not counted.</summary>
/// <param name="Area">Where they arose: 6, 9 or 12 digits.</param>
/// <param name="Category">Null while nobody has said.</param>
public sealed record DayCount(string Area, string? Category, DateOnly Day, int Count);

/// <summary>The same for the days just gone, with what rules look at besides.</summary>
/// <param name="Subject">Key of the organisation that they are against, or null.</param>
/// <param name="People">Most persons involved in one of them; 0 where nobody said.</param>
/// <param name="Sample">Number of one of them.</param>
public sealed record RecentCount(string Area, string? Category, DateOnly Day, string? Subject, int Count, int People, string Sample);
