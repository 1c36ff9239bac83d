namespace Suyuan;

/// <summary>
/// Every way an act can be refused. The kebab-case name is the wire code (<c>NotInThisStage</c> → <c>not-in-this-stage</c>);
/// numbers are stored and sent, never renumbered. Status and sentences: <c>api/Problems/refusals.csv</c>.
/// </summary>
public enum RefusalCode
{
    None = 0,

    // 1–19: the thing itself
    UnknownDispute = 1,
    UnknownClock = 2,
    UnknownArea = 3,
    UnknownRule = 4,
    UnknownCalendar = 5,
    UnknownInstalment = 6,
    WrongAccessCode = 7,

    // 20–39: the state of the case
    NotInThisStage = 20,
    Changed = 21,
    TransferPending = 22,
    NoTransferPending = 23,
    AlreadySuspended = 24,
    NotSuspended = 25,
    NothingToSuspend = 26,
    AnswerMissing = 27,
    PerformancePending = 28,
    AlreadyWatched = 29,
    NotWatched = 30,
    WatchNotOver = 31,
    FollowUpPending = 32,
    AlreadyPerformed = 33,
    NotConfirmable = 34,
    ConfirmationOutOfOrder = 35,
    MergeIntoItself = 36,
    MergeIntoLater = 37,
    MergeIntoEnded = 38,
    AlreadyAnswered = 39,

    // 40–59: who may
    NotYourRole = 40,
    NotYourCase = 41,

    // 60–79: what the law allows
    ExtensionNotAllowed = 60,
    ExtensionTooLong = 61,
    ExtensionUsedUp = 62,
    ClockNotRunning = 63,
    RouteNotLawful = 65,
    EscalationNotUpward = 66,
    TransferToSelf = 67,
    WindowClosed = 68,

    // 80–99: the input
    Invalid = 80,
    UnknownCategory = 81,
    UnknownAgency = 82,
    UnknownRoute = 83,
    DateOutOfRange = 84,
    TooLong = 85,
    TooShort = 86,
    TooMany = 87,
    ControlCharacters = 88,
    NumberOutOfRange = 89,
    Required = 90,
    WrongCheckCharacter = 91,
    UnknownValue = 92,
    NotJson = 93,

    // 100–119: the request
    IdempotencyKeyReused = 100,
    NumbersExhausted = 101,
    IdempotencyKeyInvalid = 102,
    CursorInvalid = 103,
    IfMatchInvalid = 104,
    Unauthenticated = 106,
    NoSuchAddress = 107,
    MethodNotAllowed = 108,
    PayloadTooLarge = 109,
    UnsupportedMediaType = 110,
    TooManyRequests = 111,
    Unavailable = 112,
    Internal = 113,
    UnknownMember = 114,
    WrongType = 115,
    Malformed = 116,

    // 140–159: the state of the case, continued
    ServicePending = 140,
    UnknownService = 141,
    AlreadyRated = 142,
    EndPassed = 143,

    // 160–179: changes of law
    UnknownLawChange = 160,
    LawVersionTaken = 161,
    LawVersionReplaced = 162,
    ImplausibleDaysOff = 163,
    DayInAnotherYear = 164,
    DayTwice = 165,
    DayOffAndWorked = 166,
    MakeUpOnWeekday = 167,
    RuleContradiction = 168,

    // 180–189: procedural events
    UnknownEvent = 180,
    EventOfAgency = 181,
    EventHasAct = 182,
    EventCountedAlready = 183,

    // 200–209: extensions and the calculator
    NotTheApprover = 200,
    ConsentMissing = 201,
    NotAReasonOfTheRule = 202,

    // 220–239: agencies and their inboxes
    NoSuchAgency = 220,
    NotYourAgency = 221,
    NoSuchWebhook = 222,
    TooManyWebhooks = 223,
    WebhookTargetNotAllowed = 224,
    WebhookTargetUnknown = 225,
    NoSuchDeadLetter = 226,
    TooManyStreams = 230,
    NotAnOfficeLine = 233,
    AgencyChanged = 234,
    NotATimeOfDay = 235,
    AreaOutside = 236,
    PeriodTooLong = 237,
    UnknownMatter = 238,

    // 240–259: mediators
    UnknownMediator = 240,
    MediatorSought = 241,
    NothingToChoose = 242,
    NothingToAppoint = 243,
    NobodyAsked = 244,
    NoMediator = 245,
    RecusalPending = 246,
    NoRecusalPending = 247,
    UnknownInvitation = 248,
    NotACandidate = 249,
    MediatorUnfit = 250,
    NotYourOffer = 251,
    AlreadyTakesPart = 252,
    OneWayOfAsking = 253,
    PartiesConsentMissing = 254,

    // 260–279: signals and warnings
    SignalNotYetRegistered = 260,

    // 280–299: areas, grids, screening and certification
    GridsOnlyInVillages = 280,
    GridTwice = 281,
    UnknownGrid = 282,
    DutyTwice = 283,
    DeputyIsTheUnit = 284,
    NoLevelThere = 285,
    PeriodReversed = 286,
    FoundDiffers = 287,
    NothingFoundAndFound = 288,
    ScreeningOver = 289,
    CertificationRunning = 290,
    FactMissing = 291,

    // 300–319: special watch, joint meetings, supervision orders
    RoutesOpen = 300,
    NotExplained = 301,
    LeaderNotNamed = 302,
    GradeUnchanged = 303,
    WatchNotCalm = 304,
    WatchCauseRemains = 305,
    ReplyReturnedBefore = 306,
    NoMeetingAtThisLevel = 307,
    TasksOpen = 308,
    NotTheConvener = 309,
    BodyStands = 310,

    // 320–329: prevention: hot fields, languages, places
    PlaceOnlyInPerson = 320,
    UnknownPlace = 321,

    // 330–339: risk assessments of major decisions
    AssessmentNotFiled = 330,
    RiskNotControllable = 331,
    MeasuresOpen = 332,
    TrackingsMissing = 333,
    UnknownMeasure = 334,
    AssessmentRestricted = 335,
    RiskPointsMissing = 336,
    NotHeardYet = 337,

    // 340–344: too much at once
    IntakeFull = 340,
    CommandsFull = 341,
    ReadsFull = 342,
    StreamsFull = 343,
    TooManyAtOnce = 344,

    // 345–349: who may know
    NotYourArea = 345,
    TooManyWrongCodes = 346,

    // 350–354: bodies
    BodyUnreadable = 350,

    // 355–359: audit
    AuditUnavailable = 355,
    AuditOfWholeCounty = 356,

    // 360–369: the edge
    BodyTooSlow = 360,

    // 370–379: retention, erasure, published figures
    RecordsErased = 370,
    KeepingRequired = 371,
    ErasurePending = 372,
    NoErasurePending = 373,
    NotPreserved = 374,
    UnknownGround = 375,
    NoSuchTable = 376,
    NotPublishedYet = 377,
}
