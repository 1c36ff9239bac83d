using System.Text.RegularExpressions;
using Suyuan.Calendar;
using static Suyuan.Deadlines.DateInWords;

namespace Suyuan.Deadlines;

/// <summary>Says a due date to a citizen: one Chinese and one English sentence, with the law it rests on.</summary>
internal static partial class DueDateInWords
{
    private const int LongestReason = 40;

    private const string Before = "before ";

    public static Sentence Of(DueDate due, TimeLimitRule rule, WorkingCalendar calendar)
    {
        var daysOff = DaysOffInWords.Of(due, calendar);
        return new Sentence(
            $"{CountZh(due, rule, daysOff.Zh)}{MoveZh(due, rule, calendar)}{PostZh(rule)}{BasisZh(rule)}{(due.Provisional ? "（日历待国务院办公厅通知，暂定）" : "")}",
            $"{CountEn(due, rule, daysOff.En)}{MoveEn(due, rule, calendar)} {PostEn(rule)}{BasisEn(rule)}{(due.Provisional ? " (Provisional: the State Council's holiday notice is not out yet.)" : "")}");
    }

    private static string CountZh(DueDate due, TimeLimitRule rule, string daysOff)
    {
        var trigger = new Moment(due.Trigger.At);
        return rule switch
        {
            { Direction: CountDirection.Gate } => $"{rule.TriggerZh}之前必须办理完毕，未办理的不得进行",
            { Direction: CountDirection.Event } => $"以{Zh(trigger.Day)}{rule.TriggerZh}之日为准",
            { Unit: PeriodUnit.None } => $"自{Zh(trigger.At)}{rule.TriggerZh}起应当立即办理",
            { Direction: CountDirection.Before } => $"应在{Zh(trigger.Day)}{rule.TriggerZh}的{LengthZh(due.Length, due.Unit)}前办理{daysOff}，最迟为{Zh(due.End)}",
            { Unit: PeriodUnit.Hour } => $"自{Zh(trigger.At)}{rule.TriggerZh}{(rule.FromNextHour ? "的下一个整点" : "")}起算{LengthZh(due.Length, due.Unit)}{AdditionsZh(due)}，应于{Zh(due.DueAt)}届满",
            _ => $"自{Zh(trigger.Day)}{rule.TriggerZh}的次日起算{LengthZh(due.Length, due.Unit)}{daysOff}{AdditionsZh(due)}，应于{Zh(due.NominalEnd)}届满",
        };
    }

    private static string CountEn(DueDate due, TimeLimitRule rule, string daysOff)
    {
        var trigger = new Moment(due.Trigger.At);
        return rule switch
        {
            { Direction: CountDirection.Gate } => $"It must be complete {rule.Trigger}; without it that step may not be taken",
            { Direction: CountDirection.Event } => $"The date is {En(trigger.Day)} ({rule.Trigger})",
            { Unit: PeriodUnit.None } => $"It must be done at once from {En(trigger.At)} ({rule.Trigger})",
            { Direction: CountDirection.Before } => $"It must be done at least {LengthEn(due.Length, due.Unit)} before {En(trigger.Day)} ({What(rule)}){daysOff}: by {En(due.End)}",
            { Unit: PeriodUnit.Hour } => $"{LengthEn(due.Length, due.Unit)} counted from {(rule.FromNextHour ? "the full hour after " : "")}{En(trigger.At)} ({rule.Trigger}){AdditionsEn(due, daysOff)} {(due.Length == 1 ? "ends" : "end")} on {En(due.DueAt)}",
            _ => $"{LengthEn(due.Length, due.Unit)} counted from the day after {En(trigger.Day)} ({rule.Trigger}){AdditionsEn(due, daysOff)} {(due.Length == 1 ? "ends" : "end")} on {En(due.NominalEnd)}",
        };
    }

    /// <summary>What it is before, without saying "before" twice.</summary>
    private static string What(TimeLimitRule rule) => rule.Trigger.StartsWith(Before, StringComparison.Ordinal) ? rule.Trigger[Before.Length..] : rule.Trigger;

    private static string AdditionsZh(DueDate due) => string.Concat(
    [
        .. due.Extensions.Select(extension => $"，{ExtensionApprovers.PhraseOf(extension.By).Zh}延长{LengthZh(extension.Length, extension.Unit)}{(extension.Reason.Length > 0 ? $"（{Short(extension.Reason)}）" : "")}"),
        .. due.Excluded.Select(interval => $"，{Zh(interval.From, interval.To)}{SuspensionReasons.NameOf(interval.Reason).Zh}期间不计入"),
    ]);

    /// <summary>Between commas, because the verb of the sentence follows.</summary>
    private static string AdditionsEn(DueDate due, string daysOff)
    {
        var additions = string.Concat(
        [
            daysOff,
            .. due.Extensions.Select(extension => $", extended by {LengthEn(extension.Length, extension.Unit)} ({ExtensionApprovers.PhraseOf(extension.By).En}{(extension.Reason.Length > 0 ? $": {Short(extension.Reason)}" : "")})"),
            .. due.Excluded.Select(interval => $", not counting {En(interval.From, interval.To)} ({SuspensionReasons.NameOf(interval.Reason).En})"),
        ]);
        return additions.Length > 0 ? $"{additions}," : "";
    }

    /// <summary>A reason that is a page long would drown the date; the whole of it is in the extension itself.</summary>
    private static string Short(string reason)
    {
        var line = reason.ReplaceLineEndings(" ").Trim().TrimEnd('。', '.');
        return line.EnumerateRunes().Count() > LongestReason ? $"{string.Concat(line.EnumerateRunes().Take(LongestReason))}…" : line;
    }

    private static string MoveZh(DueDate due, TimeLimitRule rule, WorkingCalendar calendar) => due switch
    {
        { MovedBy: { } moved } => $"；该日为{moved.Name}，顺延至{Zh(due.End)}",
        _ when !StaysOnWeekend(due, rule) => "",
        _ when calendar.IsWorkday(due.End) => $"；该日虽为{WorkingCalendar.WeekendDay(due.End).Zh}，但调休上班，不顺延",
        _ => $"；该日为{WorkingCalendar.WeekendDay(due.End).Zh}，本规定只在法定节假日顺延，故不顺延",
    };

    private static string MoveEn(DueDate due, TimeLimitRule rule, WorkingCalendar calendar) => due switch
    {
        { MovedBy: { } moved } => $"; that day is a day off ({calendar.EnglishNameOf(moved.Day)}), so the end moves to {En(due.End)}.",
        _ when !StaysOnWeekend(due, rule) => ".",
        _ when calendar.IsWorkday(due.End) => $"; that {WorkingCalendar.WeekendDay(due.End).En} is a make-up working day, so the end stays.",
        _ => $"; that day is a {WorkingCalendar.WeekendDay(due.End).En}, but only a public holiday moves an end under this rule, so it stays.",
    };

    /// <summary>An end that everybody expects to move and that does not. A count of working days has said so already.</summary>
    private static bool StaysOnWeekend(DueDate due, TimeLimitRule rule) =>
        rule.RollOn is not RollOn.None && due.Unit is not PeriodUnit.WorkingDay && due.End == due.NominalEnd && WorkingCalendar.IsWeekend(due.End);

    private static string PostZh(TimeLimitRule rule) => rule.PostCounts is { } post
        ? $"。期满前交邮的不算过期（《{post.Law}》{post.Article}），当面递交的请在下班前办理"
        : "";

    private static string PostEn(TimeLimitRule rule) => rule.PostCounts is { } post
        ? $"Papers posted by then are in time (《{post.Law}》{ArticleEn(post.Article)}); to hand them in, come before closing time. "
        : "";

    private static string BasisZh(TimeLimitRule rule) => rule switch
    {
        { Overrides: { } below } => $"。依据《{rule.Law}》{rule.Article}（{LevelOf(rule).Zh}，代替《{below.Law}》{below.Article}{(below.Length > 0 ? $"的{LengthZh(below.Length, below.Unit)}" : "")}）。",
        { Level: RuleLevel.Benchmark } => $"。参照《{rule.Law}》{rule.Article}（本地期限待确认）。",
        { Level: RuleLevel.Local } => $"。国家没有统一规定，按《{rule.Law}》{rule.Article}（本地期限待确认）。",
        _ => $"。依据《{rule.Law}》{rule.Article}。",
    };

    private static string BasisEn(TimeLimitRule rule) => rule switch
    {
        { Overrides: { } below } => $"Basis: 《{rule.Law}》{ArticleEn(rule.Article)} ({LevelOf(rule).En}, in place of {(below.Length > 0 ? $"{LengthEn(below.Length, below.Unit)} under " : "")}《{below.Law}》{ArticleEn(below.Article)}).",
        { Level: RuleLevel.Benchmark } => $"Measured by 《{rule.Law}》{ArticleEn(rule.Article)}; the local limit is to be confirmed.",
        { Level: RuleLevel.Local } => $"No national rule sets a number; taken from 《{rule.Law}》{ArticleEn(rule.Article)}, to be confirmed locally.",
        _ => $"Basis: 《{rule.Law}》{ArticleEn(rule.Article)}.",
    };

    /// <summary>Who set a number that stands in place of another.</summary>
    private static Sentence LevelOf(TimeLimitRule rule) => rule.Level switch
    {
        RuleLevel.Municipal => new("市级规定", "set by the city"),
        RuleLevel.Provincial => new("省级规定", "set by the province"),
        _ => new("国家规定", "set by national law"),
    };

    internal static string LengthZh(int length, PeriodUnit unit) => unit switch
    {
        PeriodUnit.Hour => $"{length}小时",
        PeriodUnit.Day => $"{length}日",
        PeriodUnit.WorkingDay => $"{length}个工作日",
        PeriodUnit.Month => $"{length}个月",
        _ => $"{length}年",
    };

    internal static string LengthEn(int length, PeriodUnit unit)
    {
        var name = unit is PeriodUnit.WorkingDay ? "working day" : unit.ToString().ToLowerInvariant();
        return length == 1 ? $"1 {name}" : $"{length} {name}s";
    }

    /// <summary>第34条第2款、第35条 → Art. 34(2), Art. 35.</summary>
    private static string ArticleEn(string article)
    {
        if (article.Length == 0)
            return "";
        var english = Part().Replace(Numbered().Replace(article, "Art. $1"), "($1)")
            .Replace("、", ", ", StringComparison.Ordinal)
            .Replace("至", " to ", StringComparison.Ordinal)
            .Replace("附表", "schedule", StringComparison.Ordinal);
        return $", {english}";
    }

    [GeneratedRegex(@"第(\d+(?:-\d+)?)条")]
    private static partial Regex Numbered();

    [GeneratedRegex(@"第(\d+)[款项]")]
    private static partial Regex Part();
}
