using Orleans.CodeGeneration;
using Suyuan.Privacy;

namespace Suyuan.Disputes;

/// <summary>The party's door: number and access code, and no more wrong ones than a person makes. Stateless. Key: 0.</summary>
[GrainInterfaceType("progress"), Version(1)]
public interface IProgressGrain : IGrainWithIntegerKey
{
    /// <summary>Refused alike, after the same work, for an unknown number and a wrong code.</summary>
    /// <param name="address">The network that asks; counted, never kept or logged.</param>
    [Alias("look")]
    Task<Result<ProgressView>> Look(DisputeNumber number, string accessCode, string address);

    /// <summary>Everything that is held about the party; refused as <see cref="Look"/> is.</summary>
    [Alias("export")]
    Task<Result<PersonalExport>> Export(DisputeNumber number, string accessCode, string address);
}
