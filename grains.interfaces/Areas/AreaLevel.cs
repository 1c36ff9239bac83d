namespace Suyuan.Areas;

/// <summary>Level of an area, numbered upward: a higher number is a higher level of responsibility (分级负责).</summary>
public enum AreaLevel
{
    None = 0,

    /// <summary>村 or 社区.</summary>
    Village = 1,

    /// <summary>乡镇 or 街道.</summary>
    Township = 2,

    /// <summary>区县.</summary>
    County = 3,

    /// <summary>市.</summary>
    City = 4,
}
