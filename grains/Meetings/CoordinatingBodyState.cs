using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Suyuan.Agencies;
using Suyuan.Areas;
using Suyuan.Matters;

namespace Suyuan.Meetings;

/// <summary>What is stored of a coordinating body. <see cref="MatterState{TSelf}.Lead"/> convenes its meetings.</summary>
[GenerateSerializer, Alias("coordinating-body-state")]
internal sealed record CoordinatingBodyState : MatterState<CoordinatingBodyState>
{
    public const string KindName = "coordinating-body";

    [Id(100)] public ImmutableArray<AgencyId> Members { get; init; } = [];

    /// <summary>Number of the meeting that is planned, 1, 2, 3 …</summary>
    [Id(101)] public int Sequence { get; init; }

    [Id(102)] public DateOnly Nominal { get; init; }

    [Id(103)] public DateOnly On { get; init; }

    /// <summary>The last meeting whose own grain knows that it is planned.</summary>
    [Id(104)] public int Opened { get; init; }

    [JsonIgnore]
    public override string Place => "standing";

    [JsonIgnore]
    public override bool IsOpen => true;

    [JsonIgnore]
    public override string Title => "工作协调机构";

    [JsonIgnore]
    public override object Listed => new BodyListed(Sequence, On, Members.Length);

    public static MatterNumber NumberOf(AreaCode area) => MatterNumber.Of(KindName, area.ToString());

    private sealed record BodyListed(int Meetings, DateOnly NextOn, int Members);
}
