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
    /// <summary>A power of two. One that falls on another's place takes it, so that memory does not grow.</summary>
    private const int Places = 4_096;

    /// <summary>What is larger is seldom, and is written anew.</summary>
    private const int Largest = 32 * 1024;

    private readonly WrittenView?[] _views = new WrittenView?[Places];

    /// <summary>What this actor was sent of this dispute; null when it is not known any more.</summary>
    public WrittenView? Of(DisputeNumber number, Actor by) =>
        Volatile.Read(ref Place(number, by)) is { } known && known.Number == number && known.By == by ? known : null;

    public WrittenView Write(DisputeNumber number, Actor by, long stamp, DisputeView view)
    {
        var written = new WrittenView(number, by, stamp, EntityTags.Of(view.Version), JsonSerializer.SerializeToUtf8Bytes(view, options.Value.SerializerOptions));
        if (written.Json.Length <= Largest)
            Volatile.Write(ref Place(number, by), written);
        return written;
    }

    private ref WrittenView? Place(DisputeNumber number, Actor by) => ref _views[HashCode.Combine(number, by) & (Places - 1)];
}

/// <summary>One view as it was sent.</summary>
/// <param name="Stamp">By which the grain knows it again.</param>
internal sealed record WrittenView(DisputeNumber Number, Actor By, long Stamp, string Tag, byte[] Json) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext) => Tagged.Answer(httpContext, Tag, Json);
}
