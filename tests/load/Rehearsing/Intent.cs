using Suyuan.Load.Talk;

namespace Suyuan.Load.Rehearsing;

/// <summary>What somebody means to do next, and when.</summary>
/// <param name="At">Instant of the product's clock.</param>
/// <param name="Path">Last segment of the address, which is also the act's name in the history.</param>
/// <param name="Body">Made when the time has come, from what is seen then.</param>
internal sealed record Intent(DateTimeOffset At, Person By, string Path, Func<SeenDispute, object> Body);
