using System.Globalization;
using System.Text.Json.Serialization;
using Suyuan.Deadlines;
using Suyuan.Matters;

namespace Suyuan.Warnings;

/// <summary>What is stored of a hot field. <see cref="MatterState{TSelf}.Lead"/> coordinates its area, and sees that it is screened.</summary>
[GenerateSerializer, Alias("hot-field-state")]
internal sealed record HotFieldState : MatterState<HotFieldState>
{
    public const string KindName = "hot-field";

    [Id(100)] public HotFieldStatus Status { get; init; }

    [Id(101)] public DateOnly From { get; init; }

    [Id(102)] public DateOnly To { get; init; }

    [Id(103)] public int ScreenDays { get; init; }

    [Id(104)] public Sentence Words { get; init; } = new("", "");

    /// <summary>First day of the last screening that covered all of it; null: of none since it is hot.</summary>
    [Id(105)] public DateOnly? Screened { get; init; }

    /// <summary>Which screenings cover it has still to be looked up.</summary>
    [Id(106)] public bool ToLook { get; init; }

    [JsonIgnore]
    public override string Place => Kebab.Of(Status);

    [JsonIgnore]
    public override bool IsOpen => Status is not HotFieldStatus.Over;

    [JsonIgnore]
    public override string Title => Words.Zh;

    [JsonIgnore]
    public override object Listed => new HotFieldListed(From, To, ScreenDays, Screened);

    /// <summary>A field's row is known by where, what and since when.</summary>
    public static MatterNumber NumberOf(HotFieldRow row) =>
        MatterNumber.Of(KindName, string.Create(CultureInfo.InvariantCulture, $"{row.Area}{row.Category.ToLowerInvariant()}{row.From:yyyyMMdd}"));

    private sealed record HotFieldListed(DateOnly From, DateOnly To, int ScreenDays, DateOnly? Screened);
}
