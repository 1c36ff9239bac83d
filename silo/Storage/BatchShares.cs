namespace Suyuan.Storage;

/// <summary>
/// Who goes into the next batch. What time has brought about (rungs that fired, notices on their way into an inbox) has half of it
/// whenever as much waits, and so has what somebody asked for: neither a flood of registrations nor ten thousand rungs due at one
/// instant can keep the other waiting for longer than twice its own length. What one side leaves, the other takes.
/// </summary>
internal static class BatchShares
{
    /// <param name="due">Writes of time that wait.</param>
    /// <param name="asked">Writes of people that wait.</param>
    /// <param name="room">Writes that the batch can take; at least 2, or one side has nothing.</param>
    public static (int Due, int Asked) Of(int due, int asked, int room)
    {
        var fired = Math.Min(due, Math.Max((room + 1) / 2, room - asked));
        return (fired, Math.Min(asked, room - fired));
    }

    /// <summary>Nobody stands at a counter for it: time alone did it.</summary>
    public static bool IsDue(StateWrite write) => !write.Rows.Rungs.IsEmpty || !write.Rows.Taken.IsEmpty;
}
