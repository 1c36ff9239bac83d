namespace Suyuan.Disputes;

/// <summary>The party's door: number and access code, and no more wrong ones than a person makes. Stateless. Key: 0.</summary>
[GrainInterfaceType("progress")]
public interface IProgressGrain : IGrainWithIntegerKey
{
    /// <summary>Refused alike, after the same work, for an unknown number and a wrong code.</summary>
    /// <param name="address">The network that asks; counted, never kept or logged.</param>
    [Alias("look")]
    Task<Result<ProgressView>> Look(DisputeNumber number, string accessCode, string address);
}
