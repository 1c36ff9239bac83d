using System.Collections.Frozen;
using System.Collections.Immutable;
using Suyuan.Agencies;

namespace Suyuan.Deadlines;

/// <summary>What the law attaches to the end of a time limit when nobody did anything (视为): <c>Deadlines/expiries.csv</c>.</summary>
internal sealed class Expiries
{
    public const string File = "Deadlines/expiries.csv";

    private static readonly Expiry Window = new(
        ExpiryEffect.WindowCloses, null, [], "", new Sentence("期限届满，不再有此项权利。", "The time is over, and with it this right."));

    private readonly FrozenDictionary<string, Expiry> _rows;

    private Expiries(FrozenDictionary<string, Expiry> rows) => _rows = rows;

    /// <summary>What follows the end of a limit. One that has no row and yet ends by itself is a window that closes.</summary>
    public Expiry Of(string rule) => _rows.GetValueOrDefault(rule) ?? Window;

    /// <summary>What the end of a clock by this rule will do; stored with the clock, so that nobody needs the law to know when to wake it.</summary>
    public AtEnd AtEndOf(string rule, Duty duty) => _rows.GetValueOrDefault(rule) switch
    {
        { Effect: ExpiryEffect.StaysOwed } => AtEnd.Nothing,
        { Effect: ExpiryEffect.RoutesOpen or ExpiryEffect.MatterSpeaks } => AtEnd.Speaks,
        null when duty is not Duty.Party => AtEnd.Nothing,
        _ => AtEnd.Closes,
    };

    public static Expiries Load(Func<string, TextReader> open, RuleCatalogue rules, ProceduralEvents events, Routing routing)
    {
        var rows = new Dictionary<string, Expiry>();
        foreach (var row in DataFile.Read(File, open(File), "rule", "effect", "event", "channels", "basis", "zh", "en").Rows)
        {
            if (!rules.Exists(row.Text("rule")))
                throw row.Wrong("rule", $"there is no time limit {row.Text("rule")}");
            if (!Kebab.TryParse<ExpiryEffect>(row.Text("effect"), out var effect) || effect is ExpiryEffect.None)
                throw row.Wrong("effect", $"\"{row.Text("effect")}\" is none of {string.Join(", ", Enum.GetValues<ExpiryEffect>().Skip(1).Select(known => Kebab.Of(known)))}");
            if (row.Optional("event") is { Length: > 0 } next && events.Find(next) is not { Scope: EventScope.Case, IsScheduled: false })
                throw row.Wrong("event", $"there is no event {next} that a dispute can have");
            if (row.List("channels").FirstOrDefault(channel => routing.Channel(channel) is null) is { } unknown)
                throw row.Wrong("channels", $"there is no {unknown}");
            var expiry = new Expiry(
                effect, row.Optional("event") is { Length: > 0 } id ? id : null, row.List("channels"), row.Text("basis"), new Sentence(row.Text("zh"), row.Text("en")));
            if (!rows.TryAdd(row.Text("rule"), expiry))
                throw row.Wrong("rule", $"{row.Text("rule")} is there twice");
        }

        return new Expiries(rows.ToFrozenDictionary());
    }
}

/// <param name="Event">The procedural event that happens with the end, as of its last day; or null.</param>
/// <param name="Channels">Where the effect reaches the dispute itself although the limit is not the one for concluding it.</param>
/// <param name="Basis">Law and article; empty for what no row names.</param>
internal sealed record Expiry(ExpiryEffect Effect, string? Event, ImmutableArray<string> Channels, string Basis, Sentence Words);

/// <summary>What follows from the end of a time limit by itself; see the preamble of <c>Deadlines/expiries.csv</c>.</summary>
internal enum ExpiryEffect
{
    None,
    WindowCloses,
    StaysOwed,
    TransferAccepted,
    Accepted,
    Reassign,
    MediationFailed,
    HandlingEnds,
    Abandoned,
    RoutesOpen,
    Deemed,
    MatterCloses,
    MatterSpeaks,
    LeadAppoints,
    NextMediator,
    InvitationLapses,
}

/// <summary>What the end of one clock does.</summary>
internal enum AtEnd
{
    /// <summary>Nothing: the duty stays owed and is overdue.</summary>
    Nothing = 0,

    /// <summary>The clock ends, and what the law attaches to that happens.</summary>
    Closes = 1,

    /// <summary>Something happens, and the duty stays owed.</summary>
    Speaks = 2,
}
