using System.Buffers.Binary;
using System.Security.Cryptography;
using Suyuan.Deadlines;
using Suyuan.Identity;

namespace Suyuan.Disputes;

/// <summary>
/// The view that was shown last, and for whom: it is shown again to the same actor while nothing has changed that it is made of. Nobody
/// else ever gets it, and whether this one may still see the dispute is asked before.
/// </summary>
internal sealed class ShownView
{
    private readonly DisputeState _dispute;
    private readonly LawBook _law;
    private readonly Actor _by;
    private readonly Moment _since;
    private readonly DateTimeOffset _until;

    private ShownView(DisputeState dispute, LawBook law, Actor by, Moment now)
    {
        (_dispute, _law, _by, _since) = (dispute, law, by, now);
        _until = dispute.Clocks.Where(clock => clock.Status is ClockStatus.Running && !clock.IsOverdue(now.At)).Select(clock => clock.Due.DueAt).DefaultIfEmpty(DateTimeOffset.MaxValue).Min();
        View = DisputeViews.Of(dispute, law, by, now);
    }

    public DisputeView View { get; }

    /// <summary>Drawn anew for each view: what an earlier activation has shown is never taken for this one's.</summary>
    public long Stamp { get; } = BinaryPrimitives.ReadInt64LittleEndian(RandomNumberGenerator.GetBytes(sizeof(long))) | 1;

    /// <summary>For who has what bears this stamp.</summary>
    public Shown For(long known) => new(Stamp, known == Stamp ? null : View);

    public static ShownView Of(ShownView? last, DisputeState dispute, LawBook law, Actor by, Moment now) =>
        last is not null && last.IsAsOf(dispute, law, by, now) ? last : new ShownView(dispute, law, by, now);

    /// <summary>Of time a view knows the day, and whether a clock is overdue: nothing else in it moves by itself.</summary>
    private bool IsAsOf(DisputeState dispute, LawBook law, Actor by, Moment now) =>
        ReferenceEquals(_dispute, dispute) && ReferenceEquals(_law, law) && _by == by && _since.Day == now.Day && _since.At <= now.At && now.At <= _until;
}
