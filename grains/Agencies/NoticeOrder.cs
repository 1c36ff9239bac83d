using System.Globalization;
using Suyuan.Projection;

namespace Suyuan.Agencies;

/// <summary>
/// The order in which an agency takes what waits: by instant, and within one dispute as it happened. An id ends in the
/// step of the history and the place within that step, as numbers and not as text: step 10 comes after step 9.
/// </summary>
public sealed class NoticeOrder : IComparer<NoticeRow>
{
    public static readonly NoticeOrder Instance = new();

    public int Compare(NoticeRow? x, NoticeRow? y) => Place(x!).CompareTo(Place(y!));

    private static (DateTimeOffset At, string Source, int Step, int Ordinal) Place(NoticeRow notice)
    {
        var ordinal = notice.Id.LastIndexOf('-');
        var step = notice.Id.LastIndexOf('-', ordinal - 1);
        return (notice.At, notice.Id[..step], Number(notice.Id[(step + 1)..ordinal]), Number(notice.Id[(ordinal + 1)..]));
    }

    private static int Number(string digits) => int.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);
}
