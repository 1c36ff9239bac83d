using Suyuan.Agencies;
using Suyuan.Disputes;
using Suyuan.Matters;

namespace Suyuan.Warnings;

/// <summary>
/// 多发易发领域: while a field is hot, its coordinator has until so many days after the last screening to have it screened again, and is late
/// otherwise like with any other duty. Pure.
/// </summary>
internal static class HotFieldRules
{
    public const string Clock = "hot-field-screening";

    private const string Rule = "policy-hot-field-screening";

    public static HotFieldState Begin(HotFieldState blank, HotFieldRow row, Scene scene) => Next(
        blank with
        {
            Area = row.Area,
            Category = row.Category,
            Lead = Routing.Coordinator(row.Area),
            Status = HotFieldStatus.Named,
            From = row.From,
            To = row.To,
            ScreenDays = row.ScreenDays,
            Words = row.Words,
        },
        scene);

    /// <summary>The row says something else since. The same object when it does not.</summary>
    public static HotFieldState Amend(HotFieldState field, HotFieldRow row, Scene scene)
    {
        if ((field.To, field.ScreenDays, field.Words) == (row.To, row.ScreenDays, row.Words))
            return field;
        var amended = (field with { To = row.To, ScreenDays = row.ScreenDays, Words = row.Words }).Cancel(scene, Clock);
        return Next(amended.Status is HotFieldStatus.Hot ? Owed(amended, scene) : amended, scene);
    }

    /// <summary>Its first day has come, or its last is over.</summary>
    public static HotFieldState AtTime(HotFieldState field, Scene scene)
    {
        if (field.To < scene.Now.Day)
            return MatterRules.Record(
                field, (field with { Status = HotFieldStatus.Over, ToLook = false, WakeAt = null }).CancelAll(scene, _ => true), scene, "over", null, new DaysSaid(field.From, field.To));
        if (field.Status is not HotFieldStatus.Named || field.From > scene.Now.Day)
            return Next(field, scene);
        // Screenings that were ordered before anybody looked may cover it already.
        var hot = Owed(field with { Status = HotFieldStatus.Hot, ToLook = true }, scene);
        return MatterRules.Record(field, Next(hot.Notify(scene, hot.Lead, "hot-field", new HotSaid(hot.Words, hot.To)), scene), scene, "hot", null, new DaysSaid(field.From, field.To));
    }

    /// <summary>What the screenings say. The same object when that is known.</summary>
    /// <param name="last">First day of the last that covered all of it.</param>
    public static HotFieldState Looked(HotFieldState field, DateOnly? last, Scene scene)
    {
        if (field.Status is not HotFieldStatus.Hot || (last == field.Screened && !field.ToLook))
            return field;
        var looked = field with { ToLook = false };
        if (last == field.Screened || last <= field.From)
            return Next(looked with { Screened = last }, scene);
        return Next(Owed((looked with { Screened = last }).Meet(scene, Clock), scene), scene);
    }

    /// <summary>Not owed any more once the field is over before.</summary>
    private static HotFieldState Owed(HotFieldState field, Scene scene)
    {
        var from = field.Screened is { } last && last > field.From ? last : field.From;
        var by = from.AddDays(field.ScreenDays);
        return by <= field.To
            ? field.Start(scene, Clock, Rule, field.Lead.ToString(), "应当排查日的前一日", Moment.StartOf(by.AddDays(-1)))
            : field;
    }

    private static HotFieldState Next(HotFieldState field, Scene scene) => field with
    {
        WakeAt = field switch
        {
            { Status: HotFieldStatus.Over } => null,
            { Status: HotFieldStatus.Named } => Moment.StartOf(field.From),
            { ToLook: true } => scene.Now.At + scene.Law.Policy.LateAfter,
            _ => Moment.StartOf(field.To.AddDays(1)),
        },
    };

    private sealed record DaysSaid(DateOnly From, DateOnly To);

    private sealed record HotSaid(Deadlines.Sentence Words, DateOnly Until);
}
