using Suyuan.Matters;

namespace Suyuan.Disputes;

/// <summary>The door: gives a registration its number before the answer leaves. Stateless, one or more per silo. Key: 0.</summary>
[GrainInterfaceType("intake")]
public interface IIntakeGrain : IGrainWithIntegerKey
{
    /// <summary>
    /// Registers. With a command id that was used before, answers as the first time, or refuses with
    /// <see cref="RefusalCode.IdempotencyKeyReused"/> when something else was registered under it.
    /// </summary>
    [Alias("register")]
    Task<Result<Registered>> Register(RegisterDispute registration, ActContext context);

    /// <summary>Registers what a signal has become; the dispute says that it came from it.</summary>
    [Alias("register-from")]
    Task<Result<Registered>> RegisterFrom(MatterNumber signal, RegisterDispute registration, ActContext context);
}
