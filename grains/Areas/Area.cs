namespace Suyuan.Areas;

/// <summary>One area of the tree.</summary>
/// <param name="NameEn">Empty below the county level: nobody has agreed on those names.</param>
/// <param name="Parent">Null for the city.</param>
internal sealed record Area(AreaCode Code, string Name, string NameEn, AreaCode? Parent)
{
    public AreaLevel Level => Code.Level;

    /// <summary>English name, or the Chinese one where there is none.</summary>
    public string InEnglish => NameEn.Length > 0 ? NameEn : Name;
}
