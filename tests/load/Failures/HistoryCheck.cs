using System.Collections.Immutable;
using System.Text.Json;
using Suyuan.Load.Reckoning;
using Suyuan.Load.Talk;

namespace Suyuan.Load.Failures;

/// <summary>
/// Lays what callers heard beside what is stored. A pure function: the same records and the same words give the same findings, each a
/// sentence about one thing that is wrong.
/// </summary>
internal static class HistoryCheck
{
    /// <param name="until">Rungs up to here must have fired; later ones may have.</param>
    public static Findings Of(IReadOnlyCollection<Heard> heard, Records records, LawBook law, DateTimeOffset until)
    {
        var told = new Told();
        foreach (var one in heard)
        {
            told.Registered[one.Number] = one.Key;
            foreach (var act in one.Acts)
                Told.Count(told.Done, (one.Number, act));
            if (one.InDoubt is { } act2)
                Told.Count(told.Unknown, (one.Number, act2));
        }

        var verdict = Verdict.Of(records, told, law, until);
        var steps = records.Steps.GroupBy(step => step.Number).ToDictionary(steps => steps.Key, steps => steps.OrderBy(step => step.Sequence).ToImmutableArray());
        var disputes = records.Disputes.ToDictionary(dispute => dispute.Number);
        var first = heard.DistinctBy(one => one.Number).ToDictionary(one => one.Number, one => one.FirstLead);
        var receipts = records.Receipts.ToLookup(receipt => receipt.Number);
        return new Findings(
            verdict.Due,
            verdict.Lost,
            [.. verdict.Duplicated, .. heard.GroupBy(one => one.Number).Where(twice => twice.Count() > 1).Select(twice => $"{twice.Key} was given to {twice.Count()} callers")],
            verdict.Missed,
            [
                .. heard.SelectMany(one => Words(one, disputes, receipts, steps)),
                .. records.Disputes.SelectMany(dispute => Leads(dispute, first.GetValueOrDefault(dispute.Number), steps.GetValueOrDefault(dispute.Number, []))),
            ]);
    }

    /// <summary>Key, receipt and the order of what was acknowledged.</summary>
    private static IEnumerable<string> Words(
        Heard one, Dictionary<string, DisputeRecord> disputes, ILookup<string, ReceiptRecord> receipts, Dictionary<string, ImmutableArray<Step>> steps)
    {
        if (!disputes.TryGetValue(one.Number, out var dispute))
            yield break;
        // Stored with the caller's name before it.
        if (dispute.IdempotencyKey?.EndsWith(one.Key, StringComparison.Ordinal) is not true)
            yield return $"{one.Number} was given for {one.Key} and stands under {dispute.IdempotencyKey}";
        if (receipts[one.Number].ToList() is not [var receipt] || (receipt.Sequence, receipt.Hash) != (one.Receipt.Sequence, one.Receipt.Hash))
            yield return $"{one.Number} was told receipt {one.Receipt.Sequence} {one.Receipt.Hash}, and the records say otherwise";
        if (one.Lead is { } lead && dispute.Lead != lead)
            yield return $"{one.Number}: {lead} was told to lead, and {dispute.Lead} does";
        var done = steps.GetValueOrDefault(one.Number, []).Where(step => step.ActorId is not "system" && step.Act is not "register").Select(step => step.Act);
        if (!done.Take(one.Acts.Length).SequenceEqual(one.Acts))
            yield return $"{one.Number}: acknowledged in the order {string.Join(", ", one.Acts)}, done in the order {string.Join(", ", done)}";
    }

    /// <summary>Exactly one lead after every step, from the first on, and at the end the one that the dispute's row names; no step is missing.</summary>
    /// <param name="lead">Who was said to lead at the registration: a version of before did not write it into the first step.</param>
    private static IEnumerable<string> Leads(DisputeRecord dispute, string? lead, ImmutableArray<Step> steps)
    {
        foreach (var (index, step) in steps.Index())
        {
            if (step.Sequence != index + 1)
            {
                yield return $"{dispute.Number}: step {index + 1} is not there, {step.Sequence} is";
                yield break;
            }

            using var data = JsonDocument.Parse(step.Data);
            if (data.RootElement.TryGetProperty("lead", out var named))
                lead = named.ValueKind is JsonValueKind.String ? named.GetString() : null;
            if (string.IsNullOrEmpty(lead))
                yield return $"{dispute.Number}: nobody leads after step {step.Sequence}";
        }

        if (steps.Length != dispute.Steps)
            yield return $"{dispute.Number}: {dispute.Steps} steps are said, {steps.Length} are there";
        if (lead != dispute.Lead)
            yield return $"{dispute.Number}: by its history {lead} leads, by its row {dispute.Lead}";
    }
}

/// <param name="Due">Rungs that had to fire.</param>
/// <param name="Contradictions">Words and records, or records among themselves, that cannot both be true.</param>
internal sealed record Findings(int Due, ImmutableArray<string> Lost, ImmutableArray<string> Duplicated, ImmutableArray<string> Missed, ImmutableArray<string> Contradictions)
{
    public IEnumerable<string> All => [.. Lost, .. Duplicated, .. Missed, .. Contradictions];
}
