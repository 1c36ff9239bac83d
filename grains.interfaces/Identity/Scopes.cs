namespace Suyuan.Identity;

/// <summary>Of which part of the city someone may know or do something, as <c>access.csv</c> names it. Several add up.</summary>
[Flags]
public enum Scopes
{
    None = 0,

    /// <summary>Everything.</summary>
    Any = 1,

    /// <summary>What lies in the actor's own area or below it (属地管理).</summary>
    Area = 2,

    /// <summary>What concerns an area that contains the actor's own.</summary>
    Around = 4,

    /// <summary>What the actor's agency leads, takes part in, or is (谁主管谁负责).</summary>
    Agency = 8,

    /// <summary>What is led by a unit that answers to the actor's agency (分级负责).</summary>
    Below = 16,

    /// <summary>What the actor mediates or was asked to mediate.</summary>
    Self = 32,

    /// <summary>What lies in the actor's area and was put before the court.</summary>
    BeforeCourt = 64,
}
