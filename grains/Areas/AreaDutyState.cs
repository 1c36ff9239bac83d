using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Suyuan.Agencies;
using Suyuan.Matters;

namespace Suyuan.Areas;

/// <summary>What is stored of what one area has put for itself. It has no clock and no end.</summary>
[GenerateSerializer, Alias("area-duty-state")]
internal sealed record AreaDutyState : MatterState<AreaDutyState>
{
    public const string KindName = "area-duty";

    [Id(100)] public ImmutableArray<Grid> Grids { get; init; } = [];

    [Id(101)] public ImmutableArray<OwnDuty> Duties { get; init; } = [];

    [JsonIgnore]
    public override string Place => "in-use";

    [JsonIgnore]
    public override bool IsOpen => true;

    [JsonIgnore]
    public override string Title => Area.ToString();

    [JsonIgnore]
    public override object Listed => new AreaDutyListed(Grids, Duties);

    public static MatterNumber NumberOf(AreaCode area) => MatterNumber.Of(KindName, area.ToString());
}

/// <summary>What lists and the coverage matrix read.</summary>
internal sealed record AreaDutyListed(ImmutableArray<Grid> Grids, ImmutableArray<OwnDuty> Duties);
