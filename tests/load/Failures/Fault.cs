namespace Suyuan.Load.Failures;

/// <summary>What can happen to a cluster.</summary>
internal enum Fault
{
    None = 0,

    /// <summary>A silo dies, and another takes its place; again and again.</summary>
    SilosKilled,

    /// <summary>An API node dies and comes back.</summary>
    ApiKilled,

    /// <summary>PostgreSQL is stopped in order, and started.</summary>
    DatabaseStopped,

    /// <summary>PostgreSQL falls as in a power cut, and recovers.</summary>
    DatabaseCrashed,

    /// <summary>A silo stands still, and goes on as if nothing had been.</summary>
    SiloFrozen,

    /// <summary>A silo hears nothing of the others nor they of it; it still has its database and its clients.</summary>
    SiloCutOff,

    /// <summary>All silos die at once; deadlines pass while nobody is there.</summary>
    Outage,

    /// <summary>One silo after the other, then one API node after the other, is stopped in order and started.</summary>
    RollingRestart,

    /// <summary>The same from the version of before to this one; then one silo goes back and forward once more.</summary>
    RollingUpgrade,
}
