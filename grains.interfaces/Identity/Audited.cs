namespace Suyuan.Identity;

/// <summary>What the audit trail keeps of the calls under a permission, as <c>access.csv</c> names it.</summary>
public enum Audited
{
    /// <summary>Nothing: what is public, and circles that have no address of their own.</summary>
    None = 0,

    /// <summary>Who was turned away. What was done stands in the history of the case.</summary>
    Refused = 1,

    /// <summary>Who saw it besides, kept within a second: a node that is killed loses at most that.</summary>
    Batch = 2,

    /// <summary>The same, and no answer leaves before it is kept.</summary>
    BeforeAnswer = 3,
}
