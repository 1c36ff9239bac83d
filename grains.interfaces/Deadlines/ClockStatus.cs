namespace Suyuan.Deadlines;

/// <summary>State of a clock. Overdue is not one of them: it is computed from a running clock and the present instant.</summary>
public enum ClockStatus
{
    None = 0,

    /// <summary>Known to come, its starting event has not happened.</summary>
    Armed = 1,

    Running = 2,

    /// <summary>Stopped for a lawful reason; its end moves by the time it stands still.</summary>
    Suspended = 3,

    /// <summary>The duty was done, in time or late.</summary>
    Met = 4,

    /// <summary>It ran out and its effect happened; a party's own window has closed.</summary>
    Expired = 5,

    /// <summary>The act that it waited for can no longer happen.</summary>
    Cancelled = 6,

    /// <summary>Limitation (诉讼时效) that a request or an acknowledgement broke off; it begins anew, in full, when the procedure has ended.</summary>
    Interrupted = 7,
}
