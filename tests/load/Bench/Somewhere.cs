using Suyuan.Areas;

namespace Suyuan.Load.Bench;

/// <summary>Where everything happens in a bench: one village, so that one county gives all the numbers.</summary>
internal static class Somewhere
{
    public static readonly string Village = LawBook.Load().Areas.All.First(area => area.Level is AreaLevel.Village).Code.ToString();
}
