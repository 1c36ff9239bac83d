namespace Suyuan.Identity;

/// <summary>
/// Counts wrong access codes at one number or from one address. In memory: what a silo that falls had counted is forgotten, which
/// gives a guesser a few tries more and costs no write. Key: <see cref="GrainKeys.LockoutOf"/> or <see cref="GrainKeys.LockoutOfAddress"/>.
/// </summary>
[GrainInterfaceType("lockout")]
public interface ILockoutGrain : IGrainWithStringKey
{
    /// <summary>Takes one try; refused, with the seconds until the next, when there have been too many.</summary>
    [Alias("take")]
    Task<Result<DateTimeOffset>> Take();

    /// <summary>The try that was taken at this instant was right.</summary>
    [Alias("give-back")]
    Task GiveBack(DateTimeOffset taken);
}
