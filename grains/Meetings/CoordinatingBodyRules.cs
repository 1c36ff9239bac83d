using System.Collections.Immutable;
using Suyuan.Agencies;
using Suyuan.Areas;
using Suyuan.Disputes;
using Suyuan.Identity;

namespace Suyuan.Meetings;

/// <summary>
/// 常态化联席会议: there is one meeting planned at any time. When the day of one is over the next is planned, whatever became of
/// the first, so that neither a crash nor a forgotten meeting ends the series. Pure.
/// </summary>
internal static class CoordinatingBodyRules
{
    public const int MostMembers = 60;

    public static Refusal? Check(EstablishBody command, LawBook law)
    {
        var field = new FieldChecks();
        if (field.Required("area", command.Area) && (!AreaCode.TryParse(command.Area, null, out var area) || !law.Areas.Exists(area)))
            field.Fault("area", RefusalCode.UnknownArea, new Fact("area", FieldChecks.Shown(command.Area)));
        Agencies(field, "members", command.Members, 0, law);
        return field.Refusal;
    }

    public static Refusal? Check(ChangeMembers command, LawBook law)
    {
        var field = new FieldChecks();
        Agencies(field, "members", command.Members, 1, law);
        return field.Refusal;
    }

    /// <summary>Units that take part: all must exist.</summary>
    public static void Agencies(FieldChecks field, string path, ImmutableArray<string> agencies, int min, LawBook law)
    {
        foreach (var (at, agency) in field.Items(path, agencies, min, MostMembers))
            if (!AgencyId.TryParse(agency, null, out var id) || !law.Routing.Exists(id, law.Areas))
                field.Fault(at, RefusalCode.UnknownAgency, new Fact("value", FieldChecks.Shown(agency)));
    }

    public static Result<CoordinatingBodyState> Establish(CoordinatingBodyState blank, EstablishBody command, Scene scene)
    {
        var area = AreaCode.Parse(command.Area!);
        if (scene.Law.Meetings.Of(area.Level) is not { } row)
            return Refusal.Of("area", RefusalCode.NoMeetingAtThisLevel, new Fact("area", area.ToString()));
        var body = blank with
        {
            Area = area,
            Lead = AgencyId.Of(area, row.Convener),
            Members = command.Members.IsEmpty ? [.. row.Members.Select(kind => AgencyId.Of(area, kind))] : [.. command.Members.Select(AgencyId.Parse).Distinct()],
        };
        return NotTheConvener(body.Lead, scene.By) is { } refusal ? refusal : Planned(body, scene.Now.Day, scene.Now.Day, scene);
    }

    public static Result<CoordinatingBodyState> Change(CoordinatingBodyState body, ChangeMembers command, Scene scene) =>
        NotTheConvener(body.Lead, scene.By) is { } refusal ? refusal : body with { Members = [.. command.Members.Select(AgencyId.Parse).Distinct()] };

    /// <summary>Its day is over: the next one is planned.</summary>
    public static CoordinatingBodyState Next(CoordinatingBodyState body, Scene scene)
    {
        // Today's is still to come; a day that is over is not planned any more, however long nobody looked.
        var yesterday = scene.Now.Day.AddDays(-1);
        return body.On <= yesterday ? Planned(body, body.Nominal, yesterday, scene) : Waiting(body, scene);
    }

    /// <summary>The meeting's own grain knows of it.</summary>
    public static CoordinatingBodyState Opened(CoordinatingBodyState body, int sequence, Scene scene) => Waiting(body with { Opened = sequence }, scene);

    /// <summary>A leader acts for the convening unit only; the coordinator stands above it.</summary>
    public static Refusal? NotTheConvener(AgencyId convener, Actor by) => by.Role is Role.Leader && by.Agency != convener
        ? Refusal.Because(RefusalCode.NotTheConvener, new Fact("convener", convener.ToString()))
        : null;

    private static CoordinatingBodyState Planned(CoordinatingBodyState body, DateOnly nominal, DateOnly after, Scene scene)
    {
        var day = MeetingSchedule.Next(scene.Law.Meetings.Of(body.Area.Level)!, nominal, after, scene.Law.Calendar);
        return Waiting(body with { Sequence = body.Sequence + 1, Nominal = day.Nominal, On = day.On }, scene);
    }

    /// <summary>Until the meeting knows of its plan it is told again; then nothing happens until its day is over.</summary>
    private static CoordinatingBodyState Waiting(CoordinatingBodyState body, Scene scene) => body with
    {
        WakeAt = body.Opened < body.Sequence ? scene.Now.At + scene.Law.Policy.LateAfter : Moment.StartOf(body.On.AddDays(1)),
    };
}
