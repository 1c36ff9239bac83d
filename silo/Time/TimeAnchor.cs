namespace Suyuan.Time;

/// <summary>
/// Where the product's clock stood at a real instant, and how fast it runs from there:
/// present = <paramref name="ClockAt"/> + (now − <paramref name="RealAt"/>) × <paramref name="Speed"/>.
/// </summary>
internal sealed record TimeAnchor(DateTimeOffset RealAt, DateTimeOffset ClockAt, double Speed)
{
    /// <summary>The clock of everyone: nothing to compute.</summary>
    public bool IsReal => Speed is 1 && RealAt == ClockAt;

    /// <summary>The product's present. A real clock that was set back before the anchor does not take the product's with it.</summary>
    public DateTimeOffset PresentAt(DateTimeOffset real) => real <= RealAt ? ClockAt : ClockAt + (real - RealAt) * Speed;

    /// <summary>The same present, and another speed from now on.</summary>
    public TimeAnchor WithSpeed(double speed, DateTimeOffset real) => new(real, PresentAt(real), speed);

    /// <summary>The clock that the whole process reads.</summary>
    public TimeProvider ToClock() => IsReal ? TimeProvider.System : new ScaledTimeProvider(this, TimeProvider.System);
}
