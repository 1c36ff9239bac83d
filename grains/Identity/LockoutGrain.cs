using System.Globalization;
using Suyuan.Changes;

namespace Suyuan.Identity;

/// <summary>Keeps <see cref="Tries"/> in memory for as long as they count.</summary>
[GrainType("lockout")]
internal sealed class LockoutGrain(LawInForce law, TimeProvider clock) : Grain, ILockoutGrain
{
    private Tries _tries = Tries.None;

    private Lockout Lockout => law.Current.Lockouts[GrainKeys.IsOfNumber(this.GetPrimaryKeyString()) ? LockedBy.Number : LockedBy.Address];

    public Task<Result<DateTimeOffset>> Take()
    {
        DelayDeactivation(Lockout.Within);
        var now = clock.GetUtcNow();
        (_tries, var shut) = _tries.Take(Lockout, now);
        return Task.FromResult<Result<DateTimeOffset>>(shut is { } left
            ? Refusal.Because(RefusalCode.TooManyWrongCodes, new Fact("seconds", Math.Ceiling(left.TotalSeconds).ToString(CultureInfo.InvariantCulture)))
            : now);
    }

    public Task GiveBack(DateTimeOffset taken)
    {
        _tries = _tries.GiveBack(taken);
        return Task.CompletedTask;
    }
}
