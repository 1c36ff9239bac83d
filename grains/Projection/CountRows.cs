namespace Suyuan.Projection;

/// <summary>How many disputes were registered where, about what, on a day. Merged duplicates are not counted.</summary>
/// <param name="Area">Where they arose: 6, 9 or 12 digits.</param>
/// <param name="Category">Null while nobody has said.</param>
public sealed record DayCount(string Area, string? Category, DateOnly Day, int Count);

/// <summary>What one incident is recognised by, of a dispute or a signal. Keys only: no name, no text.</summary>
/// <param name="Subject">Key of the organisation that it is against, or null.</param>
/// <param name="People">Persons involved; 0 where nobody said.</param>
/// <param name="Parties">Keys of the parties, separated by blanks.</param>
/// <param name="Words">What the words are like, as <see cref="Suyuan.Signals.WordMark"/> writes it.</param>
public sealed record MarkRow(string Number, string Area, DateTimeOffset At, string? Subject, int People, string Parties, string Words);

/// <summary>A dispute knows of a red warning that concerns it.</summary>
public sealed record RedWarningRow(string Number, string Warning, DateTimeOffset At);

/// <summary>What the way to a closing has cost the parties.</summary>
/// <param name="SuspendedDays">Days that did not count for the limit of handling.</param>
/// <param name="Places">Agencies and service points that a party had to go to.</param>
/// <param name="CostFen">Money that it cost the parties, in hundredths of a yuan; null where nobody said.</param>
/// <param name="LegalAid">It was given.</param>
public sealed record ClosingRow(
    string Number, string Area, DateTimeOffset ClosedAt, int SuspendedDays, int Contacts, int Sessions, int Places, long? CostFen, bool LegalAid);

/// <summary>The same for the days just gone, with what rules look at besides.</summary>
/// <param name="Subject">Key of the organisation that they are against, or null.</param>
/// <param name="People">Most persons involved in one of them; 0 where nobody said.</param>
/// <param name="Sample">Number of one of them.</param>
public sealed record RecentCount(string Area, string? Category, DateOnly Day, string? Subject, int Count, int People, string Sample);
