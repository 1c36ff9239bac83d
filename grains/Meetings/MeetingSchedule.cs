using System.Collections.Frozen;
using System.Collections.Immutable;
using Suyuan.Agencies;
using Suyuan.Areas;
using Suyuan.Calendar;
using Suyuan.Deadlines;

namespace Suyuan.Meetings;

/// <summary>When the joint meetings of each level are held, who convenes them and who belongs to the body: <c>Meetings/meeting-schedule.csv</c>, read once.</summary>
internal sealed class MeetingSchedule
{
    public const string File = "Meetings/meeting-schedule.csv";

    /// <summary>A Monday; fortnights are counted from its week.</summary>
    private static readonly DateOnly FirstWeek = new(2023, 1, 2);

    private static readonly FrozenDictionary<string, AreaLevel> Levels = new Dictionary<string, AreaLevel>
    {
        ["city"] = AreaLevel.City,
        ["county"] = AreaLevel.County,
        ["township"] = AreaLevel.Township,
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, Cadence> Cadences =
        Enum.GetValues<Cadence>().ToFrozenDictionary(cadence => Kebab.Of(cadence));

    private static readonly FrozenDictionary<string, DayOfWeek> Weekdays =
        Enum.GetValues<DayOfWeek>().ToFrozenDictionary(day => Kebab.Of(day));

    private static readonly FrozenDictionary<string, bool> OnlyWithAgenda =
        new Dictionary<string, bool> { ["always"] = false, ["agenda"] = true }.ToFrozenDictionary();

    private readonly FrozenDictionary<AreaLevel, MeetingRow> _rows;

    private MeetingSchedule(FrozenDictionary<AreaLevel, MeetingRow> rows) => _rows = rows;

    /// <summary>Null for a level that holds no joint meetings.</summary>
    public MeetingRow? Of(AreaLevel level) => _rows.GetValueOrDefault(level);

    public static MeetingSchedule Load(Func<string, TextReader> open, Routing routing)
    {
        var rows = new Dictionary<AreaLevel, MeetingRow>();
        foreach (var row in DataFile.Read(File, open(File), "level", "cadence", "weekday", "nth", "convener", "members", "held", "zh", "en").Rows)
        {
            var level = row.Word("level", Levels);
            var cadence = row.Word("cadence", Cadences);
            if (cadence is not Cadence.Monthly && row.Optional("nth").Length > 0)
                throw row.Wrong("nth", "only a monthly meeting has one");
            var members = row.List("members");
            foreach (var (field, kind) in members.Select(kind => ("members", kind)).Prepend(("convener", row.Text("convener"))))
                if (routing.Kind(kind) is not { } known || !known.Levels.Contains(level))
                    throw row.Wrong(field, $"there is no {kind} on this level");
            if (!rows.TryAdd(level, new MeetingRow(
                    cadence, row.Word("weekday", Weekdays), cadence is Cadence.Monthly ? row.Whole("nth", 1, 4) : 0, row.Text("convener"), members,
                    row.Word("held", OnlyWithAgenda),
                    new Sentence(row.Text("zh"), row.Text("en")))))
                throw row.Wrong("level", $"{row.Text("level")} is there twice");
        }

        return new MeetingSchedule(rows.ToFrozenDictionary());
    }

    /// <summary>The first meeting that is held after a day: the nominal day, and the working day on which it is held.</summary>
    /// <param name="nominal">The nominal day of the meeting before; the next has a later one.</param>
    /// <param name="after">It is held later than this day.</param>
    public static MeetingDay Next(MeetingRow row, DateOnly nominal, DateOnly after, WorkingCalendar calendar)
    {
        for (var day = nominal.AddDays(1); ; day = day.AddDays(1))
        {
            if (!IsNominal(row, day))
                continue;
            var on = day;
            while (calendar.IsDayOff(on))
                on = on.AddDays(1);
            // Two weeks that roll onto one working day have one meeting.
            if (on > after)
                return new MeetingDay(day, on);
        }
    }

    /// <summary>The working day before a meeting: whether it is held is seen on it, so that who comes hears a day ahead.</summary>
    public static DateOnly LookOn(DateOnly on, WorkingCalendar calendar)
    {
        var day = on.AddDays(-1);
        while (calendar.IsDayOff(day))
            day = day.AddDays(-1);
        return day;
    }

    private static bool IsNominal(MeetingRow row, DateOnly day) => day.DayOfWeek == row.Weekday && row.Cadence switch
    {
        Cadence.Weekly => true,
        Cadence.Fortnightly => (day.DayNumber - FirstWeek.DayNumber) / 7 % 2 == 0,
        _ => (day.Day - 1) / 7 + 1 == row.Nth,
    };
}

internal enum Cadence
{
    Weekly,
    Fortnightly,
    Monthly,
}

/// <param name="Nth">Of the month; 0 unless monthly.</param>
/// <param name="Convener">Kind of the agency that convenes; of the area itself.</param>
/// <param name="Members">Kinds of the agencies that belong to the body.</param>
/// <param name="OnlyWithAgenda">Not held when there is nothing to deal with.</param>
internal sealed record MeetingRow(
    Cadence Cadence, DayOfWeek Weekday, int Nth, string Convener, ImmutableArray<string> Members, bool OnlyWithAgenda, Sentence Words);

/// <param name="Nominal">By the schedule.</param>
/// <param name="On">That day, or the next working day.</param>
[GenerateSerializer, Alias("meeting-day")]
internal readonly record struct MeetingDay([property: Id(0)] DateOnly Nominal, [property: Id(1)] DateOnly On);
