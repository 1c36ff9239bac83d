using System.Collections.Frozen;
using Suyuan.Disputes;

namespace Suyuan.Deadlines;

/// <summary>Thresholds that no statute sets (<c>Deadlines/policy.csv</c>): a level may set its own, so none of them is in code.</summary>
internal sealed record Policy
{
    public const string File = "Deadlines/policy.csv";

    /// <summary>Returns of one dispute after which the coordinator decides who is competent.</summary>
    public required int ReturnLimit { get; init; }

    /// <summary>Days after closing in which the dispute is watched before it may leave quietly.</summary>
    public required int FollowUpWindowDays { get; init; }

    /// <summary>Follow-up visits that must have been made before exit.</summary>
    public required int FollowUpVisits { get; init; }

    /// <summary>Visits without incident before a red watch may end.</summary>
    public required int WatchVisitsRed { get; init; }

    public required int WatchVisitsOrange { get; init; }

    public required int WatchVisitsYellow { get; init; }

    /// <summary>Persons on one side from which a dispute counts as a group dispute.</summary>
    public required int GroupPersons { get; init; }

    /// <summary>Representatives that a group may send (Petition Regulation 20).</summary>
    public required int GroupRepresentatives { get; init; }

    /// <summary>Command ids that a dispute remembers, to answer a repeated command as before.</summary>
    public required int CommandsRemembered { get; init; }

    /// <summary>Days left of a party's own time limit below which legal aid is urgent (Legal Aid Law 44).</summary>
    public required int LegalAidUrgentDays { get; init; }

    /// <summary>Numbers that a silo takes from a county at a time; what it has left when it stops is a gap.</summary>
    public required int NumberBlock { get; init; }

    /// <summary>Receipts that one seal holds at most.</summary>
    public required int SealSize { get; init; }

    /// <summary>When agencies get their daily list, where they put no hour of their own. China Standard Time.</summary>
    public required TimeOnly DigestAt { get; init; }

    /// <summary>Working days that the daily list looks ahead.</summary>
    public required int DigestWorkdays { get; init; }

    /// <summary>A rung that fires later than this is marked late, with the net that caught it.</summary>
    public required TimeSpan LateAfter { get; init; }

    /// <summary>Mediators who declined or were silent in one search, after which the lead's leader is told.</summary>
    public required int MediatorTries { get; init; }

    /// <summary>Candidates that a search keeps, best first.</summary>
    public required int MediatorCandidates { get; init; }

    /// <summary>After which a mediator's new place is compared with its dispute.</summary>
    public required TimeSpan PlaceFirstLook { get; init; }

    /// <summary>After which a place that was claimed is compared again.</summary>
    public required TimeSpan PlaceLook { get; init; }

    /// <summary>After which a dispute is told again that its mediator cannot go on.</summary>
    public required TimeSpan HandOverRetry { get; init; }

    public int WatchMinimumVisits(WatchGrade grade) => grade switch
    {
        WatchGrade.Red => WatchVisitsRed,
        WatchGrade.Orange => WatchVisitsOrange,
        _ => WatchVisitsYellow,
    };

    public static Policy Load(Func<string, TextReader> open)
    {
        var values = NamedValues.Read(File, open, Units, alsoFrom: "inForceFrom");
        return new Policy
        {
            ReturnLimit = Value("return-limit"),
            FollowUpWindowDays = Value("follow-up-window"),
            FollowUpVisits = Value("follow-up-visits"),
            WatchVisitsRed = Value("watch-visits-red"),
            WatchVisitsOrange = Value("watch-visits-orange"),
            WatchVisitsYellow = Value("watch-visits-yellow"),
            GroupPersons = Value("group-persons"),
            GroupRepresentatives = Value("group-representatives"),
            CommandsRemembered = Value("commands-remembered"),
            LegalAidUrgentDays = Value("legal-aid-urgent"),
            NumberBlock = Value("number-block"),
            SealSize = Value("seal-size"),
            DigestAt = TimeOnly.MinValue.AddMinutes(Minutes("digest-at")),
            DigestWorkdays = Value("digest-workdays"),
            LateAfter = TimeSpan.FromSeconds(Value("late-after")),
            MediatorTries = Value("mediator-tries"),
            MediatorCandidates = Value("mediator-candidates"),
            PlaceFirstLook = TimeSpan.FromMinutes(Value("place-first-look")),
            PlaceLook = TimeSpan.FromMinutes(Value("place-look")),
            HandOverRetry = TimeSpan.FromMinutes(Value("hand-over-retry")),
        };

        int Value(string key) => values.Whole(key, 1, 10_000);

        int Minutes(string key) => values.Whole(key, 0, (24 * 60) - 1);
    }

    private static readonly FrozenDictionary<string, string> Units = new Dictionary<string, string>
    {
        ["return-limit"] = "returns",
        ["follow-up-window"] = "days",
        ["follow-up-visits"] = "visits",
        ["watch-visits-red"] = "visits",
        ["watch-visits-orange"] = "visits",
        ["watch-visits-yellow"] = "visits",
        ["group-persons"] = "persons",
        ["group-representatives"] = "persons",
        ["commands-remembered"] = "commands",
        ["legal-aid-urgent"] = "days",
        ["number-block"] = "numbers",
        ["seal-size"] = "receipts",
        ["digest-at"] = "minutes",
        ["digest-workdays"] = "days",
        ["late-after"] = "seconds",
        ["mediator-tries"] = "mediators",
        ["mediator-candidates"] = "mediators",
        ["place-first-look"] = "minutes",
        ["place-look"] = "minutes",
        ["hand-over-retry"] = "minutes",
    }.ToFrozenDictionary();
}
