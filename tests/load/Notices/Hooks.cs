using System.Collections.Immutable;
using Suyuan.Load.Product;
using Suyuan.Load.Talk;

namespace Suyuan.Load.Notices;

/// <summary>The product with webhooks to a receiver on this machine.</summary>
internal static class Hooks
{
    /// <summary>Loopback is allowed and tries follow quickly: a storm is minutes, not a day.</summary>
    public static async Task<ProductPlace> Place(string? postgres, CancellationToken cancellation)
    {
        var place = await ProductPlace.Make(postgres, keep: false, cancellation);
        foreach (var (name, value) in new Dictionary<string, string>
        {
            ["Allow__0"] = "127.0.0.1/32",
            ["PlainHttp"] = "true",
            ["Timeout"] = "00:00:01",
            ["FirstDelay"] = "00:00:01",
            ["MaxDelay"] = "00:00:02",
            ["CircuitPause"] = "00:00:01",
        })
            place.Besides[$"Webhooks__{name}"] = value;
        return place;
    }

    public static Task Set(Line line, ImmutableArray<string> agencies, Receiver receiver, CancellationToken cancellation) => Task.WhenAll(agencies.Select(async agency =>
    {
        var answer = await line.Post(Person.Leader(agency), $"/v1/agencies/{agency}/webhooks", new { url = new Uri(receiver.Address, agency).ToString() }, $"hook-{agency}", cancellation);
        if (!answer.Succeeded)
            throw new InvalidOperationException($"The webhook of {agency} was refused: {answer.Problem()}");
    }));
}
