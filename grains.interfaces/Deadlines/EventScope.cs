namespace Suyuan.Deadlines;

/// <summary>What a procedural event happens to, and so where it is recorded.</summary>
public enum EventScope
{
    None = 0,

    /// <summary>Recorded on a dispute.</summary>
    Case = 1,

    /// <summary>Happens by an act of a dispute and is recorded with it.</summary>
    Act = 2,

    /// <summary>Concerns a unit and no dispute.</summary>
    Agency = 3,
}
