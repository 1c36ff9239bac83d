using System.Buffers.Binary;
using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace Suyuan.Deadlines;

/// <summary>
/// The reminders before and after an end. For a clock in days or longer every reminder but the end itself goes out
/// on its day after 09:00 China time; a clock in hours is reminded at the exact instants. So that ten thousand
/// clocks that end together do not speak in one second, each is put off by its own share of an hour, always the
/// same for the same clock; the due date itself never moves, and clocks in hours are never put off. A party's own
/// windows have rungs of their own.
/// </summary>
internal sealed class Ladder(ImmutableArray<LadderStep> steps)
{
    public const string File = "Deadlines/ladder.csv";

    private const int SecondsSpread = 3600;

    private static readonly TimeOnly StartOfOffice = new(9, 0);

    private static readonly FrozenDictionary<string, RungKind> Kinds =
        Enum.GetValues<RungKind>().ToFrozenDictionary(kind => kind.ToString().ToLowerInvariant());

    private static readonly FrozenDictionary<string, RungSeverity> Severities =
        Enum.GetValues<RungSeverity>().ToFrozenDictionary(severity => severity.ToString().ToLowerInvariant());

    private static readonly FrozenDictionary<string, Duty> Duties =
        Enum.GetValues<Duty>().Where(duty => duty is not Duty.None).ToFrozenDictionary(duty => Kebab.Of(duty));

    private static readonly FrozenSet<string> Audiences =
        new[] { "holder", "leader", "superior", "coordinator", "lead", LadderStep.LegalAid }.ToFrozenSet();

    /// <summary>In the order in which they speak on one clock.</summary>
    public ImmutableArray<LadderStep> Steps => steps;

    public static Ladder Load(Func<string, TextReader> open, Policy policy)
    {
        var ladder = ImmutableArray.CreateBuilder<LadderStep>();
        foreach (var row in DataFile.Read(File, open(File), "rung", "kind", "value", "severity", "audience", "noticeKind", "duty").Rows)
        {
            var step = StepOf(row, policy);
            if (ladder.Any(other => other.Id == step.Id))
                throw row.Wrong("rung", $"{step.Id} is there twice");
            if (ladder.LastOrDefault(other => other.Duties.Intersect(step.Duties).Any()) is { } before && Place(step).CompareTo(Place(before)) <= 0)
                throw row.Wrong("value", $"{step.Id} does not come after {before.Id}");
            ladder.Add(step);
        }

        return new Ladder(ladder.ToImmutable());
    }

    public LadderStep? Find(string id) => steps.FirstOrDefault(step => step.Id == id);

    /// <summary>
    /// True when this step has spoken on a clock, or one of the same time under another name: a clock that began under an
    /// earlier ladder is not told the same thing twice.
    /// </summary>
    public bool HasSpoken(LadderStep step, ImmutableArray<string> fired) =>
        fired.Any(id => id == step.Id || (Find(id) is { } spoken && (spoken.Kind, spoken.Value) == (step.Kind, step.Value)));

    /// <summary>
    /// The rungs of a clock that lie after its start, in order, each strictly later than the one before. Where a short
    /// clock would have two at one time or in the wrong order, the later step of the ladder speaks and the milder is left out.
    /// </summary>
    /// <param name="start">When the clock began to run.</param>
    /// <param name="duty">Whose clock it is, and so which steps it has.</param>
    /// <param name="spreadKey">Names the clock, stably.</param>
    public ImmutableArray<Rung> RungsOf(DateTimeOffset start, DueDate due, Duty duty, string spreadKey)
    {
        var byTheHour = due.Unit is PeriodUnit.Hour;
        var spread = byTheHour ? TimeSpan.Zero : Spread(spreadKey);
        var rungs = new Stack<Rung>();
        foreach (var step in steps.Reverse().Where(step => step.Duties.Contains(duty)))
        {
            var at = (byTheHour ? Instant(step, start, due) : OfficeTime(step, start, due)) + spread;
            if (at > start && (!rungs.TryPeek(out var next) || at < next.At))
                rungs.Push(new Rung(step, new Moment(at).At));
        }

        return [.. rungs];
    }

    private static DateTimeOffset Instant(LadderStep step, DateTimeOffset start, DueDate due) => step.Kind switch
    {
        RungKind.Fraction => start + (due.DueAt - start) * (double)step.Value,
        RungKind.Before => due.DueAt - TimeSpan.FromDays((double)step.Value),
        RungKind.Due => due.DueAt,
        _ => due.DueAt + TimeSpan.FromDays((double)step.Value),
    };

    private static DateTimeOffset OfficeTime(LadderStep step, DateTimeOffset start, DueDate due) => step.Kind switch
    {
        RungKind.Fraction => InTheMorning(new Moment(Instant(step, start, due)).Day),
        RungKind.Before => InTheMorning(due.End.AddDays(-(int)step.Value)),
        RungKind.Due => due.DueAt,
        _ => InTheMorning(due.End.AddDays((int)step.Value)),
    };

    private static DateTimeOffset InTheMorning(DateOnly day) => Moment.StartOf(day) + StartOfOffice.ToTimeSpan();

    /// <summary>Not string.GetHashCode, which differs in every process: the same clock must give the same second on every silo.</summary>
    private static TimeSpan Spread(string key) =>
        TimeSpan.FromSeconds(BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(key))) % SecondsSpread);

    private static LadderStep StepOf(DataRow row, Policy policy)
    {
        var kind = row.Word("kind", Kinds);
        var value = row.Number("value");
        var fits = kind switch
        {
            RungKind.Fraction => value is > 0 and < 1,
            RungKind.Due => value is 0,
            _ => value is >= 1 and <= 365 && decimal.IsInteger(value),
        };
        if (!fits)
            throw row.Wrong("value", $"{value} does not fit kind {row.Optional("kind")}");
        var audience = row.List("audience");
        if (audience.IsEmpty || !audience.All(Audiences.Contains))
            throw row.Wrong("audience", $"\"{row.Optional("audience")}\" must be made of {string.Join(", ", Audiences.Order(StringComparer.Ordinal))}");
        // Days are left when the last one is not counted: on the sixth day before it, fewer than seven are.
        if (audience.Contains(LadderStep.LegalAid) && (kind is not RungKind.Before || value != policy.LegalAidUrgentDays - 1))
            throw row.Wrong("value", $"legal aid is urgent with fewer than {policy.LegalAidUrgentDays} days left, so it is told {policy.LegalAidUrgentDays - 1} days before the last");
        var duties = row.List("duty");
        if (duties.IsEmpty || !duties.All(Duties.ContainsKey))
            throw row.Wrong("duty", $"\"{row.Optional("duty")}\" must be made of {string.Join(", ", Duties.Keys.Order(StringComparer.Ordinal))}");
        return new LadderStep(
            row.Text("rung"), kind, value, row.Word("severity", Severities), audience, row.Text("noticeKind"), [.. duties.Select(duty => Duties[duty])]);
    }

    /// <summary>Kinds come in the order of time; "before" counts down, so its value is turned round.</summary>
    private static (RungKind, decimal) Place(LadderStep step) => (step.Kind, step.Kind is RungKind.Before ? -step.Value : step.Value);
}
