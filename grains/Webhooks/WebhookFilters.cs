using System.Collections.Immutable;
using Suyuan.Disputes;
using Suyuan.Projection;

namespace Suyuan.Webhooks;

/// <summary>Which notices a webhook asks for, and whether what it asks for exists.</summary>
internal static class WebhookFilters
{
    private const int MostEntries = 100;

    private const int MostUrl = 500;

    private const int MostKeepHours = 168;

    public static bool Passes(WebhookFilter filter, NoticeRow notice) =>
        Among(filter.Kinds, notice.Kind) && Among(filter.Severities, notice.Severity) && Among(filter.Categories, notice.Category)
        && (filter.AreaPrefix is not { } prefix || notice.Area?.StartsWith(prefix, StringComparison.Ordinal) is true);

    public static Refusal? Check(CreateWebhook command, LawBook law)
    {
        var field = new FieldChecks();
        field.RequiredText("url", command.Url, 1, MostUrl);
        if (command.Filter is { } filter)
        {
            Known(field, "filter.kinds", filter.Kinds, kind => law.Notices.Find(kind) is not null, law.Notices.Kinds.Select(kind => kind.Id));
            Known(field, "filter.severities", filter.Severities, severity => law.Notices.Severity(severity) is not null, law.Notices.Severities.Select(severity => severity.Id));
            Known(field, "filter.categories", filter.Categories, category => law.Routing.Category(category) is not null, law.Routing.Categories.Select(category => category.Code));
            if (filter.AreaPrefix is { } prefix && (prefix.Length is < 2 or > 12 || !prefix.All(char.IsAsciiDigit)))
                field.Fault("filter.areaPrefix", RefusalCode.Malformed, new Fact("example", "510304"));
        }

        return field.Refusal;
    }

    public static Refusal? Check(RotateSecret command)
    {
        var field = new FieldChecks();
        field.Number("keepHours", command.KeepHours, 0, MostKeepHours);
        return field.Refusal;
    }

    private static bool Among(ImmutableArray<string> asked, string? value) => asked.IsEmpty || (value is not null && asked.Contains(value));

    private static void Known(FieldChecks field, string name, ImmutableArray<string> values, Func<string, bool> exists, IEnumerable<string> all)
    {
        foreach (var (path, value) in field.Items(name, values, 0, MostEntries))
            if (!exists(value))
                field.Fault(path, RefusalCode.UnknownValue, new Fact("value", FieldChecks.Shown(value)), new Fact("allowed", string.Join('|', all)));
    }
}
