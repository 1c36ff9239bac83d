namespace Suyuan.Mediators;

/// <summary>
/// What somebody who helps to settle disputes is (决定（十一）): the mediators proper, the other legal-service teams, and those who are
/// invited. Who may lead a mediation, who needs a licence and how many hours of training a year is asks <c>Mediators/kinds.csv</c>.
/// </summary>
public enum MediatorKind
{
    None = 0,

    /// <summary>专职人民调解员.</summary>
    FullTime = 1,

    /// <summary>兼职人民调解员.</summary>
    PartTime = 2,

    /// <summary>调解志愿者.</summary>
    Volunteer = 3,

    /// <summary>律师.</summary>
    Lawyer = 4,

    /// <summary>党代表.</summary>
    PartyDelegate = 5,

    /// <summary>人大代表.</summary>
    Deputy = 6,

    /// <summary>政协委员.</summary>
    ConsultativeMember = 7,

    /// <summary>五老人员: old cadres, soldiers, experts, teachers, model workers.</summary>
    Elder = 8,

    /// <summary>专家学者.</summary>
    Expert = 9,

    /// <summary>公证员.</summary>
    Notary = 10,

    /// <summary>仲裁员.</summary>
    Arbitrator = 11,

    /// <summary>司法鉴定人.</summary>
    Appraiser = 12,

    /// <summary>诉讼服务、特邀调解人员 of a court.</summary>
    CourtService = 13,
}

/// <summary>Whether a mediator takes cases at all.</summary>
public enum MediatorStanding
{
    None = 0,
    Active = 1,

    /// <summary>停止执业: for a time, by decision of who keeps the list.</summary>
    Suspended = 2,

    /// <summary>离任: for good, unless entered again.</summary>
    Left = 3,
}

/// <summary>What a mediator does in a case.</summary>
public enum Seat
{
    None = 0,

    /// <summary>首席调解员: exactly one, and only this seat takes of a mediator's capacity.</summary>
    Lead = 1,

    /// <summary>共同调解员.</summary>
    CoMediator = 2,

    /// <summary>特邀参与人: delegates, deputies, members, elders, experts.</summary>
    Invited = 3,
}

/// <summary>Why a mediator cannot take a case, or was not ranked for it; the words are in <c>Mediators/unfit.csv</c>.</summary>
public enum Unfit
{
    None = 0,
    Unknown = 1,
    NotActive = 2,
    OnLeave = 3,
    LicenceMissing = 4,
    LicenceLapsed = 5,
    TrainingShort = 6,
    Full = 7,

    /// <summary>A party stands among the mediator's relations (回避).</summary>
    Related = 8,
    /// <summary>The kind does not take this seat.</summary>
    WrongSeat = 9,
    OutOfArea = 10,
    OutOfField = 11,

    /// <summary>Was asked in this search already, and declined or was silent.</summary>
    AskedAlready = 12,

    /// <summary>Was recused from this dispute, or left it.</summary>
    Excluded = 13,
}
