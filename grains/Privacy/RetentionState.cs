namespace Suyuan.Privacy;

/// <summary>How long this case is kept; set when it leaves, gone when it comes back.</summary>
/// <param name="Rule">Id in <c>Privacy/retention.csv</c>.</param>
/// <param name="From">When it left.</param>
/// <param name="Until">When it is erased, or looked at again where something holds it back.</param>
/// <param name="Held">Something held it back when it was last looked at.</param>
[GenerateSerializer, Alias("retention")]
internal sealed record Retention(
    [property: Id(0)] string Rule, [property: Id(1)] DateTimeOffset From, [property: Id(2)] DateTimeOffset Until, [property: Id(3)] bool Held = false);

/// <param name="Ground">Id in <c>Privacy/holds.csv</c>.</param>
[GenerateSerializer, Alias("records-hold")]
internal sealed record RecordsHold([property: Id(0)] string Ground, [property: Id(1)] DateTimeOffset Since);

/// <summary>The latest request for erasure.</summary>
/// <param name="Party">Who asked: the place among the parties, from 1.</param>
/// <param name="Granted">Null while it is not decided.</param>
[GenerateSerializer, Alias("erasure-request")]
internal sealed record ErasureRequest(
    [property: Id(0)] int Party, [property: Id(1)] DateTimeOffset At, [property: Id(2)] bool? Granted = null, [property: Id(3)] DateTimeOffset? DecidedAt = null);

/// <param name="Party">Whose data it was; null when everything was erased.</param>
[GenerateSerializer, Alias("erasure")]
internal sealed record Erasure([property: Id(0)] DateTimeOffset At, [property: Id(1)] string Rule, [property: Id(2)] int? Party);
