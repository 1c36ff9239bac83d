using Suyuan.Agencies;
using Suyuan.Areas;
using Suyuan.Ledger;
using Suyuan.Matters;

namespace Suyuan.Disputes;

/// <summary>上门即受理: a registration becomes a dispute with a lead and a running clock, whoever is competent.</summary>
internal static class IntakeRules
{
    private const int TitleFromNarrative = 40;

    /// <summary>Input was checked by <see cref="Bounds"/>; nothing is refused here.</summary>
    public static DisputeState Register(DisputeNumber number, Admission admission, Scene scene)
    {
        var registration = admission.Registration;
        var area = AreaCode.Parse(registration.AreaCode!);
        var registrar = Routing.Registrar(area);
        var receipt = new Receipt(number.Sequence, Chain.OfReceipt(number, scene.Now.At, registration), scene.Now.At);
        var dispute = new DisputeState
        {
            Number = number.ToString(),
            Stage = Stage.Registered,
            Area = area,
            Category = registration.Category,
            Title = registration.Title ?? TitleOf(registration.Narrative!),
            Narrative = registration.Narrative!,
            Source = registration.Source!.Value,
            Parties = registration.Parties,
            PeopleInvolved = registration.PeopleInvolved,
            Amount = registration.Amount,
            OccurredOn = registration.OccurredOn,
            Grid = registration.Grid is { } grid ? GridCode.Parse(grid) : null,
            Languages = registration.Languages is { } languages ? [.. languages.Select(language => language.Trim()).Distinct(StringComparer.OrdinalIgnoreCase)] : [],
            // Who came to a window has been to its place.
            Visited = registration.Source is Source.Visit ? [(scene.By.Agency ?? registrar).ToString()] : [],
            Risks = [.. (registration.Risks ?? []).Select(factor => new KnownRisk(factor, scene.Now.At, null))],
            RegisteredAt = scene.Now.At,
            Fingerprint = admission.Fingerprint,
            AccessCode = admission.AccessCode,
            IdempotencyKey = admission.IdempotencyKey,
            Receipt = receipt,
            Signal = admission.Signal,
            Lead = registrar,
            LeadSince = scene.Now.At,
        };
        var registered = scene.Law.Restrictions.Look(dispute)
            .Start(scene, ClockKeys.Triage, "policy-triage", registrar.ToString(), "登记")
            .WithOwnClocks(scene)
            .Referred(
                registration.Referrer is { } referrer ? AgencyId.Parse(referrer) : scene.Law.Referrers.Of(registration.Source.Value, area, scene.By, registrar, scene.Law), scene)
            .Notify(scene, registrar, "new-duty", new Duty("triage"));
        var recorded = Chronicle.Record(
            // Before this step nobody led: the history alone tells who did, from its first step on.
            dispute with { Stage = Stage.None, Lead = default },
            registered,
            scene,
            "register",
            "决定（九）上门即受理",
            new Said(receipt.Hash, area, registration.Category, registration.Source.Value, registration.Parties.Length, admission.Signal));
        return WatchEntry.Look(recorded, scene);
    }

    private static string TitleOf(string narrative)
    {
        var line = string.Join(' ', narrative.Split((char[])['\r', '\n', '\t', ' '], StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= TitleFromNarrative ? line : $"{Whole(line)}…";
    }

    /// <summary>Never cuts a surrogate pair in two.</summary>
    private static string Whole(string line) => line[..(char.IsHighSurrogate(line[TitleFromNarrative - 1]) ? TitleFromNarrative - 1 : TitleFromNarrative)];

    private sealed record Duty(string Act);

    /// <summary>What the first step says: the receipt's hash binds the chain to what was registered, without repeating it.</summary>
    private sealed record Said(string ReceiptHash, AreaCode Area, string? Category, Source Source, int Parties, MatterNumber? Signal);
}
