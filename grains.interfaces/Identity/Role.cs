namespace Suyuan.Identity;

/// <summary>What someone may be to the system.</summary>
public enum Role
{
    None = 0,

    /// <summary>Service window (窗口人员).</summary>
    Clerk = 1,

    /// <summary>网格员.</summary>
    GridWorker = 2,

    /// <summary>调解员.</summary>
    Mediator = 3,

    /// <summary>Officer of a responsible unit (承办人).</summary>
    Handler = 4,

    /// <summary>Responsible leader of a unit (责任领导).</summary>
    Leader = 5,

    /// <summary>政法委: settles competence, sets special watch.</summary>
    Coordinator = 6,

    /// <summary>人民法院.</summary>
    Court = 7,

    /// <summary>人大: reads, with names masked.</summary>
    Supervisor = 8,

    /// <summary>Runs the cluster, sees no content.</summary>
    Operator = 9,

    /// <summary>Party with number and access code.</summary>
    Party = 10,

    /// <summary>Time itself: rungs, deemed outcomes, seals.</summary>
    System = 11,
}
