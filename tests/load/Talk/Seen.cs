using System.Collections.Immutable;

namespace Suyuan.Load.Talk;

/// <summary>What a person reads of a dispute: this side's own reading of the answer, so that a field that changes its name shows.</summary>
internal sealed record SeenDispute
{
    public required string Number { get; init; }

    public required string Stage { get; init; }

    public required string Standing { get; init; }

    public required string Area { get; init; }

    public string? Category { get; init; }

    public string? Channel { get; init; }

    public required SeenLead Lead { get; init; }

    public SeenTransfer? PendingTransfer { get; init; }

    public int Returns { get; init; }

    public object? Suspension { get; init; }

    public object? Escalation { get; init; }

    public SeenWatch? Watch { get; init; }

    public SeenAgreement? Agreement { get; init; }

    public object? Answer { get; init; }

    public ImmutableArray<SeenService> Services { get; init; } = [];

    public int? Rating { get; init; }

    public int Reopened { get; init; }

    public int Contacts { get; init; }

    public int Sessions { get; init; }

    public required ImmutableArray<SeenClock> Clocks { get; init; }

    public required ImmutableArray<string> Possible { get; init; }

    public SeenClock? Running(string key) =>
        Clocks.LastOrDefault(clock => clock.Status is "running" && clock.Id.StartsWith($"{key}-", StringComparison.Ordinal));
}

internal sealed record SeenLead(string Agency);

internal sealed record SeenTransfer(string To, DateTimeOffset At);

internal sealed record SeenWatch(string Grade, int Visits, bool LeaderNamed);

internal sealed record SeenAgreement(ImmutableArray<SeenInstalment> Instalments, string? Confirmation);

internal sealed record SeenInstalment(int Number, DateOnly DueOn, DateOnly? PerformedOn);

internal sealed record SeenService(int Number, string Owner, string? Outcome);

internal sealed record SeenClock(string Id, string Status, string Duty, SeenDue? Due, SeenAwaited? Awaits);

internal sealed record SeenAwaited(ImmutableArray<string> Events);

internal sealed record SeenDue(string RuleId, DateTimeOffset DueAt);

internal sealed record SeenRegistration(string Number, string AccessCode, SeenReceipt Receipt, SeenLead Lead);

internal sealed record SeenReceipt(int Sequence, string Hash, DateTimeOffset At);

internal sealed record SeenVerdict(bool Intact, long Registered, long Open, long Exited, long Merged, long Seals, ImmutableArray<string> Findings);

internal sealed record SeenToken(string Token);

internal sealed record SeenProblem(string Code, int Status, string? Detail);
