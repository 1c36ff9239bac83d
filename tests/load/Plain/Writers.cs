using System.Threading.Channels;
using Npgsql;

namespace Suyuan.Plain;

internal interface IWriter
{
    Task Register(Opening opening);

    /// <summary>The case as it is afterwards; null when number, version or stage does not fit.</summary>
    Task<Dispute?> Contact(Contacting contacting);
}

/// <summary>One statement, one transaction, for each request.</summary>
internal sealed class OneByOne(NpgsqlDataSource database) : IWriter
{
    public async Task Register(Opening opening)
    {
        await using var command = database.CreateCommand(Sentences.Register);
        command.Bind(opening.Number);
        command.Bind(opening.Body.AreaCode!);
        command.Bind(opening.Body.Category);
        command.Bind(opening.Title);
        command.Bind(opening.Body.Narrative!);
        command.Bind(opening.Body.Source!);
        command.Bind(opening.Parties);
        command.Bind(opening.Body.PeopleInvolved);
        command.Bind(opening.Body.Amount);
        command.Bind(opening.Body.OccurredOn);
        command.Bind(opening.Body.Grid);
        command.Bind(opening.Risks);
        command.Bind(opening.Lead);
        command.Bind(opening.At);
        command.Bind(opening.Actor);
        command.Bind(opening.Role);
        await command.ExecuteNonQueryAsync();
    }

    public async Task<Dispute?> Contact(Contacting contacting)
    {
        await using var command = database.CreateCommand(Sentences.Contact);
        command.Bind(contacting.Number);
        command.Bind(contacting.Expected);
        command.Bind(contacting.Body.Outcome!);
        command.Bind(contacting.At);
        command.Bind(contacting.Actor);
        command.Bind(contacting.Role);
        command.Bind(contacting.Data);
        return await Rows.First(command, CancellationToken.None);
    }
}

/// <summary>What waits while a transaction is under way goes out together with the next.</summary>
internal sealed class Grouped : IWriter
{
    private const int MaxBatch = 256;

    private readonly NpgsqlDataSource _database;
    private readonly Channel<(Opening Item, TaskCompletionSource Done)> _openings = Channel.CreateBounded<(Opening, TaskCompletionSource)>(4096);
    private readonly Channel<(Contacting Item, TaskCompletionSource<Dispute?> Done)> _contacts = Channel.CreateBounded<(Contacting, TaskCompletionSource<Dispute?>)>(4096);

    public Grouped(NpgsqlDataSource database)
    {
        _database = database;
        _ = Drain(_openings.Reader, static _ => "", WriteOpenings, static (one, failure) => one.Done.TrySetException(failure));
        _ = Drain(_contacts.Reader, static one => one.Item.Number, WriteContacts, static (one, failure) => one.Done.TrySetException(failure));
    }

    public async Task Register(Opening opening)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await _openings.Writer.WriteAsync((opening, done));
        await done.Task;
    }

    public async Task<Dispute?> Contact(Contacting contacting)
    {
        var done = new TaskCompletionSource<Dispute?>(TaskCreationOptions.RunContinuationsAsynchronously);
        await _contacts.Writer.WriteAsync((contacting, done));
        return await done.Task;
    }

    /// <param name="once">Two of the same may not be in one batch; empty: no two are the same.</param>
    private static async Task Drain<T>(ChannelReader<T> queue, Func<T, string> once, Func<List<T>, Task> write, Action<T, Exception> fail)
    {
        var (batch, seen) = (new List<T>(MaxBatch), new HashSet<string>());
        while (await queue.WaitToReadAsync())
        {
            batch.Clear();
            seen.Clear();
            while (batch.Count < MaxBatch && queue.TryPeek(out var next) && (once(next) is "" || seen.Add(once(next))) && queue.TryRead(out next))
                batch.Add(next);
            try
            {
                await write(batch);
            }
            catch (Exception failure) when (failure is NpgsqlException or TimeoutException)
            {
                batch.ForEach(one => fail(one, failure));
            }
        }
    }

    private async Task WriteOpenings(List<(Opening Item, TaskCompletionSource Done)> batch)
    {
        await using var command = _database.CreateCommand(Sentences.RegisterMany);
        void Column<T>(Func<Opening, T> of) => command.Bind(batch.ConvertAll(one => of(one.Item)).ToArray());
        Column(one => one.Number);
        Column(one => one.Body.AreaCode!);
        Column(one => one.Body.Category);
        Column(one => one.Title);
        Column(one => one.Body.Narrative!);
        Column(one => one.Body.Source!);
        Column(one => one.Parties);
        Column(one => one.Body.PeopleInvolved);
        Column(one => one.Body.Amount);
        Column(one => one.Body.OccurredOn);
        Column(one => one.Body.Grid);
        Column(one => one.Risks);
        Column(one => one.Lead);
        Column(one => one.At);
        Column(one => one.Actor);
        Column(one => one.Role);
        await command.ExecuteNonQueryAsync();
        batch.ForEach(one => one.Done.TrySetResult());
    }

    private async Task WriteContacts(List<(Contacting Item, TaskCompletionSource<Dispute?> Done)> batch)
    {
        await using var command = _database.CreateCommand(Sentences.ContactMany);
        void Column<T>(Func<Contacting, T> of) => command.Bind(batch.ConvertAll(one => of(one.Item)).ToArray());
        Column(one => one.Number);
        Column(one => one.Expected);
        Column(one => one.Body.Outcome!);
        Column(one => one.At);
        Column(one => one.Actor);
        Column(one => one.Role);
        Column(one => one.Data);
        var written = new Dictionary<string, Dispute>(batch.Count);
        await using (var reader = await command.ExecuteReaderAsync())
        {
            while (await reader.ReadAsync())
            {
                var dispute = Rows.Of(reader);
                written.Add(dispute.Number, dispute);
            }
        }

        batch.ForEach(one => one.Done.TrySetResult(written.GetValueOrDefault(one.Item.Number)));
    }
}
