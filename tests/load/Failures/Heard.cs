using System.Collections.Immutable;
using Suyuan.Load.Talk;

namespace Suyuan.Load.Failures;

/// <summary>One registration as its caller saw it: what was acknowledged, in the order in which it was.</summary>
/// <param name="Key">Idempotency key of the registration.</param>
/// <param name="Acts">Commands that were answered with success, oldest first.</param>
/// <param name="FirstLead">Who was said to lead when it was registered.</param>
/// <param name="Lead">Who was named to lead; null when the assignment was not acknowledged.</param>
/// <param name="InDoubt">The command whose outcome was never learned: it may stand in the records or not.</param>
internal sealed record Heard(string Key, string Number, SeenReceipt Receipt, string FirstLead, ImmutableArray<string> Acts, string? Lead = null, string? InDoubt = null);
