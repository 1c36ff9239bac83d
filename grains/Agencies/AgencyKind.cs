using System.Collections.Immutable;
using Suyuan.Areas;

namespace Suyuan.Agencies;

/// <summary>A kind of unit (综治中心, 人社局 …) and the levels on which it exists.</summary>
internal sealed record AgencyKind(string Id, string Zh, string En, ImmutableArray<AreaLevel> Levels);

/// <summary>A way of handling a dispute, with the clocks that belong to it.</summary>
/// <param name="ConclusionRule">The limit for concluding.</param>
/// <param name="TransferResponseRule">The limit in which a receiving unit must object, or it holds the case.</param>
/// <param name="InterruptsLimitation">Asking for it interrupts civil limitation (诉讼时效规定 12).</param>
/// <param name="StartsOn">Events that the limit for concluding waits for; empty: it begins with acceptance.</param>
internal sealed record Channel(
    string Id, string Zh, string En, string ConclusionRule, string TransferResponseRule, bool IsMediation, bool InterruptsLimitation,
    ImmutableArray<string> Keeps, ImmutableArray<string> StartsOn);

/// <summary>A lawful next way for the parties when handling has failed, with their own clock for it.</summary>
/// <param name="RuleId">The party's time limit.</param>
/// <param name="CountsFromOutcome">It runs from the outcome of the handling, not from when the party learned of the act.</param>
/// <param name="Categories">Where it is lawful; empty means in every category.</param>
/// <param name="Channels">After which channels; empty means after every one.</param>
internal sealed record NextRoute(
    string Id, string Zh, string En, string RuleId, bool CountsFromOutcome, string WhereZh, string WhereEn,
    ImmutableArray<string> Categories, ImmutableArray<string> Channels, string Basis)
{
    public bool IsLawful(string category, string channel) =>
        (Categories.IsEmpty || Categories.Contains(category)) && (Channels.IsEmpty || Channels.Contains(channel));
}

/// <summary>Who is competent for a category of dispute by default, and how it is handled first (谁主管谁负责).</summary>
/// <param name="SectorOwner">Kind of the unit in charge of the field, on the county level.</param>
/// <param name="MediationBody">Kind of the body that mediates first.</param>
/// <param name="MediationLevel">Its level, unless the dispute's own area is higher.</param>
/// <param name="Limitation">The time bar of the claim (诉讼时效、仲裁时效), or null where the law knows none.</param>
/// <param name="Periods">Fixed periods of the party (复议、起诉、投诉期限), which nothing interrupts.</param>
internal sealed record Category(
    string Code, string Zh, string En, string SectorOwner, string MediationBody, AreaLevel MediationLevel,
    string DefaultChannel, ImmutableArray<string> SpecialChannels, string ConclusionRule,
    string? Limitation, ImmutableArray<string> Periods, LimitationBasis Basis);

/// <summary>The law behind a category's limitation and periods.</summary>
/// <param name="Confirmed">False: a lawyer has still to say whether it fits the category.</param>
internal sealed record LimitationBasis(string Text, bool Confirmed);
