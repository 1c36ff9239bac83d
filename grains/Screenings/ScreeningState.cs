using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Suyuan.Areas;
using Suyuan.Identity;
using Suyuan.Matters;

namespace Suyuan.Screenings;

/// <summary>
/// What is stored for one screening campaign. Its tasks are matters of their own; how far they are issued stands here, so that
/// whoever wakes after a crash goes on where it stopped.
/// </summary>
[GenerateSerializer, Alias("screening-state")]
internal sealed record ScreeningState : MatterState<ScreeningState>
{
    public const string KindName = "screening";

    [Id(100)] public string Name { get; init; } = "";

    [Id(101)] public ImmutableArray<AreaCode> Scope { get; init; } = [];

    /// <summary>Empty: every field.</summary>
    [Id(102)] public ImmutableArray<string> Categories { get; init; } = [];

    [Id(103)] public DateOnly From { get; init; }

    [Id(104)] public DateOnly To { get; init; }

    [Id(105)] public string? Note { get; init; }

    [Id(106)] public ScreeningPhase Phase { get; init; }

    /// <summary>Code of the village or grid whose task was issued last, in the order of codes; null before the first.</summary>
    [Id(107)] public string? IssuedThrough { get; init; }

    [Id(108)] public int Issued { get; init; }

    /// <summary>The limit for returns has passed, and who is missing has still to be told to the units above.</summary>
    [Id(109)] public bool AlarmDue { get; init; }

    /// <summary>Figures at the closing; null before.</summary>
    [Id(110)] public ScreeningTotals? Report { get; init; }

    [Id(111)] public string? Conclusion { get; init; }

    [JsonIgnore]
    public override string Place => Kebab.Of(Phase);

    [JsonIgnore]
    public override bool IsOpen => Phase is not ScreeningPhase.Closed;

    [JsonIgnore]
    public override string Title => Name;

    [JsonIgnore]
    public override object Listed => new ScreeningListed(From, To, Issued, Report) { Scope = Scope, Categories = Categories };
}

internal sealed record ScreeningListed(DateOnly From, DateOnly To, int Issued, ScreeningTotals? Report)
{
    public ImmutableArray<AreaCode> Scope { get; init; } = [];

    /// <summary>Empty: every field.</summary>
    public ImmutableArray<string> Categories { get; init; } = [];

    public bool Covers(AreaCode area, string category) => Scope.Any(area.IsWithin) && (Categories.IsEmpty || Categories.Contains(category));
}

/// <summary>What is stored for the task of one grid or village.</summary>
[GenerateSerializer, Alias("screening-task-state")]
internal sealed record ScreeningTaskState : MatterState<ScreeningTaskState>
{
    public const string KindName = "screening-task";

    /// <summary>The campaign.</summary>
    [Id(100)] public MatterNumber Screening { get; init; }

    /// <summary>Null: the village as a whole, which has no grids.</summary>
    [Id(101)] public GridCode? Grid { get; init; }

    [Id(102)] public ScreeningTaskStatus Status { get; init; }

    /// <summary>The first return decides whether it came late; later ones correct what was found.</summary>
    [Id(103)] public DateTimeOffset? ReturnedAt { get; init; }

    [Id(104)] public int Found { get; init; }

    [Id(105)] public ImmutableArray<FoundThing> Findings { get; init; } = [];

    /// <summary>
    /// Everything found without a number, over all returns. Only ever appended to: the place of each makes the number of its signal,
    /// and a signal stays although a later return leaves out what it tells.
    /// </summary>
    [Id(106)] public ImmutableArray<FiledFinding> Filed { get; init; } = [];

    [JsonIgnore]
    public IEnumerable<(int Index, FiledFinding Finding)> ToFile => Filed.Index().Where(one => one.Item.Signal is null);

    [JsonIgnore]
    public override string Place => Kebab.Of(Status);

    [JsonIgnore]
    public override bool IsOpen => Status is ScreeningTaskStatus.Issued or ScreeningTaskStatus.Missing;

    [JsonIgnore]
    public override string Title => Grid?.ToString() ?? Area.ToString();

    [JsonIgnore]
    public override string? Subject => Screening.ToString();

    [JsonIgnore]
    public override object Listed => new ScreeningTaskListed(Grid, Found, [.. Findings.GroupBy(one => one.Category).Select(group => new CategoryFound(group.Key, group.Sum(one => one.Count)))]);

    public static MatterNumber NumberOf(MatterNumber screening, ScreeningTarget target) =>
        MatterNumber.Of(KindName, $"{screening.Id}{target.Code.Replace("-G", "g", StringComparison.Ordinal)}");
}

/// <param name="Numbers">Disputes and signals already registered.</param>
/// <param name="ToFile">What was seen, of those without a number.</param>
[GenerateSerializer, Alias("found-thing")]
internal sealed record FoundThing(
    [property: Id(0)] string Category, [property: Id(1)] int Count, [property: Id(2)] ImmutableArray<string> Numbers, [property: Id(3)] string? ToFile);

/// <summary>A finding that becomes a signal.</summary>
/// <param name="Text">What the signal tells.</param>
/// <param name="By">Who returned it.</param>
/// <param name="Signal">Null until the signal stands.</param>
[GenerateSerializer, Alias("filed-finding")]
internal sealed record FiledFinding(
    [property: Id(0)] string Category, [property: Id(1)] string Text, [property: Id(2)] Actor By, [property: Id(3)] MatterNumber? Signal = null);

internal sealed record ScreeningTaskListed(GridCode? Grid, int Found, ImmutableArray<CategoryFound> Categories);

/// <summary>Where a task is carried out: a grid, or a village without grids.</summary>
/// <param name="Code">The grid's code or the village's: what tasks are ordered by.</param>
internal sealed record ScreeningTarget(string Code, AreaCode Village, GridCode? Grid);
