using System.Collections.Immutable;
using Suyuan.Projection;

namespace Suyuan.Agencies;

/// <summary>
/// Tells agencies that something waits for them, after the transaction that put it there. Only a hint: a bell that
/// nobody hears costs a minute, until the sweep asks, and never a notice.
/// </summary>
internal sealed class NoticeBell(IGrainFactory grains)
{
    public void Ring(ImmutableArray<NoticeRow> notices)
    {
        if (notices.IsEmpty)
            return;
        foreach (var agency in notices.Select(notice => notice.Agency).Distinct())
            grains.Agency(AgencyId.Parse(agency)).Ring().Ignore();
    }
}
