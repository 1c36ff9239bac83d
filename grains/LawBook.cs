using Suyuan.Agencies;
using Suyuan.Areas;
using Suyuan.Calendar;
using Suyuan.Certifications;
using Suyuan.Changes;
using Suyuan.Deadlines;
using Suyuan.Disputes;
using Suyuan.Identity;
using Suyuan.Matters;
using Suyuan.Mediators;
using Suyuan.Meetings;
using Suyuan.Privacy;
using Suyuan.RiskAssessments;
using Suyuan.Signals;
using Suyuan.Triaging;
using Suyuan.Warnings;

namespace Suyuan;

/// <summary>
/// Everything that lawyers maintain and code only reads: areas, calendar, time limits, policy, reminders, competence.
/// Read once at start and checked as a whole, so that a wrong row stops the start and never a citizen's case.
/// </summary>
internal sealed record LawBook(
    AreaTree Areas,
    WorkingCalendar Calendar,
    RuleCatalogue Rules,
    Approvers Approvers,
    Policy Policy,
    Ladder Ladder,
    Routing Routing,
    ProceduralEvents Events,
    Expiries Expiries,
    ActTable Acts,
    ConditionWords ConditionWords,
    WatchRules WatchRules,
    ServiceTable Services,
    StageWords Stages,
    ClockWords ClockWords,
    ClockNames ClockNames,
    NoticeCatalogue Notices,
    AgencyDirectory Directory,
    MatterTable Matters,
    TriageBook Triage,
    Overlays Overlays,
    DutyTable Duties,
    CertificationCriteria Criteria,
    MeetingSchedule Meetings,
    AgendaTable Agenda,
    MediatorBook Mediators)
{
    /// <summary>What was put since the files were published; the members above hold it already.</summary>
    public ChangesInForce Changes { get; init; } = ChangesInForce.None;

    public required WarningPolicy Warnings { get; init; }

    public required HotFields HotFields { get; init; }

    public required SignalPolicy Signals { get; init; }

    public required SignalSources SignalSources { get; init; }

    public required RiskTables Risks { get; init; }

    public required Referrers Referrers { get; init; }

    /// <summary>The same in every process: the edge reads it too.</summary>
    public AccessTable Access { get; } = AccessTable.Load();

    public required Confidential Confidential { get; init; }

    public required Restrictions Restrictions { get; init; }

    public required Lockouts Lockouts { get; init; }

    public required RetentionTable Retention { get; init; }

    public required PublishedTables Published { get; init; }

    private static readonly Lazy<LawBook> Embedded = new(() => Load(DataFile.OpenEmbedded));

    /// <summary>The data files of this assembly; parsed once in a process.</summary>
    public static LawBook Load() => Embedded.Value;

    /// <summary>The same law with one year added or replaced by an edition.</summary>
    public LawBook With(CalendarYear year, long edition) => this with
    {
        Calendar = Calendar.With(year),
        Changes = Changes.WithYear(year.Year, new ChangeInForce(edition, year.Version, year.Source)),
    };

    /// <summary>The same law with one version of a rule added by an edition.</summary>
    public LawBook With(TimeLimitRule rule, long edition) => this with
    {
        Rules = Rules.With(rule),
        Changes = Changes.WithRule(rule.Id, new ChangeInForce(edition, $"{rule.Version}", $"{rule.Law}{rule.Article}")),
    };

    /// <param name="open">Opens a data file by its name (<c>Deadlines/catalogue.csv</c>), so that a city can put its own in place of one.</param>
    /// <exception cref="DataFileException">A file is wrong; the message names file, line and field.</exception>
    public static LawBook Load(Func<string, TextReader> open)
    {
        var rules = RuleCatalogue.Load(open);
        var policy = Policy.Load(open);
        var events = ProceduralEvents.Load(open, rules);
        var routing = Routing.Load(open, rules, events);
        var areas = AreaTree.Load(open);
        var services = ServiceTable.Load(open, rules);
        var ladder = Ladder.Load(open, policy);
        var overlays = Overlays.Load(open, areas);
        var notices = NoticeCatalogue.Load(open, rules, ladder);
        return new LawBook(
            areas,
            WorkingCalendar.Load(open),
            rules,
            Approvers.Load(open),
            policy,
            ladder,
            routing,
            events,
            Expiries.Load(open, rules, events, routing),
            ActTable.Load(open),
            ConditionWords.Load(open),
            WatchRules.Load(open),
            services,
            StageWords.Load(open),
            ClockWords.Load(open),
            ClockNames.Load(open),
            notices,
            AgencyDirectory.Load(open, routing, areas, services),
            MatterTable.Load(open),
            TriageBook.Load(open, routing),
            overlays,
            DutyTable.Load(open, routing, areas, overlays),
            CertificationCriteria.Load(open),
            MeetingSchedule.Load(open, routing),
            AgendaTable.Load(open),
            MediatorBook.Load(open, rules, routing, areas))
        {
            Warnings = WarningPolicy.Load(open, routing),
            HotFields = HotFields.Load(open, routing, areas),
            Signals = SignalPolicy.Load(open),
            SignalSources = SignalSources.Load(open),
            Risks = RiskTables.Load(open, rules),
            Referrers = Referrers.Load(open, routing, rules, notices),
            Confidential = Confidential.Load(open, AccessTable.Load()),
            Restrictions = Restrictions.Load(open, events),
            Lockouts = Lockouts.Load(open),
            Retention = RetentionTable.Load(open),
            Published = PublishedTables.Load(open),
        };
    }
}
