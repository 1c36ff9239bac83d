namespace Suyuan;

/// <summary>The one way in which a grain changes what it has stored.</summary>
internal static class StateWrites
{
    /// <summary>
    /// Writes the next state. When that fails, memory is as before and the activation ends: whether the database took the
    /// write is for the next activation to read.
    /// </summary>
    public static async Task Commit<TState>(this IGrainBase grain, IPersistentState<TState> stored, TState next)
    {
        var before = stored.State;
        stored.State = next;
        try
        {
            await stored.WriteStateAsync();
        }
        catch
        {
            stored.State = before;
            grain.DeactivateOnIdle();
            throw;
        }
    }

    /// <summary>
    /// Whether the database knew more than memory, which then is made to know it too. A write is checked there by itself; what is
    /// refused by memory alone is not, and a silo that was cut off from the others does not know that they have gone on without it.
    /// </summary>
    public static async Task<bool> WasBehind<TState>(this IPersistentState<TState> stored)
    {
        var known = stored.Etag;
        await stored.ReadStateAsync();
        return stored.Etag != known;
    }
}
