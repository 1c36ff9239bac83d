using System.Collections.Immutable;

namespace Suyuan;

/// <summary>
/// Why an act was refused: a stable code, the field it concerns if it concerns one, and the facts that the
/// sentence for a person is built from. The sentences themselves, in Chinese and English, belong to the API.
/// </summary>
/// <param name="Code">What clients switch on; its kebab-case name is the wire code and never changes.</param>
/// <param name="Field">JSON path of the field at fault, camelCase (<c>parties[2].name</c>), or null.</param>
/// <param name="Facts">Named values for the sentence: <c>stage</c>, <c>possible</c>, <c>limit</c> … Never personal data.</param>
[GenerateSerializer, Immutable, Alias("refusal")]
public sealed record Refusal(
    [property: Id(0)] RefusalCode Code,
    [property: Id(1)] string? Field,
    [property: Id(2)] ImmutableArray<Fact> Facts)
{
    /// <summary>Every field at fault, when <see cref="Code"/> is <see cref="RefusalCode.Invalid"/>; otherwise empty.</summary>
    [Id(3)]
    public ImmutableArray<Refusal> Errors { get; init; } = [];

    /// <summary>One refusal for all fields at fault.</summary>
    public static Refusal Invalid(ImmutableArray<Refusal> errors) => new(RefusalCode.Invalid, null, []) { Errors = errors };

    public static Refusal Because(RefusalCode code, params ReadOnlySpan<Fact> facts) => new(code, null, [.. facts]);

    public static Refusal Of(string field, RefusalCode code, params ReadOnlySpan<Fact> facts) => new(code, field, [.. facts]);
}

/// <summary>One named value of a <see cref="Refusal"/>.</summary>
[GenerateSerializer, Immutable, Alias("fact")]
public sealed record Fact([property: Id(0)] string Name, [property: Id(1)] string Value);
