using Suyuan.Disputes;

namespace Suyuan.Privacy;

internal static class PrivacyBounds
{
    /// <summary>A ground that somebody may put by hand.</summary>
    public static void Ground(FieldChecks field, string? ground, LawBook law)
    {
        if (field.Required("ground", ground) && !law.Retention.Holds.Any(hold => hold.ByHand && hold.Id == ground))
            field.Fault("ground", RefusalCode.UnknownGround, new Fact("value", FieldChecks.Shown(ground!)), new Fact("allowed", string.Join('|', law.Retention.Holds.Where(hold => hold.ByHand).Select(hold => hold.Id))));
    }
}
