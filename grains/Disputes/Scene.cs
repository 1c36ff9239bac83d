using Suyuan.Agencies;
using Suyuan.Identity;
using Suyuan.Mediators;

namespace Suyuan.Disputes;

/// <summary>What a rule may know besides state and command: the law, who acts, and the present.</summary>
/// <param name="Survivor">For a merge: what was read of the dispute merged into; null when it does not exist.</param>
/// <param name="Candidates">For an act that needs a mediator: the ranking that was fetched for it; null where none was.</param>
internal sealed record Scene(LawBook Law, Actor By, Moment Now, SurvivorFacts? Survivor = null, Ranking? Candidates = null)
{
    /// <summary>What the dispute's area and those above it have put over the table of duties.</summary>
    public OwnDuties Own { get; init; } = OwnDuties.None;
}
