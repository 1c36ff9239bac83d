namespace Suyuan.Areas;

/// <summary>What a unit answers for in an area (责任事项).</summary>
public enum AreaDuty
{
    None = 0,

    /// <summary>首接与处置: takes disputes of the field first and handles them.</summary>
    Handling = 1,

    /// <summary>排查: holds the tasks of screening campaigns.</summary>
    Screening = 2,

    /// <summary>诉调对接: links mediation with the court and receives applications for judicial confirmation.</summary>
    Court = 3,
}
