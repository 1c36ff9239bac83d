using System.Collections.Immutable;
using System.Globalization;
using Suyuan.Deadlines;
using Suyuan.Disputes;
using Suyuan.Identity;
using Suyuan.Projection;

namespace Suyuan.Agencies;

/// <summary>What happens to one agency's inbox: notices are taken in order, people acknowledge them, silence goes up the ladder. Pure.</summary>
internal static class InboxRules
{
    public const int MostSequences = 100;

    private static readonly TimeOnly StartOfOffice = new(9, 0);

    /// <summary>Gives every waiting notice the next place; how loud it is decides until when a person has to acknowledge it.</summary>
    public static AgencyState Take(AgencyState agency, AgencyId id, ImmutableArray<NoticeRow> waiting, LawBook law, Moment now)
    {
        var limits = law.Notices.Severities.ToDictionary(severity => severity.Id, severity => Limit(severity, law, now));
        var next = agency.LastSequence;
        var taken = waiting.Order(NoticeOrder.Instance)
            .Select(notice => new TakenRow(notice.Id, ++next, now.At, limits.GetValueOrDefault(notice.Severity)))
            .ToImmutableArray();
        return (agency with
        {
            LastSequence = next,
            AnswerBy = Earliest(agency.AnswerBy, taken.Min(row => row.AcknowledgeBy)),
            NextDigest = agency.NextDigest ?? DigestRules.Next(agency, law, now),
            Written = new InboxWritten { Taken = taken },
        }).Scheduled(id, law);
    }

    /// <summary>A person of the agency has seen these. Whoever answers in time is silent no more.</summary>
    /// <param name="left">What still waits after this.</param>
    public static AgencyState Acknowledge(AgencyState agency, AgencyId id, ImmutableArray<string> notices, Unanswered left, Actor by, LawBook law, Moment now) =>
        (agency with
        {
            AnswerBy = left.Earliest,
            Silence = left.Earliest <= now.At ? agency.Silence : [],
            Written = new InboxWritten { Acknowledged = [.. notices.Select(notice => new AcknowledgedRow(notice, now.At, by.Id))] },
        }).Scheduled(id, law);

    /// <summary>Takes the steps of silence that are due, each once; the same object when none is.</summary>
    /// <param name="unanswered">Notices that have to be acknowledged and are not.</param>
    public static AgencyState Elapse(AgencyState agency, AgencyId id, int unanswered, LawBook law, Moment now)
    {
        var due = Steps(agency, id, law).TakeWhile(step => step.At <= now.At).ToArray();
        if (due.Length == 0)
            return agency;
        var notices = due.Select((step, index) => new NoticeRow(
            string.Create(CultureInfo.InvariantCulture, $"{id}-{agency.Caused + 1}-{index}"),
            Hearer(step.Step, id).ToString(),
            "",
            step.Step.Kind.Id,
            step.Step.Kind.Severity!,
            now.At,
            HistoryJson.Of(new SilenceSaid(id, unanswered, new Moment(agency.AnswerBy!.Value).At)),
            id.Area.ToString()));
        return (agency with
        {
            Caused = agency.Caused + 1,
            Silence = [.. agency.Silence, .. due.Select(step => step.Step.Id)],
            Written = new InboxWritten { Notices = [.. notices] },
        }).Scheduled(id, law);
    }

    public static Refusal? Check(AcknowledgeNotices command)
    {
        var field = new FieldChecks();
        if (command.UpTo is null == command.Sequences.IsEmpty)
            field.Fault("upTo", RefusalCode.Required);
        if (command.UpTo is { } upTo && upTo < 1)
            field.Fault("upTo", RefusalCode.NumberOutOfRange, new Fact("min", "1"), new Fact("max", $"{long.MaxValue}"));
        if (command.Sequences.Length > MostSequences)
            field.Fault("sequences", RefusalCode.TooMany, new Fact("max", $"{MostSequences}"));
        return field.Refusal;
    }

    /// <summary>Steps not taken yet, with their instants; none while nothing waits for an acknowledgement.</summary>
    private static IEnumerable<(SilenceStep Step, DateTimeOffset At)> Steps(AgencyState agency, AgencyId id, LawBook law) => agency.AnswerBy is not { } missed
        ? []
        : law.Notices.Silence
            .Where(step => !agency.Silence.Contains(step.Id) && (step.Audience is "leader" || Hearer(step, id) != id))
            .Select(step => (step, InstantOf(step, missed, law)));

    private static DateTimeOffset InstantOf(SilenceStep step, DateTimeOffset missed, LawBook law)
    {
        if (step.Workdays == 0)
            return missed;
        // A limit ends at 24:00, which is the first instant of the next day: count from the day that was the last one.
        var day = new Moment(missed.AddTicks(-1)).Day;
        for (var left = step.Workdays; left > 0;)
        {
            day = day.AddDays(1);
            if (law.Calendar.IsWorkday(day))
                left--;
        }

        return Moment.StartOf(day) + StartOfOffice.ToTimeSpan();
    }

    private static AgencyId Hearer(SilenceStep step, AgencyId id) => step.Audience switch
    {
        "superior" => Hierarchy.SuperiorOf(id),
        "coordinator" => Routing.Coordinator(id.Area),
        _ => id,
    };

    /// <summary>Sets the one wake-up: the next step of silence or the next daily list, whichever comes first.</summary>
    public static AgencyState Scheduled(this AgencyState agency, AgencyId id, LawBook law) =>
        agency with { WakeAt = Earliest(Steps(agency, id, law).Select(step => (DateTimeOffset?)step.At).Min(), agency.NextDigest) };

    private static DateTimeOffset? Limit(Severity severity, LawBook law, Moment now) => severity.AcknowledgeRule is { } rule
        ? DueDates.Compute(law.Rules.Find(rule, now.Day) ?? law.Rules.Versions(rule)[0], new TriggerEvent("送达", now.At), law.Calendar, [], []).DueAt
        : null;

    private static DateTimeOffset? Earliest(DateTimeOffset? one, DateTimeOffset? other) => one is null || other < one ? other ?? one : one;

    private sealed record SilenceSaid(AgencyId Subject, int Count, DateTimeOffset Since);
}
