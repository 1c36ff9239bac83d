using System.Collections.Immutable;
using Suyuan.Agencies;
using Suyuan.Areas;
using Suyuan.Disputes;
using Suyuan.Projection;

namespace Suyuan.Identity;

/// <summary>
/// A permission as one actor has it: which disputes or matters it covers. Grains ask it of what they hold, the read model puts it
/// into its questions; both say the same (a test holds them together). What holds for any of its parts is covered.
/// </summary>
/// <param name="All">Everything.</param>
/// <param name="Area">What lies in this area and below it.</param>
/// <param name="Around">What concerns one of these areas itself: those that contain the actor's own.</param>
/// <param name="Agency">What this agency leads or takes part in.</param>
/// <param name="Above">What is led by a unit that answers to this agency (<see cref="Hierarchy.IsAbove"/>).</param>
/// <param name="Self">What this mediator takes part in.</param>
/// <param name="BeforeCourt">What lies in this area and was put before the court.</param>
public sealed record Reach(
    bool All = false,
    AreaCode? Area = null,
    ImmutableArray<AreaCode> Around = default,
    AgencyId? Agency = null,
    AgencyId? Above = null,
    string? Self = null,
    AreaCode? BeforeCourt = null)
{
    /// <summary>Covers nothing.</summary>
    public static readonly Reach Nothing = new();

    public static readonly Reach Everything = new(All: true);

    public bool IsNothing => this is { All: false, Area: null, Agency: null, Above: null, Self: null, BeforeCourt: null, Around.IsDefaultOrEmpty: true };

    /// <param name="by">Nobody, who has a null here, is an API node from before actors travelled with every question: covers nothing.</param>
    internal static Reach Of(Permission permission, Actor? by)
    {
        if (by is null)
            return Nothing;
        if (by.Role is Role.System)
            return Everything;
        var scopes = permission.Of(by.Role);
        if (scopes.HasFlag(Scopes.Any))
            return Everything;
        var own = by.Area ?? by.Agency?.Area;
        return new Reach(
            false,
            scopes.HasFlag(Scopes.Area) ? own : null,
            scopes.HasFlag(Scopes.Around) && own is { } around ? AreasAround(around) : [],
            scopes.HasFlag(Scopes.Agency) ? by.Agency : null,
            scopes.HasFlag(Scopes.Below) ? by.Agency : null,
            // What is not a mediator's number can be nobody's seat, whatever characters it holds.
            scopes.HasFlag(Scopes.Self) && Matters.MatterNumber.TryParse(by.Id, null, out var seat) && seat.Kind is "mediator" ? by.Id : null,
            scopes.HasFlag(Scopes.BeforeCourt) ? own : null);
    }

    internal bool Covers(Concern concern) =>
        All
        || (Area is { } area && concern.Area.IsWithin(area))
        || (!Around.IsDefaultOrEmpty && Around.Contains(concern.Area))
        || (Agency is { } agency && (agency == concern.Lead || concern.Others.Contains(agency.ToString())))
        || (Above is { } above && Hierarchy.IsAbove(above, concern.Lead))
        || (Self is { } self && concern.Others.Contains(self))
        || (BeforeCourt is { } county && concern.Area.IsWithin(county) && concern.Others.Contains(Concern.BeforeCourt));

    /// <summary>The area itself, or the whole of what may be asked: of a report, a forecast, a ledger.</summary>
    internal bool CoversArea(AreaCode area) => All || (Area is { } own && area.IsWithin(own));

    private static ImmutableArray<AreaCode> AreasAround(AreaCode area)
    {
        var text = area.ToString();
        return [.. new[] { $"{text[..4]}00", text[..6], text.Length > 9 ? text[..9] : text, text }.Distinct().Select(AreaCode.Parse)];
    }
}

/// <summary>What a <see cref="Reach"/> looks at: where a dispute or matter is, and whom it concerns.</summary>
internal readonly struct Concern
{
    private readonly DisputeState? _dispute;

    private readonly ImmutableArray<string> _others;

    /// <param name="lead">The agency that answers for it.</param>
    /// <param name="others">Agencies and mediators who take part besides, and <see cref="BeforeCourt"/>.</param>
    public Concern(AreaCode area, AgencyId lead, ImmutableArray<string> others) => (Area, Lead, _others) = (area, lead, others);

    /// <summary>Of a dispute, whose others are counted only when somebody asks for them: most questions end at the area or the lead.</summary>
    public Concern(DisputeState dispute) => (Area, Lead, _dispute) = (dispute.Area, dispute.Lead, dispute);

    /// <summary>Stands among the others of what was put before the court.</summary>
    public const string BeforeCourt = "before-court";

    private const char Separator = '|';

    public AreaCode Area { get; }

    public AgencyId Lead { get; }

    public ImmutableArray<string> Others => _dispute?.Others ?? _others;

    public static Concern Of(AgencyId agency) => new(agency.Area, agency, []);

    /// <summary>A mediator's own entry is the mediator's.</summary>
    public static Concern Of(MatterRow matter) => new(AreaCode.Parse(matter.Area), AgencyId.Parse(matter.Agency), [matter.Number]);

    /// <summary>As the read model stores it: each between two separators; null for none.</summary>
    public static string? Written(ImmutableArray<string> others) => others.IsEmpty ? null : $"{Separator}{string.Join(Separator, others)}{Separator}";

    /// <summary>What to look for in <see cref="Written"/>.</summary>
    public static string Sought(string other) => $"{Separator}{other}{Separator}";
}
