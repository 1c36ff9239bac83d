using Npgsql;

namespace Suyuan.Plain;

/// <summary>Looks for due rungs ten times a second, and goes on at once while there are full batches.</summary>
internal sealed partial class Poller(NpgsqlDataSource database, TimeProvider clock, ILogger<Poller> log) : BackgroundService
{
    private const int Batch = 2_000;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                while (await Fire(stoppingToken) == Batch)
                {
                }
            }
            catch (NpgsqlException away)
            {
                LogAway(away);
            }
        }
    }

    private async Task<long> Fire(CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(Sentences.Fire);
        command.Bind(clock.GetUtcNow());
        command.Bind(Batch);
        return (long)(await command.ExecuteScalarAsync(cancellation))!;
    }

    [LoggerMessage(1, LogLevel.Warning, "The due rungs could not be read; the next look comes")]
    private partial void LogAway(Exception exception);
}
