using Suyuan.Identity;

namespace Suyuan.Disputes;

/// <summary>What surrounds a command: who, which try, and which version the caller saw.</summary>
/// <param name="CommandId">Idempotency key scoped to the actor; a repeated one gets the first answer. Null: not retried.</param>
/// <param name="ExpectedVersion">From <c>If-Match</c>; another version refuses with <see cref="RefusalCode.Changed"/>.</param>
[GenerateSerializer, Immutable, Alias("act-context")]
public sealed record ActContext(
    [property: Id(0)] Actor By,
    [property: Id(1)] string? CommandId = null,
    [property: Id(2)] int? ExpectedVersion = null);
