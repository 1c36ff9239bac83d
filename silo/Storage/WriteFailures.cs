namespace Suyuan.Storage;

/// <summary>Turns what a database throws into outcomes, write by write: a poisoned row must not fail its neighbours.</summary>
internal sealed class WriteFailures(IBatchWriter writer, ILogger logger)
{
    /// <summary>Never throws: a failure is an outcome.</summary>
    public async Task<WriteOutcome[]> Write(List<StateWrite> batch)
    {
        var outcomes = await Attempt(batch);
        for (var i = 0; i < outcomes.Length; i++)
        {
            if (outcomes[i].Failure is { } failure)
                outcomes[i] = WriteOutcome.Failed(Explained(batch[i], failure));
            else if (!outcomes[i].Written)
                StorageMetrics.Conflicts.Add(1);
        }

        return outcomes;
    }

    private async Task<WriteOutcome[]> Attempt(List<StateWrite> batch)
    {
        try
        {
            return await writer.Write(batch);
        }
        catch (Exception failure) when (batch.Count > 1 && writer.IsAboutData(failure))
        {
            logger.RepeatingOneByOne(batch.Count, failure);
            StorageMetrics.OneByOne.Add(1);
            return await OneByOne(batch);
        }
        catch (Exception failure)
        {
            logger.BatchFailed(batch.Count, failure);
            return [.. Enumerable.Repeat(WriteOutcome.Failed(failure), batch.Count)];
        }
    }

    private async Task<WriteOutcome[]> OneByOne(List<StateWrite> batch)
    {
        var outcomes = new WriteOutcome[batch.Count];
        for (var i = 0; i < batch.Count; i++)
        {
            try
            {
                outcomes[i] = (await writer.Write([batch[i]]))[0];
            }
            catch (Exception failure)
            {
                outcomes[i] = WriteOutcome.Failed(failure);
                if (!writer.IsAboutData(failure))
                {
                    // The database itself has gone: the rest would only wait for it one after the other.
                    Array.Fill(outcomes, WriteOutcome.Failed(failure), i, batch.Count - i);
                    return outcomes;
                }
            }
        }

        return outcomes;
    }

    // Drivers' exceptions stay here: they carry values of rows, and a caller on another machine may not know their types.
    private Exception Explained(StateWrite write, Exception failure)
    {
        if (!writer.IsAboutData(failure))
            return new TimeoutException("The database did not take the write; it may be stored or not. Read again before deciding anything.");

        logger.WriteRefused(write.Identity.Key, failure);
        return new InvalidOperationException($"The database refuses the rows of {write.Identity.Key}; nothing of this write is stored.");
    }
}
