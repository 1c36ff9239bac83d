namespace Suyuan;

/// <summary>
/// The answer of an act that the law or the procedure may refuse: a value, or the <see cref="Refusal"/>.
/// A refusal changes nothing anywhere. Outages and bugs are exceptions, never refusals.
/// </summary>
[GenerateSerializer, Immutable, Alias("result`1")]
public sealed record Result<T>
{
    private Result(T? value, Refusal? refusal)
    {
        Value = value;
        Refusal = refusal;
    }

    /// <summary>Set when <see cref="Succeeded"/>.</summary>
    [Id(0)]
    public T? Value { get; }

    /// <summary>Set when refused.</summary>
    [Id(1)]
    public Refusal? Refusal { get; }

    [System.Diagnostics.CodeAnalysis.MemberNotNullWhen(true, nameof(Value))]
    [System.Diagnostics.CodeAnalysis.MemberNotNullWhen(false, nameof(Refusal))]
    public bool Succeeded => Refusal is null;

#pragma warning disable CA1000, CA2225 // A result is made by returning the value or the refusal; the conversions are its whole vocabulary.
    public static implicit operator Result<T>(T value) => new(value, null);

    public static implicit operator Result<T>(Refusal refusal) => new(default, refusal);
#pragma warning restore CA1000, CA2225
}
