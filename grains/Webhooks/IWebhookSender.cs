using System.Collections.Immutable;

namespace Suyuan.Webhooks;

/// <summary>The way out of the house. Implemented where the network is; everything that can go wrong there is an answer.</summary>
public interface IWebhookSender
{
    /// <summary>Looks a target up, without calling it.</summary>
    Task<TargetVerdict> Examine(Uri target, CancellationToken cancellation);

    /// <exception cref="OperationCanceledException">Cancelled by the caller; whether it arrived is not known.</exception>
    Task<WebhookAnswer> Send(WebhookDelivery delivery, CancellationToken cancellation);
}

public enum TargetVerdict
{
    None = 0,

    Open = 1,

    /// <summary>It leads to an address that may not be called.</summary>
    Closed = 2,

    /// <summary>The name has no address.</summary>
    Unknown = 3,
}

/// <param name="Secrets">Those that sign now, newest first.</param>
public sealed record WebhookDelivery(string Url, ImmutableArray<string> Secrets, WebhookEvent Event)
{
    /// <summary>Secrets have no business in a log.</summary>
    public override string ToString() => Event.Id;
}

/// <summary>What is said, as CloudEvents names its parts.</summary>
/// <param name="Id">Stable through every repetition.</param>
/// <param name="Source">Whose inbox it is from.</param>
/// <param name="Subject">Number of the dispute; null when it is about something else.</param>
/// <param name="Data">Serialised as JSON.</param>
public sealed record WebhookEvent(string Id, string Type, string Source, string? Subject, DateTimeOffset Time, object Data);

/// <param name="Status">Null when there was no answer.</param>
/// <param name="Failure">Null when it was taken; otherwise a word: <c>status-500</c>, <c>redirect</c>, <c>timeout</c>, <c>connection</c>, <c>unknown-host</c>, <c>target-not-allowed</c>.</param>
/// <param name="RetryAfter">How long the receiver asked to be left alone.</param>
public sealed record WebhookAnswer(int? Status, string? Failure, TimeSpan? RetryAfter = null)
{
    public bool Taken => Failure is null;
}
