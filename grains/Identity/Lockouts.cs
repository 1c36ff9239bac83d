using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Suyuan.Identity;

/// <summary>After how many wrong access codes a look-up is shut (<c>Identity/lockouts.csv</c>).</summary>
internal sealed class Lockouts(FrozenDictionary<LockedBy, Lockout> rows)
{
    public const string File = "Identity/lockouts.csv";

    private const int MostTries = 1_000;

    private const int MostMinutes = 1_440;

    private static readonly FrozenDictionary<string, LockedBy> Words = Enum.GetValues<LockedBy>().ToFrozenDictionary(by => Kebab.Of(by));

    public Lockout this[LockedBy by] => rows[by];

    public static Lockouts Load(Func<string, TextReader> open)
    {
        var file = DataFile.Read(File, open(File), "by", "tries", "minutes");
        var rows = new Dictionary<LockedBy, Lockout>();
        foreach (var row in file.Rows)
            if (!rows.TryAdd(row.Word("by", Words), new Lockout(row.Whole("tries", 1, MostTries), TimeSpan.FromMinutes(row.Whole("minutes", 1, MostMinutes)))))
                throw row.Wrong("by", $"{row.Text("by")} is there twice");
        return Enum.GetValues<LockedBy>().Where(by => !rows.ContainsKey(by)).Select(by => Kebab.Of(by)).FirstOrDefault() is { } missing
            ? throw file.Wrong("by", $"there is no row {missing}")
            : new Lockouts(rows.ToFrozenDictionary());
    }
}

/// <summary>So many tries within this time, and no more.</summary>
internal sealed record Lockout(int Tries, TimeSpan Within);

/// <summary>What is shut.</summary>
internal enum LockedBy
{
    Number,
    Address,
}

/// <summary>The latest tries at one number or from one address. Every try is taken before it is looked at, so that many at once count as many.</summary>
internal sealed record Tries(ImmutableArray<DateTimeOffset> Taken)
{
    public static readonly Tries None = new([]);

    /// <summary>One more; or how long nobody may try.</summary>
    public (Tries After, TimeSpan? Shut) Take(Lockout lockout, DateTimeOffset now)
    {
        var within = Taken.RemoveAll(at => now - at >= lockout.Within);
        return within.Length < lockout.Tries
            ? (new Tries(within.Add(now)), null)
            : (new Tries(within), within[^lockout.Tries] + lockout.Within - now);
    }

    /// <summary>That try was right, so it was none.</summary>
    public Tries GiveBack(DateTimeOffset taken) => new(Taken.Remove(taken));
}
