using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Suyuan.Warnings;

/// <summary>
/// What a watch keeps: how many warnings each (rule, area, category) or (rule, subject) has had. The number of a warning is made from
/// this, so there is one open warning for each, also when two watches should run for a moment: only one of them can write.
/// </summary>
[GenerateSerializer, Alias("warning-watch-state")]
internal sealed record WarningWatchState
{
    /// <summary>What a later version stored here and this one does not know: kept while the two stand side by side.</summary>
    [Id(250), JsonExtensionData]
    public Dictionary<string, JsonElement>? Later { get; init; }

    [Id(0)] public ImmutableDictionary<string, int> Ordinals { get; init; } = ImmutableDictionary<string, int>.Empty;
}
