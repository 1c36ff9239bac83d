using System.Collections.Immutable;
using Orleans.CodeGeneration;
using Orleans.Concurrency;
using Suyuan.Agencies;
using Suyuan.Matters;
using Suyuan.Mediators;
using Suyuan.Privacy;

namespace Suyuan.Disputes;

/// <summary>One dispute, from registration to exit. Key: <see cref="GrainKeys.Of(DisputeNumber)"/>.</summary>
/// <remarks>
/// Its version grows with every method and every command: while two versions stand side by side, who knows the new ones is sent to a
/// silo that knows them too, and who knows the old ones to any.
/// </remarks>
[GrainInterfaceType("dispute"), Version(4)]
public interface IDisputeGrain : IGrainWithStringKey
{
    /// <summary>登记: called by intake only, with a number that nobody else has.</summary>
    [Alias("register")]
    Task<Registered> Register(Admission admission, ActContext context);

    /// <summary>The answer that the registration gave: for a retry.</summary>
    [Alias("receipt"), ReadOnly]
    Task<Registered?> Receipt();

    /// <summary>
    /// Does one act. Refuses what the stage, the actor's role or the law does not allow; then nothing has changed.
    /// A repeated command id answers as the first time and changes nothing.
    /// </summary>
    [Alias("act")]
    Task<Result<DisputeView>> Act(DisputeCommand command, ActContext context);

    /// <summary>Null when nothing was ever registered under this number, or when it is not the actor's to know of.</summary>
    [Alias("view"), ReadOnly]
    Task<DisputeView?> View(Identity.Actor by);

    /// <summary>The same for who may still have what was shown last: shown anew only if it would be another. Null as with the view.</summary>
    /// <param name="known">The stamp of what one has; 0 for none.</param>
    [Alias("look"), ReadOnly]
    Task<Shown?> Look(Identity.Actor by, long known);

    /// <summary>Shows what is masked, and writes into the history that it was shown, to whom, and why. Repeated under the same command id it is one step.</summary>
    [Alias("unmask")]
    Task<Result<Unmasked>> Unmask(Unmask ask, ActContext context);

    /// <summary>What stays hidden from the actor of what the dispute lets one read; null when it is not the actor's to know of, or does not exist.</summary>
    /// <remarks>Never waits for a command of this one, as it is durably.</remarks>
    /// <param name="permission">By which the actor would read it, as <c>access.csv</c> names it.</param>
    [Alias("seen-by"), AlwaysInterleave]
    Task<Sight?> SeenBy(string permission, Identity.Actor by);

    /// <summary>平稳退出: what has to hold before it may leave, each with its state; null when there is no such dispute for the actor.</summary>
    [Alias("exit-conditions"), ReadOnly]
    Task<ExitConditionsView?> ExitConditions(Identity.Actor by);

    /// <summary>What a party may see, in plain words; refused alike for an unknown number and a wrong code.</summary>
    [Alias("progress"), ReadOnly]
    Task<Result<ProgressView>> Progress(string accessCode);

    /// <summary>What another dispute must know before it merges into this one. Never waits for a command of this one.</summary>
    [Alias("survivor"), AlwaysInterleave]
    Task<SurvivorFacts?> AsSurvivor();

    /// <summary>Another registration of the same claim was merged into this one. Idempotent; unknown numbers are not noted.</summary>
    [Alias("linked")]
    Task Linked(DisputeNumber duplicate);

    /// <summary>督办: an order or a resolution's task about this dispute was issued, escalated or ended. Each is told once, however often it is said.</summary>
    [Alias("supervised")]
    Task Supervised(SupervisionNote note);

    /// <summary>A red warning concerns this dispute: a risk that the rules of special watch look at. Idempotent by the warning's number.</summary>
    [Alias("warned")]
    Task Warned(MatterNumber warning);

    /// <summary>What matters for choosing a mediator; null when there is no such dispute.</summary>
    [Alias("for-mediation"), AlwaysInterleave]
    Task<CaseFacts?> ForMediation();

    /// <summary>A mediator's grain asks whether a place that it holds is this dispute's. Never waits for a command of this one.</summary>
    [Alias("claims"), AlwaysInterleave]
    Task<bool> Claims(int ticket);

    /// <summary>The mediator who has this place cannot go on. Said again until the place is given back, and never waited for.</summary>
    [Alias("mediator-gone"), OneWay]
    Task MediatorGone(int ticket);

    /// <summary>Everything that is held about the party whose code this is (个人信息保护法第45条).</summary>
    [Alias("export")]
    Task<Result<PersonalExport>> Export(string accessCode);

    /// <summary>Looks at the clocks now: whatever is due is handled. Idempotent.</summary>
    [Alias("wake")]
    Task Wake(WakeCause cause);

    /// <summary>Counts the running clocks again that do not know of the law's changes. Idempotent.</summary>
    /// <param name="edition">An edition that must be known here before anything is counted.</param>
    [Alias("recount")]
    Task Recount(long edition);
}

/// <summary>What a dispute shows to one actor.</summary>
/// <param name="Stamp">Stands for this very view, shown to this actor; never 0, and never another's.</param>
/// <param name="View">Null: it is what the asker has.</param>
[GenerateSerializer, Immutable, Alias("shown")]
public sealed record Shown([property: Id(0)] long Stamp, [property: Id(1)] DisputeView? View);

/// <summary>Which of the nets called.</summary>
public enum WakeCause
{
    None = 0,
    Reminder = 1,
    Timer = 2,
    Activation = 3,
    Command = 4,
    Sweep = 5,
}

/// <summary>What intake hands to the dispute's grain: the registration and the facts that are not the caller's to choose.</summary>
/// <param name="Fingerprint">SHA-256 of the registration, hexadecimal.</param>
/// <param name="AccessCode">The party's key to the progress page.</param>
/// <param name="IdempotencyKey">Scoped to the actor; unique over all disputes.</param>
/// <param name="Signal">The signal that becomes this dispute.</param>
[GenerateSerializer, Immutable, Alias("admission")]
public sealed record Admission(
    [property: Id(0)] RegisterDispute Registration,
    [property: Id(1)] string Fingerprint,
    [property: Id(2)] string AccessCode,
    [property: Id(3)] string? IdempotencyKey,
    [property: Id(4)] MatterNumber? Signal = null);

/// <summary>The answer to a registration: <c>201</c>.</summary>
[GenerateSerializer, Immutable, Alias("registered")]
public sealed record Registered(
    [property: Id(0)] DisputeNumber Number,
    [property: Id(1)] string AccessCode,
    [property: Id(2)] Receipt Receipt,
    [property: Id(3)] Stage Stage,
    [property: Id(4)] LeadView Lead,
    [property: Id(5)] ImmutableArray<ClockView> Clocks);

/// <summary>Proof of a registration: the number's own sequence and the hash of what was registered.</summary>
/// <param name="Hash">SHA-256, hexadecimal, as documented in <c>docs/ledger.md</c>.</param>
[GenerateSerializer, Immutable, Alias("receipt")]
public sealed record Receipt(
    [property: Id(0)] int Sequence, [property: Id(1)] string Hash, [property: Id(2)] DateTimeOffset At);

/// <summary>What a duplicate needs to know of the dispute it would merge into.</summary>
[GenerateSerializer, Immutable, Alias("survivor-facts")]
public sealed record SurvivorFacts([property: Id(0)] Stage Stage, [property: Id(1)] DateTimeOffset RegisteredAt);

/// <summary>What a dispute's history says of an order or a task about it.</summary>
/// <param name="Status">Where it stands now.</param>
/// <param name="Agency">The agency that is ordered.</param>
/// <param name="Grade">How soon it has to act.</param>
[GenerateSerializer, Immutable, Alias("supervision-note")]
public sealed record SupervisionNote(
    [property: Id(0)] MatterNumber Matter, [property: Id(1)] string Status, [property: Id(2)] AgencyId Agency, [property: Id(3)] string Grade);
