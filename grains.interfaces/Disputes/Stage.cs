namespace Suyuan.Disputes;

/// <summary>
/// Stage of a dispute on its way from the door to the smooth exit. Side states (suspended, transferred, escalated,
/// special watch) stand beside the stage and do not replace it.
/// </summary>
public enum Stage
{
    None = 0,

    /// <summary>登记: it has a number; nobody has judged it yet.</summary>
    Registered = 1,

    /// <summary>分流: category and channel are chosen.</summary>
    Triaged = 2,

    /// <summary>交办: a lead is named and has to answer.</summary>
    Assigned = 3,

    /// <summary>受理: the lead has accepted; the channel's own time limit runs.</summary>
    Accepted = 4,

    /// <summary>处置: contact with the parties has begun.</summary>
    Handling = 5,

    /// <summary>达成协议.</summary>
    Agreed = 6,

    /// <summary>调解不成: handled, no agreement; the parties know their next routes.</summary>
    NotAgreed = 7,

    /// <summary>撤回: the applicant took it back.</summary>
    Withdrawn = 8,

    /// <summary>终止: ended by the body or by law without agreement.</summary>
    Terminated = 9,

    /// <summary>履行: the agreement is being performed.</summary>
    Performing = 10,

    /// <summary>办结: formally closed; follow-up visits are due.</summary>
    Closed = 11,

    /// <summary>回访: the first follow-up has been made, the watch window is open.</summary>
    Watched = 12,

    /// <summary>事了: the last follow-up found the matter settled.</summary>
    Settled = 13,

    /// <summary>销号: left the system smoothly.</summary>
    Exited = 14,

    /// <summary>并案: a duplicate; its life goes on under the surviving number.</summary>
    Merged = 15,
}
