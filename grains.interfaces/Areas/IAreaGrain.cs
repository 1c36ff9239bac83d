namespace Suyuan.Areas;

/// <summary>One area. A county's hands out dispute numbers in blocks and seals what was registered.</summary>
[GrainInterfaceType("area")]
public interface IAreaGrain : IGrainWithStringKey
{
    /// <summary>A block of sequences that nobody else gets, persisted before it is handed out; refused when the year is full.</summary>
    [Alias("take-numbers")]
    Task<Result<NumberBlock>> TakeNumbers(int year, int count);

    /// <summary>
    /// Seals whatever is not sealed yet, and with it how the county's audit trail ends; from then on each period. Idempotent: with
    /// nothing new it does nothing.
    /// </summary>
    [Alias("seal")]
    Task Seal();
}

/// <summary>Sequences from <paramref name="First"/> to <paramref name="Last"/>, both included.</summary>
[GenerateSerializer, Immutable, Alias("number-block")]
public sealed record NumberBlock([property: Id(0)] int First, [property: Id(1)] int Last);
