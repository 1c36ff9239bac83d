using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using Suyuan.Deadlines;

namespace Suyuan.Disputes;

/// <summary>Which disputes fewer people may know of, and why (限制知悉): <c>Disputes/restrictions.csv</c>, read once.</summary>
internal sealed class Restrictions(ImmutableArray<Restriction> rows)
{
    public const string File = "Disputes/restrictions.csv";

    private const int OldestAge = 120;

    private static readonly FrozenDictionary<string, RestrictedBy> Reasons = Enum.GetValues<RestrictedBy>().ToFrozenDictionary(by => Kebab.Of(by));

    public ImmutableArray<Restriction> Rows => rows;

    /// <summary>What a mark says.</summary>
    public Sentence WordsOf(string mark) => rows.FirstOrDefault(row => row.Mark == mark)?.Words ?? new Sentence(mark, mark);

    /// <summary>Adds the marks that hold now; those that stand stay.</summary>
    public DisputeState Look(DisputeState dispute) =>
        rows.Where(row => !dispute.Restrictions.Contains(row.Mark) && row.Holds(dispute)).Select(row => row.Mark).Distinct().ToImmutableArray() is { IsEmpty: false } marks
            ? dispute with { Restrictions = [.. dispute.Restrictions, .. marks] }
            : dispute;

    public static Restrictions Load(Func<string, TextReader> open, ProceduralEvents events)
    {
        var file = DataFile.Read(File, open(File), "mark", "by", "value", "zh", "en", "basis");
        return new Restrictions([.. file.Rows.Select(row =>
        {
            var by = row.Word("by", Reasons);
            return new Restriction(row.Text("mark"), Holds(row, by, events), new Sentence(row.Text("zh"), row.Text("en")), row.Text("basis"));
        })]);
    }

    private static Func<DisputeState, bool> Holds(DataRow row, RestrictedBy by, ProceduralEvents events)
    {
        var value = row.Text("value");
        switch (by)
        {
            case RestrictedBy.Risk:
                var factor = Kebab.TryParse<RiskFactor>(value, out var known) ? known : throw row.Wrong("value", $"\"{value}\" is no risk");
                return dispute => dispute.Risks.Any(risk => risk.Factor == factor);
            case RestrictedBy.Event:
                if (events.Find(value) is null)
                    throw row.Wrong("value", $"\"{value}\" is no procedural event");
                return dispute => dispute.Events.Any(happened => happened.Event == value);
            default:
                var age = row.Whole("value", 1, OldestAge);
                return dispute => dispute.Parties.Any(party => BornOn(party.IdNumber) is { } born && born.AddYears(age) > new Moment(dispute.RegisteredAt).Day);
        }
    }

    /// <summary>The day of birth in the identity number of a person (GB 11643): its 7th to 14th digit. Null for anything else.</summary>
    private static DateOnly? BornOn(string? idNumber) =>
        idNumber is { Length: 18 } && DateOnly.TryParseExact(idNumber.AsSpan(6, 8), "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var born) ? born : null;
}

/// <param name="Mark">Several rows may give the same.</param>
internal sealed record Restriction(string Mark, Func<DisputeState, bool> Holds, Sentence Words, string Basis);

/// <summary>What marks a dispute.</summary>
internal enum RestrictedBy
{
    Risk,
    Event,
    Age,
}
