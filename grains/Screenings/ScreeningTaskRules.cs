using Suyuan.Agencies;
using Suyuan.Disputes;
using Suyuan.Matters;

namespace Suyuan.Screenings;

/// <summary>One grid's task: issued to the unit on duty, returned with what was found or with nothing, or missing. Pure.</summary>
internal static class ScreeningTaskRules
{
    public const int MostFindings = 100;

    public static Result<ScreeningTaskState> Issue(ScreeningTaskOrder order, MatterNumber number, Scene scene)
    {
        var task = new ScreeningTaskState
        {
            Number = number.ToString(),
            Area = order.Village,
            Lead = order.Unit,
            Screening = order.Screening,
            Grid = order.Grid,
            Status = ScreeningTaskStatus.Issued,
        };
        return task
            .Start(scene, ScreeningClocks.Return, ScreeningClocks.ReturnRule, order.Unit.ToString(), "排查期届满", Moment.StartOf(order.To))
            .Notify(scene, order.Unit, "screening-issued", new IssuedSaid(order.Title, order.From, order.To));
    }

    public static Result<ScreeningTaskState> Return(ScreeningTaskState task, ReturnScreening command, Scene scene)
    {
        if (Check(command, scene.Law) is { } malformed)
            return malformed;
        var nothing = command.NoneFound is true;
        if (nothing && (command.Findings.Length > 0 || command.Found > 0))
            return Refusal.Because(RefusalCode.NothingFoundAndFound);
        var listed = command.Findings.Sum(finding => finding.Count!.Value);
        if ((command.Found ?? 0) != listed || (!nothing && listed == 0))
            return Refusal.Of("found", RefusalCode.FoundDiffers, new Fact("found", $"{command.Found ?? 0}"), new Fact("listed", $"{listed}"));
        var late = task.ReturnedAt is null ? task.Status is ScreeningTaskStatus.Missing : task.Status is ScreeningTaskStatus.FoundLate or ScreeningTaskStatus.NoneFoundLate;
        var returned = (task with
        {
            Status = (nothing, late) switch
            {
                (true, false) => ScreeningTaskStatus.NoneFound,
                (true, true) => ScreeningTaskStatus.NoneFoundLate,
                (false, false) => ScreeningTaskStatus.Found,
                (false, true) => ScreeningTaskStatus.FoundLate,
            },
            ReturnedAt = task.ReturnedAt ?? scene.Now.At,
            Found = listed,
            Findings = [.. command.Findings.Select(finding => new FoundThing(finding.Category!, finding.Count!.Value, finding.Numbers, finding.ToFile?.Trim()))],
        }).Meet(scene, ScreeningClocks.Return);
        var unnumbered = returned.Findings.Sum(finding => finding.Count - finding.Numbers.Length);
        return unnumbered == 0 ? returned : returned.Notify(scene, Routing.Registrar(task.Area), "screening-found", new FoundSaid(unnumbered));
    }

    /// <summary>The limit has passed without a return; the duty stays owed, and a late return is taken.</summary>
    public static ScreeningTaskState Overdue(ScreeningTaskState task) =>
        task.Status is ScreeningTaskStatus.Issued ? task with { Status = ScreeningTaskStatus.Missing } : task;

    /// <summary>The campaign was closed without its return.</summary>
    public static ScreeningTaskState End(ScreeningTaskState task, Scene scene) =>
        task.IsOpen ? (task with { Status = ScreeningTaskStatus.NotReturned }).Cancel(scene, ScreeningClocks.Return) : task;

    private static Refusal? Check(ReturnScreening command, LawBook law)
    {
        var field = new FieldChecks();
        field.Number("found", command.Found, 0, MostFindings * 1_000);
        field.Text("note", command.Note, 1, 2_000);
        foreach (var (path, finding) in field.Items("findings", command.Findings, 0, MostFindings))
        {
            if (field.Required($"{path}.category", finding.Category) && law.Routing.Category(finding.Category!) is null)
                field.Fault($"{path}.category", RefusalCode.UnknownCategory, new Fact("value", FieldChecks.Shown(finding.Category!)), new Fact("allowed", string.Join('|', law.Routing.Categories.Select(known => known.Code))));
            if (field.Required($"{path}.count", finding.Count))
                field.Number($"{path}.count", finding.Count, 1, 1_000);
            foreach (var (at, number) in field.Items($"{path}.numbers", finding.Numbers, 0, Math.Clamp(finding.Count ?? 0, 0, 1_000)))
            {
                if (!DisputeNumber.TryParse(number, null, out _) && !(MatterNumber.TryParse(number, null, out var matter) && matter.Kind is "signal"))
                    field.Fault(at, RefusalCode.UnknownDispute, new Fact("number", FieldChecks.Shown(number)));
            }

            // What has no number yet is told to the unit that registers, or nobody would ever handle it.
            if (!finding.Numbers.IsDefault && finding.Numbers.Length < finding.Count)
                field.RequiredText($"{path}.toFile", finding.ToFile, 1, 2_000);
            else
                field.Text($"{path}.toFile", finding.ToFile, 1, 2_000);
        }

        return field.Refusal;
    }

    private sealed record FoundSaid(int Count);

    private sealed record IssuedSaid(string Screening, DateOnly From, DateOnly To);
}
