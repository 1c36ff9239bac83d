using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Suyuan.Agencies;
using Suyuan.Disputes;
using Suyuan.Identity;
using Suyuan.Matters;
using Suyuan.Projection;
using Suyuan.Warnings;

namespace Suyuan.Signals;

/// <summary>What is stored for one signal.</summary>
[GenerateSerializer, Alias("signal-state")]
internal sealed record SignalState : MatterState<SignalState>
{
    [Id(100)] public SignalStatus Status { get; init; }

    [Id(101)] public SignalSource Source { get; init; }

    /// <summary>Where exactly, in words.</summary>
    [Id(102)] public string? Spot { get; init; }

    [Id(103)] public string Narrative { get; init; } = "";

    [Id(104)] public ImmutableArray<Party> Parties { get; init; } = [];

    /// <summary>The most that any report said.</summary>
    [Id(105)] public int? People { get; init; }

    [Id(106)] public bool Vulnerable { get; init; }

    [Id(107)] public DateTimeOffset? OccurredAt { get; init; }

    [Id(108)] public SignalGrade Grade { get; init; } = new(WarningLevel.None, 0, []);

    /// <summary>How often it was reported.</summary>
    [Id(109)] public int Reports { get; init; }

    /// <summary>Signal or dispute that this report is counted with.</summary>
    [Id(110)] public string? DuplicateOf { get; init; }

    /// <summary>What the first signal has still to be told: that this is a duplicate of it.</summary>
    [Id(111)] public bool ToAttach { get; init; }

    [Id(112)] public SignalFinding? Finding { get; init; }

    /// <summary>What is to be registered; gone when it has its number.</summary>
    [Id(113)] public RegisterDispute? ToRegister { get; init; }

    /// <summary>Who had it registered.</summary>
    [Id(114)] public Actor? RegisteredBy { get; init; }

    [Id(115)] public DisputeNumber? Dispute { get; init; }

    /// <summary>What it is called in lists.</summary>
    [Id(116)] public string Heading { get; init; } = "";

    /// <summary>The agency that referred it and hears what became of it; null when nobody did.</summary>
    [Id(117)] public AgencyId? Referrer { get; init; }

    [JsonIgnore]
    public override string Place => Kebab.Of(Status);

    [JsonIgnore]
    public override bool IsOpen => Status is SignalStatus.Reported or SignalStatus.Unclear or SignalStatus.Verified;

    [JsonIgnore]
    public override string Title => Heading;

    [JsonIgnore]
    public override string? Subject => Dispute?.ToString() ?? DuplicateOf;

    [JsonIgnore]
    public override object Listed => new SignalListed(
        Source, Grade.Level, Grade.Points, [.. Grade.Reasons.Select(reason => reason.Reason)], Reports, People, Finding, DuplicateOf, Dispute);

    public override ProjectedRows Project() => base.Project() with
    {
        Mark = Version is 1 ? Marks.Of(Number, Area, CreatedAt, People, Narrative, Parties) : null,
    };
}

/// <summary>What a list shows of a signal, and reports read again.</summary>
/// <param name="Reasons">Ids only.</param>
internal sealed record SignalListed(
    SignalSource Source, WarningLevel Grade, int Points, ImmutableArray<string> Reasons, int Reports, int? People, SignalFinding? Finding, string? DuplicateOf,
    DisputeNumber? Dispute);
