namespace Suyuan;

/// <summary>Names that stored rows carry: never changed, never used twice.</summary>
public static class StorageNames
{
    /// <summary>The one storage provider.</summary>
    public const string Provider = "suyuan";

    /// <summary>State name of a dispute; part of the storage row's identity, so globally unique.</summary>
    public const string DisputeState = "dispute";

    /// <summary>State name of an area.</summary>
    public const string AreaState = "area";

    /// <summary>State name of the changes of law.</summary>
    public const string LawChangesState = "law-changes";

    /// <summary>State name of what an area has put for itself.</summary>
    public const string AreaDutyState = "area-duty";

    /// <summary>State name of a screening campaign.</summary>
    public const string ScreeningState = "screening";

    /// <summary>State name of the task of one grid in a campaign.</summary>
    public const string ScreeningTaskState = "screening-task";

    /// <summary>State name of a village's certification.</summary>
    public const string CertificationState = "village-certification";

    /// <summary>State name of an agency.</summary>
    public const string AgencyState = "agency";

    /// <summary>State name of a webhook.</summary>
    public const string WebhookState = "webhook";

    /// <summary>State name of a supervision order.</summary>
    public const string SupervisionOrderState = "supervision-order";

    /// <summary>State name of a coordinating body.</summary>
    public const string CoordinatingBodyState = "coordinating-body";

    /// <summary>State name of a joint meeting.</summary>
    public const string JointMeetingState = "joint-meeting";

    /// <summary>State name of a task that a joint meeting resolved.</summary>
    public const string ResolutionTaskState = "resolution-task";

    /// <summary>State name of a warning.</summary>
    public const string WarningState = "warning";

    /// <summary>State name of what watches for warnings.</summary>
    public const string WarningWatchState = "warning-watch";

    /// <summary>State name of a signal.</summary>
    public const string SignalState = "signal";

    /// <summary>State name of a mediator.</summary>
    public const string MediatorState = "mediator";

    /// <summary>State name of the assessment of a major decision.</summary>
    public const string RiskAssessmentState = "risk-assessment";

    /// <summary>State name of a field that is hot for a time.</summary>
    public const string HotFieldState = "hot-field";

    /// <summary>State name of the audit trail of a county.</summary>
    public const string AuditChainState = "audit-chain";

    /// <summary>The one reminder of a grain: its next wake-up.</summary>
    public const string WakeUp = "due";
}
