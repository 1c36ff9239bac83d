using System.Collections.Immutable;
using System.Globalization;
using Suyuan.Projection;

namespace Suyuan.Agencies;

/// <summary>
/// The daily list (每日清单): on working days, at the agency's hour, what is overdue, what ends soon and what waits for an
/// acknowledgement. At most one a day; a day that was missed is not made up for. Pure.
/// </summary>
internal static class DigestRules
{
    /// <summary>Items that a list names; the rest it counts.</summary>
    public const int MostItems = 20;

    /// <summary>The hour in China: the agency's own, or the policy's.</summary>
    public static TimeOnly TimeOf(AgencyProfile? profile, LawBook law) =>
        profile?.DigestAt is { } own ? TimeOnly.ParseExact(own, "HH:mm", CultureInfo.InvariantCulture) : law.Policy.DigestAt;

    /// <summary>The first hour of a list after the present, on a working day that has not had one.</summary>
    public static DateTimeOffset Next(AgencyState agency, LawBook law, Moment now)
    {
        var day = agency.DigestDay >= now.Day || HourOn(now.Day, agency, law) <= now.At ? now.Day.AddDays(1) : now.Day;
        while (!law.Calendar.IsWorkday(day))
            day = day.AddDays(1);
        return HourOn(day, agency, law);
    }

    public static bool IsDue(AgencyState agency, Moment now) => agency.NextDigest <= now.At;

    /// <summary>Last day that a list of this day looks ahead to.</summary>
    public static DateOnly Until(LawBook law, Moment now)
    {
        var day = now.Day;
        for (var left = law.Policy.DigestWorkdays; left > 0;)
        {
            day = day.AddDays(1);
            if (law.Calendar.IsWorkday(day))
                left--;
        }

        return day;
    }

    /// <summary>Gives today's list if there is something to say and today is its day; sets the next in any case.</summary>
    public static AgencyState Elapse(AgencyState agency, AgencyId id, Duties duties, int unacknowledged, LawBook law, Moment now)
    {
        if (!IsDue(agency, now))
            return agency;
        // After an outage the present may be a day off, or before the hour: then the missed day is gone.
        var isToday = law.Calendar.IsWorkday(now.Day) && HourOn(now.Day, agency, law) <= now.At && !(agency.DigestDay >= now.Day);
        var speaks = isToday && duties.Overdue + duties.Soon + unacknowledged > 0;
        var next = agency with
        {
            DigestDay = isToday ? now.Day : agency.DigestDay,
            Written = speaks ? new InboxWritten { Notices = [Notice(id, duties, unacknowledged, law, now)] } : InboxWritten.Nothing,
        };
        return (next with { NextDigest = Next(next, law, now) }).Scheduled(id, law);
    }

    private static NoticeRow Notice(AgencyId id, Duties duties, int unacknowledged, LawBook law, Moment now) => new(
        // One day, one id: whatever happens, a second list of the day could not be stored.
        string.Create(CultureInfo.InvariantCulture, $"{id}-digest-{now.Day:yyyyMMdd}-0"),
        id.ToString(),
        "",
        NoticeCatalogue.Digest,
        law.Notices[NoticeCatalogue.Digest].Severity!,
        now.At,
        HistoryJson.Of(new DigestSaid(
            duties.Overdue,
            duties.Soon,
            unacknowledged,
            Until(law, now),
            [.. duties.First.Take(MostItems).Select(duty => new DutySaid(duty.Number, duty.ClockId, LastDayOf(duty.DueAt), duty.DueAt < now.At))])),
        id.Area.ToString());

    /// <summary>A limit ends at 24:00, which is the first instant of the next day.</summary>
    private static DateOnly LastDayOf(DateTimeOffset dueAt) => new Moment(dueAt.AddTicks(-1)).Day;

    private static DateTimeOffset HourOn(DateOnly day, AgencyState agency, LawBook law) =>
        Moment.StartOf(day) + TimeOf(agency.Profile, law).ToTimeSpan();

    private sealed record DigestSaid(int Overdue, int Soon, int Unacknowledged, DateOnly Until, ImmutableArray<DutySaid> Items);

    private sealed record DutySaid(string Number, string Clock, DateOnly End, bool Overdue);
}
