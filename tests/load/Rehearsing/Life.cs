using System.Globalization;
using Suyuan.Load.Talk;

namespace Suyuan.Load.Rehearsing;

/// <summary>
/// One dispute from the door to its exit. Before each act its actor looks at the dispute, as people do; what is not
/// possible for them then is not tried, and what comes next is thought over again.
/// </summary>
internal sealed class Life(Arrival arrival, World world)
{
    /// <summary>Nobody tries for ever: a life that goes in circles stays open.</summary>
    private const int MostActs = 150;

    /// <summary>Faults of the product after which nobody believes in it any more.</summary>
    private const int MostFaults = 3;

    // Each life has its own dice: what one person does must not hang on who came first elsewhere.
    private readonly Random _random = new(unchecked(world.Seed * 7_919 + arrival.Index));

    private string _number = "";
    private int _acts;
    private int _faults;

    /// <summary>True when it ended by itself, in exit or merger.</summary>
    public async Task<bool> Live(DateTimeOffset beginning, CancellationToken cancellation)
    {
        await world.Clock.Until(beginning + arrival.After, cancellation);
        await Register(cancellation);
        var plan = new Plan(arrival, world, new Temper(_random), _random);
        var seen = await Look(plan.Anybody, cancellation);
        while (_acts++ < MostActs && _faults < MostFaults && plan.Next(seen) is { } intent)
        {
            await world.Clock.Until(intent.At, cancellation);
            seen = await Look(intent.By, cancellation);
            if (seen.Possible.Contains(intent.Path))
                seen = await Act(intent, seen, cancellation) ?? await Look(plan.Anybody, cancellation);
        }

        return seen.Stage is "exited" or "merged";
    }

    private async Task Register(CancellationToken cancellation)
    {
        var key = string.Create(CultureInfo.InvariantCulture, $"r-{world.Seed}-{arrival.Index}");
        var by = Person.Clerk($"{arrival.Area[..9]}-centre");
        var answer = await world.Line.Post(by, "/v1/disputes", arrival.Registration(_random), key, cancellation);
        if (!answer.Succeeded)
            throw new InvalidOperationException($"A registration was refused: {answer.Problem()}");
        _number = answer.Read<SeenRegistration>().Number;
        world.Numbers[arrival.Index] = _number;
        if (!world.Told.Registered.TryAdd(_number, key))
            world.Told.Contradictions.Enqueue($"number {_number} was given twice");
    }

    private async Task<SeenDispute> Look(Person by, CancellationToken cancellation)
    {
        var answer = await world.Line.Get(by, $"/v1/disputes/{_number}", cancellation);
        return answer.Succeeded
            ? answer.Read<SeenDispute>()
            : throw new InvalidOperationException($"{_number} was registered and cannot be read: {answer.Problem()}");
    }

    /// <summary>The dispute afterwards, or null when it was refused.</summary>
    private async Task<SeenDispute?> Act(Intent intent, SeenDispute seen, CancellationToken cancellation)
    {
        var key = string.Create(CultureInfo.InvariantCulture, $"c-{world.Seed}-{arrival.Index}-{_acts}");
        Answer answer;
        try
        {
            answer = await world.Line.Post(intent.By, $"/v1/disputes/{_number}/{intent.Path}", intent.Body(seen), key, cancellation);
        }
        catch (Exception unheard) when (unheard is OperationCanceledException or HttpRequestException)
        {
            Told.Count(world.Told.Unknown, (_number, intent.Path));
            throw;
        }

        if (answer.Succeeded)
        {
            Told.Count(world.Told.Done, (_number, intent.Path));
            return answer.Read<SeenDispute>();
        }

        var problem = answer.Problem();
        Told.Count(world.Told.Refusals, $"{intent.Path}: {problem.Code}");
        if (problem.Status >= 500)
        {
            _faults++;
            Told.Count(world.Told.Unknown, (_number, intent.Path));
            world.Told.Contradictions.Enqueue($"{intent.Path} on {_number}: {problem}");
        }

        return null;
    }
}
