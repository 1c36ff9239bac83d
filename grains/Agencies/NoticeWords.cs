using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using Suyuan.Deadlines;
using Suyuan.Disputes;
using Suyuan.Projection;

namespace Suyuan.Agencies;

/// <summary>Says a notice to a person, in both languages, from its kind's template and what it holds.</summary>
internal static class NoticeWords
{
    /// <summary>What a sentence that leaves the house may be made of: nothing in these was written freely or names a person.</summary>
    public static readonly FrozenSet<string> FactsForOutside =
        new[]
        {
            "number", "agency", "subject", "clock", "end", "count", "times", "into", "service", "words", "ifMissed", "edition", "from", "to", "webhook", "host",
            "since", "mediator", "tries", "year", "hours", "overdue", "until", "soon", "unacknowledged", "units", "others", "about", "day", "items", "tasks",
        }.ToFrozenSet();

    public static NoticeView View(InboxRow row, LawBook law) => View(row, law, static _ => true);

    /// <summary>The same for receivers outside: what people wrote stays inside.</summary>
    public static NoticeView ViewForOutside(InboxRow row, LawBook law) => View(row, law, FactsForOutside.Contains);

    private static NoticeView View(InboxRow row, LawBook law, Func<string, bool> sayable)
    {
        var notice = row.Notice;
        var agency = AgencyId.Parse(notice.Agency);
        var kind = law.Notices.Find(notice.Kind);
        using var payload = JsonDocument.Parse(notice.Payload);
        var holds = payload.RootElement;
        return new NoticeView
        {
            Sequence = row.Sequence,
            Id = notice.Id,
            Agency = agency,
            Number = notice.Number.Length > 0 ? notice.Number : null,
            Kind = notice.Kind,
            Severity = notice.Severity,
            At = notice.At,
            ReceivedAt = row.TakenAt,
            // A kind that only an earlier release knew still says what it is and about what.
            Title = kind is null ? new Sentence(notice.Kind, notice.Kind) : Say(kind.Title),
            Text = notice.Payload is NoticeRow.Erased ? new Sentence($"{notice.Number} 的通知内容已依法删除。", $"What this notice said about {notice.Number} was erased by law.")
                : kind is null ? new Sentence(notice.Number, notice.Number)
                : Say(kind.Text),
            For = kind?.For ?? ["handler"],
            AcknowledgeBy = row.AcknowledgeBy,
            AcknowledgedAt = row.AcknowledgedAt,
            AcknowledgedBy = row.AcknowledgedBy,
            Area = notice.Area,
            Category = notice.Category,
            Daily = DailyIn(holds, law),
            Link = notice.Number.Length > 0 ? law.Matters.PathOf(notice.Number) : $"/v1/agencies/{notice.Agency}/inbox",
        };

        Sentence Say(Sentence template) => new(
            SentenceTemplate.Fill(template.Zh, fact => Fact(fact, zh: true)), SentenceTemplate.Fill(template.En, fact => Fact(fact, zh: false)));

        string? Fact(string name, bool zh) => name switch
        {
            _ when !sayable(name) => null,
            "number" => notice.Number,
            "agency" => Of(law.Routing.NameOf(agency, law.Areas), zh),
            "subject" => Held("subject") is { } subject && AgencyId.TryParse(subject, null, out var id) ? Of(law.Routing.NameOf(id, law.Areas), zh) : null,
            "clock" => Held("clock") is { } clock ? Of(law.ClockNames.Of(ClockKeys.KeyOf(clock)), zh) : null,
            _ => Held(name, zh) is { } text && DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
                ? day.ToString(zh ? "yyyy年M月d日" : "d MMMM yyyy", CultureInfo.InvariantCulture)
                : Held(name, zh),
        };

        // What is said in both languages is a sentence of its own.
        string? Held(string name, bool zh = true) => !holds.TryGetProperty(name, out var value) ? null
            : value.ValueKind is JsonValueKind.Object ? value.GetProperty(zh ? "zh" : "en").GetString()
            : value.ToString();
    }

    private static DailyList? DailyIn(JsonElement holds, LawBook law)
    {
        if (!holds.TryGetProperty("items", out var items))
            return null;
        return new DailyList(Count("overdue"), Count("soon"), Count("unacknowledged"), Day(holds, "until"), [.. items.EnumerateArray().Select(Item)]);

        int Count(string name) => holds.GetProperty(name).GetInt32();

        DailyItem Item(JsonElement item)
        {
            var (number, clock) = (item.GetProperty("number").GetString()!, item.GetProperty("clock").GetString()!);
            return new DailyItem(
                number,
                clock,
                law.ClockNames.Of(ClockKeys.KeyOf(clock)),
                Day(item, "end"),
                item.GetProperty("overdue").GetBoolean(),
                law.Matters.PathOf(number) is var path && path.StartsWith("/v1/disputes/", StringComparison.Ordinal) ? $"{path}/clocks/{clock}" : path);
        }

        static DateOnly Day(JsonElement of, string name) =>
            DateOnly.ParseExact(of.GetProperty(name).GetString()!, "yyyy-MM-dd", CultureInfo.InvariantCulture);
    }

    private static string Of(Sentence sentence, bool zh) => zh ? sentence.Zh : sentence.En;
}
