using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Suyuan.Matters;

namespace Suyuan.Warnings;

/// <summary>What is stored for one warning.</summary>
[GenerateSerializer, Alias("warning-state")]
internal sealed record WarningState : MatterState<WarningState>
{
    [Id(100)] public WarningStatus Status { get; init; }

    /// <summary>What was found last: with each rise of the level, what made it rise.</summary>
    [Id(101)] public RaiseWarning? Found { get; init; }

    /// <summary>What it is called in lists.</summary>
    [Id(102)] public string Heading { get; init; } = "";

    [Id(103)] public DateTimeOffset LevelSince { get; init; }

    /// <summary>When the present level was acknowledged.</summary>
    [Id(104)] public DateTimeOffset? AcknowledgedAt { get; init; }

    [Id(105)] public string? Measures { get; init; }

    [Id(106)] public WarningOutcome? Outcome { get; init; }

    [Id(107)] public DateTimeOffset? LiftedAt { get; init; }

    /// <summary>End of the limit for acknowledging the present level.</summary>
    [Id(108)] public DateTimeOffset AcknowledgeBy { get; init; }

    /// <summary>First day of all that it tells of, over all its levels.</summary>
    [Id(109)] public DateOnly Since { get; init; }

    [JsonIgnore]
    public WarningLevel Level => Found?.Level ?? WarningLevel.None;

    [JsonIgnore]
    public override string Place => Kebab.Of(Status);

    [JsonIgnore]
    public override bool IsOpen => Status is not WarningStatus.Lifted;

    [JsonIgnore]
    public override string Title => Heading;

    [JsonIgnore]
    public override string? Subject => Found?.Subject;

    [JsonIgnore]
    public override object Listed => new WarningListed(
        Found!.Rule, Found.Level, Found.Count, Found.Expected, Found.Line, Since, Found.To, Found.Samples, LevelSince, AcknowledgeBy, AcknowledgedAt, Outcome, LiftedAt);
}

/// <summary>What a list shows of a warning, and its watch and the reports read again.</summary>
/// <param name="From">First day of all that it tells of.</param>
internal sealed record WarningListed(
    string Rule, WarningLevel Level, int Count, double? Expected, int Line, DateOnly From, DateOnly To, ImmutableArray<string> Samples, DateTimeOffset LevelSince,
    DateTimeOffset AcknowledgeBy, DateTimeOffset? AcknowledgedAt, WarningOutcome? Outcome, DateTimeOffset? LiftedAt);
