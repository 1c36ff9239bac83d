using System.Collections.Immutable;
using System.Net.Sockets;
using Suyuan.Load.Hostile.Forge;

namespace Suyuan.Load.Hostile;

/// <summary>Threads that shoot, each with requests of its own that hang on the seed alone.</summary>
internal static class Gunners
{
    /// <param name="from">How many have been shot before, by all of them.</param>
    /// <param name="to">How many there will have been then.</param>
    public static Task Shoot(
        Uri address, ImmutableArray<Operation> operations, Ground ground, HostileOptions options, int from, int to, Tally tally, CancellationToken cancellation) =>
        Task.WhenAll(Enumerable.Range(0, options.Callers).Select(caller => Task.Factory.StartNew(
            () => One(address, new Malice(operations, ground, address.Authority, unchecked((options.Seed * 1_000_003) + (from * 257) + caller)), Share(from, to, options.Callers, caller), tally, cancellation),
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default)));

    private static int Share(int from, int to, int callers, int caller) => ((to - from) / callers) + (caller < (to - from) % callers ? 1 : 0);

    private static void One(Uri address, Malice malice, int shots, Tally tally, CancellationToken cancellation)
    {
        using var line = new RawLine(address);
        for (var i = 0; i < shots && !cancellation.IsCancellationRequested; i++)
        {
            var shot = malice.Next();
            tally.Heard(shot, Fire(line, shot, address.Authority));
        }
    }

    private static int Fire(RawLine line, Shot shot, string host)
    {
        var bytes = shot.Bytes(host);
        if (!shot.HangsUp)
            return line.Ask(bytes, last: shot.Raw is not null, headOnly: shot.Method is "HEAD");
        try
        {
            line.HangUp(bytes);
        }
        catch (SocketException)
        {
            // Hung up on before it could hang up itself.
        }

        return 0;
    }
}
