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
}
