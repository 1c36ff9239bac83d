using System.Collections.Concurrent;
using System.Collections.Immutable;
using Suyuan.Areas;
using Suyuan.Load.Talk;

namespace Suyuan.Load.Notices;

/// <summary>
/// Causes notices that are known beforehand: a dispute is registered, triaged and assigned, which tells its lead of a new duty, and
/// services are asked for, which tells the owner of each. What the product acknowledged is remembered, to be found in the inboxes.
/// </summary>
internal sealed class Cause(Line line, int seed)
{
    /// <summary>A dispute causes one notice for its lead and one for each service.</summary>
    public const int NoticesEach = 5;

    private static readonly string[] Services = ["petition", "arbitration", "hardship-help", "psychological-comfort"];

    private static readonly Person Clerk = new("clerk");

    /// <summary>One committee in each of as many townships.</summary>
    public static ImmutableArray<string> Agencies(int count) =>
        [.. LawBook.Load().Areas.All.Where(area => area.Level is AreaLevel.Township).Take(count).Select(area => $"{area.Code}-committee")];

    /// <summary>Agency, kind, dispute and service of every notice that must be somewhere.</summary>
    public ConcurrentQueue<(string Agency, string Kind, string Number)> Owed { get; } = new();

    /// <param name="turn">Makes the keys of its requests, so that a repeated request is the same request.</param>
    /// <param name="services">How many services are asked for.</param>
    public async Task<string> Dispute(int turn, ImmutableArray<string> agencies, int services, CancellationToken cancellation)
    {
        var lead = agencies[turn % agencies.Length];
        var registration = new
        {
            areaCode = lead[..9],
            category = "NEI",
            narrative = "两家因滴水檐多次争执，请求调解。",
            source = "visit",
            parties = new[] { new { role = "applicant", kind = "person", name = "王某" } },
        };
        var number = (await Done("/v1/disputes", registration, $"{seed}-r-{turn}", Clerk, cancellation)).Read<SeenRegistration>().Number;
        await Done($"/v1/disputes/{number}/triage", new { category = "NEI" }, $"{seed}-t-{turn}", Clerk, cancellation);
        await Done($"/v1/disputes/{number}/assign", new { lead }, $"{seed}-a-{turn}", Clerk, cancellation);
        Owed.Enqueue((lead, "new-duty", number));
        for (var service = 0; service < services; service++)
        {
            var owner = agencies[(turn + service + 1) % agencies.Length];
            await Done($"/v1/disputes/{number}/services", new { kind = Services[service], owner }, $"{seed}-s-{turn}-{service}", Clerk, cancellation);
            Owed.Enqueue((owner, "service-asked", number));
        }

        return number;
    }

    private async Task<Answer> Done(string path, object body, string key, Person by, CancellationToken cancellation)
    {
        var answer = await line.Post(by, path, body, key, cancellation);
        return answer.Succeeded ? answer : throw new InvalidOperationException($"{path} was refused: {answer.Problem()}");
    }
}
