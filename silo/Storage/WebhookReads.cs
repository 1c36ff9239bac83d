using System.Collections.Immutable;
using Suyuan.Projection;

namespace Suyuan.Storage;

/// <summary>Questions to the table of dead letters.</summary>
internal sealed class WebhookReads(ProductDatabase database) : IWebhookReads
{
    private readonly RowReader _rows = new(database.ReadModel, database.Rows);
    private readonly Snapshot _snapshot = new(database.ReadModel);

    public Task<ImmutableArray<DeadLetterRow>> DeadLetters(DeadLetterFilter filter, CancellationToken cancellation) => _snapshot.List(
        $"""
        select {RowReader.DeadLetterColumns} from dead_letter d
         where d.agency = @Agency and (d.sequence > @AfterSequence or d.sequence = @AfterSequence and d.webhook > @AfterWebhook)
           {(filter.Open ? "and d.redelivered_at is null" : "")}
         order by d.sequence, d.webhook limit @Limit
        """,
        filter,
        _rows.DeadLetter,
        cancellation);
}
