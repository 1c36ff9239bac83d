using Suyuan.Load.Talk;

namespace Suyuan.Load.Rehearsing;

/// <summary>When people do what they have to do.</summary>
internal static class Pace
{
    private const double MostDaysLate = 9;

    public static DateTimeOffset Within(World world, Random random, double leastHours, double mostHours) =>
        world.Clock.Now + TimeSpan.FromHours(leastHours + random.NextDouble() * (mostHours - leastHours));

    /// <summary>Against a running clock: before its end, or, as the people of this dispute are, after it.</summary>
    public static DateTimeOffset Against(World world, Temper temper, Random random, SeenDispute seen, string clock)
    {
        var now = world.Clock.Now;
        if (seen.Running(clock) is not { } running)
            return Within(world, random, 1, 30);
        var end = running.Due!.DueAt;
        if (random.NextDouble() < temper.Late)
            return (end > now ? end : now) + TimeSpan.FromDays(random.NextDouble() * MostDaysLate);
        return end > now ? now + (end - now) * (0.05 + 0.85 * random.NextDouble()) : now;
    }
}
