using System.Collections.Immutable;
using Suyuan.Areas;
using Suyuan.Projection;

namespace Suyuan.Meetings;

/// <summary>M-40 联席会议决议落实率 over a period, for each body and for all of them. Pure.</summary>
internal static class FollowUpTable
{
    /// <param name="tasks">Issued in the period.</param>
    public static ResolutionReport Of(AreaCode area, DateOnly from, DateOnly to, ImmutableArray<MatterRow> tasks, Moment now, AreaTree tree) => new(
        area,
        from,
        to,
        RateOf(tasks, now),
        [
            .. tasks.GroupBy(task => task.Area).OrderBy(group => group.Key, StringComparer.Ordinal)
                .Select(group => new ResolutionRow(AreaCode.Parse(group.Key), tree.PathOf(AreaCode.Parse(group.Key)), RateOf([.. group], now))),
        ]);

    private static FollowUpRate RateOf(IReadOnlyCollection<MatterRow> tasks, Moment now)
    {
        var ended = tasks.Where(task => !task.Open).ToArray();
        return MeetingRules.Rate(
            tasks.Count,
            ended.Length,
            tasks.Count(task => task.Open && task.NextDueAt < now.At),
            ended.Count(task => HistoryJson.Read<TaskListed>(task.Data).InTime));
    }
}
