using System.Text.Json;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;
using Suyuan.Http;
using Suyuan.Identity;

namespace Suyuan.Disputes;

/// <summary>
/// The JSON of the views that were sent lately. Whether the view would be the same again, and whether this actor may still see it, the
/// dispute's grain says each time; what it shows then need not come over the wire and be written once more.
/// </summary>
internal sealed class WrittenViews(IOptions<JsonOptions> options)
{
    /// <summary>
    /// A power of two. Each view has two places, so that few that are asked for often push each other out; who finds neither free takes
    /// the first, so that memory does not grow.
    /// </summary>
    private const int Places = 4_096;

    /// <summary>What is larger is seldom, and is written anew.</summary>
    private const int Largest = 32 * 1024;

    private readonly WrittenView?[] _views = new WrittenView?[Places];

    /// <summary>What this actor was sent of this dispute; null when it is not known any more.</summary>
    public WrittenView? Of(DisputeNumber number, Actor by)
    {
        var (first, second) = PlacesOf(number, by);
        return Volatile.Read(ref _views[first]) is { } here && here.IsOf(number, by) ? here
            : Volatile.Read(ref _views[second]) is { } there && there.IsOf(number, by) ? there
            : null;
    }

    public WrittenView Write(DisputeNumber number, Actor by, long stamp, DisputeView view)
    {
        var written = new WrittenView(number, by, stamp, EntityTags.Of(view.Version), JsonSerializer.SerializeToUtf8Bytes(view, options.Value.SerializerOptions));
        if (written.Json.Length > Largest)
            return written;
        var (first, second) = PlacesOf(number, by);
        Volatile.Write(ref _views[IsFor(first) || !IsFor(second) ? first : second], written);
        return written;

        // Never in both: an old one behind a new one would be asked about instead of it.
        bool IsFor(int place) => Volatile.Read(ref _views[place]) is not { } other || other.IsOf(number, by);
    }

    private static (int First, int Second) PlacesOf(DisputeNumber number, Actor by)
    {
        var hash = unchecked((uint)HashCode.Combine(number, by));
        return ((int)(hash % Places), (int)(hash / Places % Places));
    }
}

/// <summary>One view as it was sent.</summary>
/// <param name="Stamp">By which the grain knows it again.</param>
internal sealed record WrittenView(DisputeNumber Number, Actor By, long Stamp, string Tag, byte[] Json) : IResult
{
    public bool IsOf(DisputeNumber number, Actor by) => Number == number && By == by;

    public Task ExecuteAsync(HttpContext httpContext) => Tagged.Answer(httpContext, Tag, Json);
}
