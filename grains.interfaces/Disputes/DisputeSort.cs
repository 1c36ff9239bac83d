namespace Suyuan.Disputes;

/// <summary>Order of a list of disputes.</summary>
public enum DisputeSort
{
    /// <summary>Latest registration first.</summary>
    Registered = 0,

    /// <summary>Earliest next due date first; without one, last.</summary>
    Due = 1,

    /// <summary>Latest change first.</summary>
    Updated = 2,
}
