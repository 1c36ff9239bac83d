using System.Collections.Immutable;

namespace Suyuan.Deadlines;

/// <summary>What a rung is measured from.</summary>
internal enum RungKind
{
    /// <summary>A share of the running time.</summary>
    Fraction,

    /// <summary>Days before the last day.</summary>
    Before,

    /// <summary>The due instant.</summary>
    Due,

    /// <summary>Days after the last day.</summary>
    After,
}

/// <summary>How loud a rung is.</summary>
internal enum RungSeverity
{
    Info,
    Warning,
    Urgent,
    Overdue,
}

/// <summary>One row of the ladder: when it speaks, how loudly and to whom.</summary>
/// <param name="Audience"><c>holder</c>, <c>leader</c>, <c>superior</c>, <c>coordinator</c>, <c>lead</c> or <see cref="LegalAid"/>.</param>
/// <param name="Duties">On whose clocks it speaks.</param>
internal sealed record LadderStep(
    string Id, RungKind Kind, decimal Value, RungSeverity Severity, ImmutableArray<string> Audience, string NoticeKind, ImmutableArray<Duty> Duties)
{
    /// <summary>Whoever was asked for legal aid and has not given it yet.</summary>
    public const string LegalAid = "legal-aid";
}

/// <summary>A step of the ladder at its instant on one clock. It fires once, recorded by clock and step.</summary>
internal readonly record struct Rung(LadderStep Step, DateTimeOffset At);
