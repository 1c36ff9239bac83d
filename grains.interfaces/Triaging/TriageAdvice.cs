using System.Collections.Immutable;
using Suyuan.Agencies;
using Suyuan.Deadlines;

namespace Suyuan.Triaging;

/// <summary>What was told, as a person at the window would type it.</summary>
[GenerateSerializer, Immutable, Alias("triage-question")]
public sealed record TriageQuestion
{
    /// <summary>1 to 20,000 characters.</summary>
    [Id(0)] public string? Narrative { get; init; }

    /// <summary>At most 100 characters.</summary>
    [Id(1)] public string? Title { get; init; }

    /// <summary>Where it happened; without it no unit can be named.</summary>
    [Id(2)] public string? AreaCode { get; init; }

    /// <summary>The category that somebody has in mind: shown with what speaks for it, however little.</summary>
    [Id(3)] public string? Category { get; init; }
}

/// <summary>Ranked suggestions, each with its reasons; or the honest word that it is not clear, and what to ask.</summary>
[GenerateSerializer, Immutable, Alias("triage-advice")]
public sealed record TriageAdvice
{
    /// <summary>False: do not go by the first suggestion before what is asked has been answered.</summary>
    [Id(0)] public required bool Confident { get; init; }

    /// <summary>Of the first suggestion, per cent; 0 when there is none.</summary>
    [Id(1)] public required int Confidence { get; init; }

    /// <summary>The same in a sentence.</summary>
    [Id(2)] public required Sentence Verdict { get; init; }

    /// <summary>The likeliest first, at most five, and the category that the question named.</summary>
    [Id(3)] public required ImmutableArray<SuggestedCategory> Suggestions { get; init; }

    /// <summary>What is missing, most important first.</summary>
    [Id(4)] public required ImmutableArray<TriageAsk> Ask { get; init; }

    /// <summary>What somebody should look at before anything else.</summary>
    [Id(5)] public required ImmutableArray<TriageAlert> Alerts { get; init; }

    /// <summary>Of the words and rules that this rests on.</summary>
    [Id(6)] public required string Version { get; init; }
}

/// <summary>One category with the channel and the units that would follow from it.</summary>
[GenerateSerializer, Immutable, Alias("suggested-category")]
public sealed record SuggestedCategory
{
    [Id(0)] public required string Category { get; init; }

    [Id(1)] public required Sentence Name { get; init; }

    /// <summary>The sum of the weights of <see cref="Because"/>.</summary>
    [Id(2)] public required int Score { get; init; }

    /// <summary>Per cent.</summary>
    [Id(3)] public required int Confidence { get; init; }

    /// <summary>The heaviest first; reasons for doubt are negative.</summary>
    [Id(4)] public required ImmutableArray<TriageReason> Because { get; init; }

    [Id(5)] public required SuggestedChannel Channel { get; init; }

    /// <summary>Special channels of the category.</summary>
    [Id(6)] public required ImmutableArray<NamedWord> OtherChannels { get; init; }

    /// <summary>The body that would handle it first; null while the place is unknown.</summary>
    [Id(7)] public RoutedAgency? Lead { get; init; }

    /// <summary>The department in charge; null while the place is unknown.</summary>
    [Id(8)] public RoutedAgency? Owner { get; init; }
}

[GenerateSerializer, Immutable, Alias("suggested-channel")]
public sealed record SuggestedChannel([property: Id(0)] string Id, [property: Id(1)] Sentence Name, [property: Id(2)] Sentence Why);

/// <summary>A rule that spoke, and the words that made it speak.</summary>
[GenerateSerializer, Immutable, Alias("triage-reason")]
public sealed record TriageReason([property: Id(0)] string Rule, [property: Id(1)] int Weight, [property: Id(2)] ImmutableArray<FoundWords> Words);

/// <param name="Text">As it stands in the narrative or the title.</param>
/// <param name="Position">Of its first character, counted from 0.</param>
/// <param name="InTitle">It stands in the title.</param>
/// <param name="Means">What it is taken to speak of.</param>
[GenerateSerializer, Immutable, Alias("found-words")]
public sealed record FoundWords([property: Id(0)] string Text, [property: Id(1)] int Position, [property: Id(2)] bool InTitle, [property: Id(3)] Sentence Means);

/// <summary>A question to put to whoever came, and why it matters.</summary>
[GenerateSerializer, Immutable, Alias("triage-ask")]
public sealed record TriageAsk([property: Id(0)] string Id, [property: Id(1)] Sentence Question, [property: Id(2)] Sentence Why);

/// <summary>Urgent words, and what to do first. Nothing is done by itself.</summary>
[GenerateSerializer, Immutable, Alias("triage-alert")]
public sealed record TriageAlert(
    [property: Id(0)] string Id, [property: Id(1)] Sentence Name, [property: Id(2)] Sentence Advice, [property: Id(3)] ImmutableArray<FoundWords> Words);
