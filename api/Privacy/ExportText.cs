using System.Globalization;
using System.Text;
using Suyuan.Disputes;

namespace Suyuan.Privacy;

/// <summary>An export as a person reads and prints it.</summary>
internal static class ExportText
{
    public const string MediaType = "text/plain";

    private static readonly TimeSpan China = TimeSpan.FromHours(8);

    public static string Of(PersonalExport held)
    {
        var text = new StringBuilder();
        Line("编号", $"{held.Number}");
        Line("导出时间", At(held.At));
        Line("事项", held.Title);
        Line("发生地", held.AreaName);
        Line("类别", held.Category);
        Line("登记内容", held.Narrative);
        Line("涉及金额（元）", held.Amount?.ToString(CultureInfo.InvariantCulture));
        Line("发生日期", held.OccurredOn?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        if (held.You is { } you)
            Line("您的信息", Shown(you));
        foreach (var other in held.Others)
            Line("其他当事人（已遮蔽）", Shown(other));
        Line("目前进展", held.Progress.Where.Zh);
        Line("负责单位", held.Progress.Lead);
        Line("答复", held.Progress.Answer?.Text);
        Line("协议", held.Agreement?.Terms);
        Line("您的评价", held.Rating?.ToString(CultureInfo.InvariantCulture));
        foreach (var step in held.Steps)
            Line($"办理记录{step.Sequence}", $"{At(step.At)} {step.Words.Zh} {step.Unit}".TrimEnd());
        Line("接触过该案的单位", string.Join('、', held.Recipients));
        Line("说明", held.Notice.Zh);
        return text.ToString();

        void Line(string name, string? value)
        {
            if (!string.IsNullOrEmpty(value))
                text.Append(name).Append('：').Append(value).Append("\r\n");
        }
    }

    private static string Shown(Party party) => string.Join(' ', new[] { party.Name, party.IdNumber, party.Telephone, party.Address }.OfType<string>());

    private static string At(DateTimeOffset at) => at.ToOffset(China).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
