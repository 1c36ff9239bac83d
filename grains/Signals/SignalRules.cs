using Suyuan.Agencies;
using Suyuan.Areas;
using Suyuan.Deadlines;
using Suyuan.Disputes;
using Suyuan.Warnings;

namespace Suyuan.Signals;

/// <summary>What becomes of a signal: reported → verified (true, false, unclear → again) → a dispute, or lifted. Pure.</summary>
internal static class SignalRules
{
    private const string Verification = "signal-verification";
    private const string Settlement = "signal-settlement";

    /// <summary>How soon what another grain has to be told is tried again.</summary>
    private static readonly TimeSpan TryAgain = TimeSpan.FromMinutes(1);

    /// <summary>Input was checked by <see cref="SignalBounds"/>.</summary>
    public static SignalState Begin(SignalState blank, ReportSignal report, string? duplicateOf, Scene scene)
    {
        var area = AreaCode.Parse(report.AreaCode!);
        var source = scene.Law.SignalSources[report.Source!.Value].Words;
        var signal = blank with
        {
            Area = area,
            Category = report.Category,
            Lead = Routing.Registrar(area),
            Source = report.Source.Value,
            Spot = report.Place,
            Narrative = report.Narrative!,
            Parties = report.Parties,
            People = report.PeopleInvolved,
            Vulnerable = report.VulnerablePersons ?? false,
            OccurredAt = report.OccurredAt,
            Reports = 1,
            Referrer = scene.Law.Referrers.Of(scene.Law.SignalSources[report.Source.Value].Door, area, scene.By, Routing.Registrar(area), scene.Law),
            Heading = $"{scene.Law.Areas.PathOf(area)}：{source.Zh}上报{scene.Law.Routing.Category(report.Category ?? "")?.Zh ?? ""}风险信号",
        };
        signal = signal with { Grade = GradeOf(signal, scene) };
        return duplicateOf is null
            ? ToVerify(signal with { Status = SignalStatus.Reported }, scene)
            : Fed(
                signal with
                {
                    Status = SignalStatus.Duplicate,
                    DuplicateOf = duplicateOf,
                    // Of a dispute there is nobody to tell: who asks for its signals finds this one.
                    ToAttach = !DisputeNumber.TryParse(duplicateOf, null, out _),
                    WakeAt = DisputeNumber.TryParse(duplicateOf, null, out _) ? null : scene.Now.At + TryAgain,
                },
                scene);
    }

    /// <summary>Reported once more: it may be graver than it seemed, and then has to be verified sooner.</summary>
    public static SignalState Attach(SignalState signal, int? people, Scene scene)
    {
        var counted = signal with { Reports = signal.Reports + 1, People = people > (signal.People ?? 0) ? people : signal.People };
        counted = counted with { Grade = GradeOf(counted, scene) };
        return counted.Grade.Level > signal.Grade.Level && signal.OpenClock(Verification) is not null
            ? ToVerify(counted.Cancel(scene, Verification), scene)
            : counted;
    }

    public static SignalState Verify(SignalState signal, VerifySignal found, Scene scene)
    {
        var seen = signal.Meet(scene, Verification) with { Finding = found.Finding };
        return found.Finding switch
        {
            SignalFinding.True => seen.Start(scene, Settlement, "policy-signal-settle", seen.Lead.ToString(), "核查属实") with { Status = SignalStatus.Verified },
            SignalFinding.False => Fed(seen with { Status = SignalStatus.False }, scene),
            _ => seen.Start(scene, Verification, "policy-signal-verify", seen.Lead.ToString(), "核查不清") with { Status = SignalStatus.Unclear },
        };
    }

    /// <summary>It is a dispute: registering never refuses, so what has to be right is checked here.</summary>
    public static Result<SignalState> Register(SignalState signal, RegisterSignal command, Scene scene)
    {
        var registration = new RegisterDispute
        {
            AreaCode = signal.Area.ToString(),
            Category = command.Category ?? signal.Category,
            Title = command.Title,
            Narrative = signal.Narrative,
            Source = scene.Law.SignalSources[signal.Source].Door,
            Parties = command.Parties.IsDefaultOrEmpty ? signal.Parties : command.Parties,
            PeopleInvolved = signal.People,
            Referrer = signal.Referrer?.ToString(),
            OccurredOn = signal.OccurredAt is { } at ? new Moment(at).Day : null,
        };
        return RegistrationBounds.Check(registration, scene.Law, scene.Now) is { } malformed
            ? malformed
            : Fed(
                signal.Meet(scene, Settlement) with
                {
                    Status = SignalStatus.Registered,
                    ToRegister = registration,
                    RegisteredBy = scene.By,
                    WakeAt = scene.Now.At + TryAgain,
                },
                scene);
    }

    public static SignalState Lift(SignalState signal, Scene scene) =>
        Fed(signal.Meet(scene, Settlement, Verification) with { Status = SignalStatus.Lifted }, scene);

    /// <summary>What other grains were to be told is still to be told: tried again in a minute.</summary>
    public static SignalState AtTime(SignalState signal, Scene scene) =>
        signal with { WakeAt = signal.ToAttach || signal.ToRegister is not null ? scene.Now.At + TryAgain : null };

    private static SignalState ToVerify(SignalState signal, Scene scene)
    {
        var level = signal.Grade.Level;
        var rule = level is WarningLevel.None ? "policy-signal-verify" : $"policy-signal-verify-{Kebab.Of(level)}";
        var kind = level is WarningLevel.Red ? "signal-reported-red" : "signal-reported";
        var (zh, en) = (string.Join('；', signal.Grade.Reasons.Select(reason => reason.Words.Zh)), string.Join("; ", signal.Grade.Reasons.Select(reason => reason.Words.En)));
        return signal
            .Start(scene, Verification, rule, signal.Lead.ToString(), "上报信号")
            .Notify(scene, signal.Lead, kind, new Told(zh.Length == 0 ? null : new Sentence($"{zh}。", $"{en}.")));
    }

    /// <summary>处置反馈: whoever referred it hears what became of it; of what became a dispute, the dispute tells the rest.</summary>
    private static SignalState Fed(SignalState signal, Scene scene) => signal.Referrer is not { } referrer
        ? signal
        : signal.Notify(scene, referrer, "signal-outcome", new OutcomeSaid(scene.Law.Matters.Status("signal", signal.Place).Words, signal.DuplicateOf));

    private static SignalGrade GradeOf(SignalState signal, Scene scene) => SignalGrading.Of(
        signal.Narrative, signal.People, signal.Vulnerable, signal.Reports, scene.Law.Signals, scene.Law.HotFields.Find(signal.Area, signal.Category, scene.Now.Day));

    private sealed record Told(Sentence? Words);

    private sealed record OutcomeSaid(Sentence Words, string? Into);
}
