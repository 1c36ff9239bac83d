using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Serialization;
using Microsoft.Net.Http.Headers;
using Suyuan.Disputes;
using Suyuan.Http;

namespace Suyuan.Deadlines;

/// <summary>Due dates as iCalendar (RFC 5545), for the calendar that an office already has. The text is the due date's own sentence.</summary>
internal static class DueCalendar
{
    public const string MediaType = "text/calendar";

    /// <summary>One answer of the calculator. The same question gives the same UID, so that a second import replaces the first.</summary>
    public static string Of(DueQuestion question, DueAnswer answer, Language language, DateTimeOffset now)
    {
        var key = string.Join('|', [
            question.Rule,
            Instants.Write(question.From),
            .. question.Extensions.Select(length => string.Create(CultureInfo.InvariantCulture, $"{length}")),
            .. question.Excluded.Select(interval => string.Create(CultureInfo.InvariantCulture, $"{interval.From:yyyy-MM-dd}..{interval.To:yyyy-MM-dd}:{interval.Reason}")),
        ]);
        var uid = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)).AsSpan(0, 16));
        return Serialize([Event($"{uid}@due.suyuan", answer.Due, answer.RemindAt, "", language, now)]);
    }

    /// <summary>The running clocks of one dispute; the number and what the law says, no names.</summary>
    public static string Of(DisputeView dispute, Language language, DateTimeOffset now) => Serialize(
        dispute.Clocks
            .Where(clock => clock.Status is ClockStatus.Running)
            .Select(clock => Event($"{dispute.Number}-{clock.Id}@dispute.suyuan", clock.Due!, clock.NextRungAt, $"{dispute.Number} ", language, now)));

    /// <summary>The calendar where the caller asks for it, by parameter or by <c>Accept</c>; otherwise JSON.</summary>
    public static IResult Chosen(HttpContext http, DueFormat? format, IResult json, Func<Language, string> calendar)
    {
        http.Response.Headers.Append(HeaderNames.Vary, HeaderNames.Accept);
        if (format is DueFormat.Json || (format is null && !http.Request.Prefers(MediaType)))
            return json;
        return File(http, calendar);
    }

    /// <summary>Answers a calendar in the language that was asked for.</summary>
    public static IResult File(HttpContext http, Func<Language, string> calendar)
    {
        var language = http.Request.Asked();
        http.Response.Headers.ContentLanguage = language.Tag();
        http.Response.Headers.Append(HeaderNames.Vary, HeaderNames.AcceptLanguage);
        return TypedResults.Text(calendar(language), MediaType, Encoding.UTF8);
    }

    private static CalendarEvent Event(string uid, DueDate due, DateTimeOffset? remindAt, string prefix, Language language, DateTimeOffset now)
    {
        // An end at 24:00 is a whole day; only hours and duties at once have an instant of their own.
        var wholeDay = due.DueAt == Instants.Begin(due.End.AddDays(1));
        var article = due.Article.Length > 0 ? $"《{due.Law}》{due.Article}" : $"《{due.Law}》";
        var text = new CalendarEvent
        {
            Uid = uid,
            DtStamp = Utc(now),
            Start = wholeDay ? new CalDateTime(due.End.Year, due.End.Month, due.End.Day) : Utc(due.DueAt),
            Summary = language is Language.English ? $"{prefix}Time limit ends: {due.RuleId} ({article})" : $"{prefix}期限届满：{due.RuleId}（{article}）",
            Description = language is Language.English ? due.Sentence.En : due.Sentence.Zh,
            Transparency = TransparencyType.Transparent,
        };
        var begin = wholeDay ? Instants.Begin(due.End) : due.DueAt;
        if (remindAt is { } at && at < begin)
            text.Alarms.Add(new Alarm
            {
                Action = AlarmAction.Display,
                Description = text.Summary,
                Trigger = new Trigger(Duration.FromTimeSpanExact(TimeSpan.FromMinutes(Math.Floor((at - begin).TotalMinutes)))),
            });
        return text;
    }

    private static CalDateTime Utc(DateTimeOffset at) => new(at.UtcDateTime);

    private static string Serialize(IEnumerable<CalendarEvent> events)
    {
        var calendar = new Ical.Net.Calendar { ProductId = "-//Suyuan//Due dates//ZH" };
        foreach (var one in events)
            calendar.Events.Add(one);
        return new CalendarSerializer().SerializeToString(calendar)!;
    }
}
