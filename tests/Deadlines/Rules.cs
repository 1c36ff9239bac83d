using Suyuan.Deadlines;

namespace Suyuan.Tests.Deadlines;

/// <summary>Rules made for a test: the petition limit with another length and unit.</summary>
internal static class Rules
{
    public static TimeLimitRule Of(int length, PeriodUnit unit) => new()
    {
        Id = "petition-conclude",
        Version = 1,
        InForceFrom = new DateOnly(2022, 5, 1),
        Channel = "petition",
        Duty = Duty.Agency,
        Trigger = "acceptance",
        TriggerZh = "受理",
        Direction = CountDirection.Forward,
        Length = length,
        Unit = unit,
        RollOn = unit is PeriodUnit.Hour or PeriodUnit.None ? RollOn.None : RollOn.WeekendAndHoliday,
        ExtensionTimes = 0,
        OnExpiry = "",
        Law = "信访工作条例",
        Article = "第34条",
        Source = "信访工作条例 Art 34",
        Confidence = "V-LRB",
        Level = RuleLevel.National,
        ApprovedBy = "",
    };
}
