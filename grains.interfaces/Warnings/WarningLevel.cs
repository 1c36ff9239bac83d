namespace Suyuan.Warnings;

/// <summary>Level of a warning (预警等级), numbered upward: a higher number has to be acknowledged sooner.</summary>
public enum WarningLevel
{
    None = 0,

    /// <summary>黄色: to be acknowledged within 72 hours.</summary>
    Yellow = 1,

    /// <summary>橙色: within 24 hours.</summary>
    Orange = 2,

    /// <summary>红色: within 2 hours.</summary>
    Red = 3,
}
