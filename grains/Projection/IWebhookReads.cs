using System.Collections.Immutable;

namespace Suyuan.Projection;

/// <summary>What webhooks ask of the table of dead letters.</summary>
public interface IWebhookReads
{
    /// <summary>In the order of the inbox.</summary>
    Task<ImmutableArray<DeadLetterRow>> DeadLetters(DeadLetterFilter filter, CancellationToken cancellation);
}

/// <param name="Open">Only those that were not redelivered.</param>
/// <param name="AfterSequence">With <paramref name="AfterWebhook"/>, the last one that the caller has; zeros for none.</param>
public sealed record DeadLetterFilter(string Agency, bool Open, long AfterSequence, int AfterWebhook, int Limit);
