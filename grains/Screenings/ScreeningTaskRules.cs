using System.Collections.Immutable;
using Suyuan.Disputes;
using Suyuan.Matters;
using Suyuan.Signals;

namespace Suyuan.Screenings;

/// <summary>One grid's task: issued to the unit on duty, returned with what was found or with nothing, or missing. Pure.</summary>
internal static class ScreeningTaskRules
{
    public const int MostFindings = 100;

    /// <summary>Signals of one task, over all its returns.</summary>
    private const int MostFiled = 500;

    public static Result<ScreeningTaskState> Issue(ScreeningTaskState blank, ScreeningTaskOrder order, Scene scene)
    {
        var task = blank with
        {
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
        var filed = Filed(task, returned.Findings, scene);
        return filed.Length > MostFiled
            ? Refusal.Of("findings", RefusalCode.TooMany, new Fact("max", $"{MostFiled - task.Filed.Length}"), new Fact("count", $"{filed.Length - task.Filed.Length}"))
            : returned with { Filed = filed, WakeAt = filed.Length == task.Filed.Length ? task.WakeAt : scene.Now.At + scene.Law.Policy.LateAfter };
    }

    /// <summary>What a finding tells as a signal: it is verified, graded and recognised like any other.</summary>
    public static ReportSignal SignalOf(ScreeningTaskState task, FiledFinding finding) => new()
    {
        Source = SignalSource.Screening,
        AreaCode = task.Area.ToString(),
        Place = task.Grid?.ToString(),
        Category = finding.Category,
        Narrative = finding.Text,
    };

    /// <summary>Signals stand: their numbers are kept, and what is left is filed next.</summary>
    public static ScreeningTaskState WithSignals(ScreeningTaskState task, ImmutableArray<FiledFinding> filed, Scene scene)
    {
        var after = task with { Filed = filed };
        return after with { WakeAt = after.ToFile.Any() ? scene.Now.At : null };
    }

    /// <summary>With what this return adds: the same text in the same field was told already, however often a return is corrected.</summary>
    private static ImmutableArray<FiledFinding> Filed(ScreeningTaskState task, ImmutableArray<FoundThing> findings, Scene scene) =>
    [
        .. task.Filed,
        .. from finding in findings
           let missing = finding.Count - finding.Numbers.Length
           where missing > 0
           let text = missing == 1 ? finding.ToFile! : $"{finding.ToFile}（共 {missing} 件）"
           where !task.Filed.Any(known => known.Category == finding.Category && known.Text == text)
           select new FiledFinding(finding.Category, text, scene.By),
    ];

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

            // What has no number yet becomes a signal, or nobody would ever handle it.
            if (!finding.Numbers.IsDefault && finding.Numbers.Length < finding.Count)
                field.RequiredText($"{path}.toFile", finding.ToFile, 1, 2_000);
            else
                field.Text($"{path}.toFile", finding.ToFile, 1, 2_000);
        }

        return field.Refusal;
    }

    private sealed record IssuedSaid(string Screening, DateOnly From, DateOnly To);
}
