using System.Buffers;
using System.Diagnostics.Metrics;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Extensions.Options;
using Suyuan.Overload;
using Suyuan.Problems;

namespace Suyuan.Edge;

/// <summary>
/// Takes in the whole body before its request asks for a place in a lane, so that whoever sends slowly holds a connection and nothing
/// else. Within bounds: of one body, of all bodies together, and of the time that one may take.
/// </summary>
internal sealed class Reception : IDisposable
{
    /// <summary>
    /// Where the server puts the length of a body that comes in chunks all the same. A proxy that believes the length takes the rest
    /// of the body for another request, and the other way round; RFC 9112 6.3 wants it treated as an error.
    /// </summary>
    private const string OtherLength = "X-Content-Length";

    private readonly EdgeOptions _options;
    private readonly OverloadMeter _turning;
    private readonly TimeProvider _time;
    private readonly Meter _meter = new("Suyuan");
    private long _held;
    private long _broken;

    /// <param name="time">Real time, in rehearsals too: whoever sends is real.</param>
    public Reception(IOptions<EdgeOptions> options, OverloadMeter turning, [FromKeyedServices(Lanes.Clock)] TimeProvider time)
    {
        (_options, _turning, _time) = (options.Value, turning, time);
        _meter.CreateObservableCounter("suyuan.body.broken", () => Broken, "{request}", "Bodies that broke off, whose chunks were none, or of two lengths");
    }

    /// <summary>Bytes of bodies that are held now.</summary>
    public long Held => Volatile.Read(ref _held);

    /// <summary>Bodies that could not be read to their end, whoever's fault it was, since the start.</summary>
    public long Broken => Volatile.Read(ref _broken);

    public void Dispose() => _meter.Dispose();

    public async Task Receive(HttpContext http, RequestDelegate next)
    {
        if (http.Request.Headers.TransferEncoding.Count > 0 && http.Request.Headers.ContainsKey(OtherLength))
        {
            Interlocked.Increment(ref _broken);
            await Close(http, RefusalCode.BodyUnreadable);
            return;
        }

        if (http.GetEndpoint()?.Metadata.GetMetadata<IAcceptsMetadata>() is null || http.Features.Get<IHttpRequestBodyDetectionFeature>() is { CanHaveBody: false })
        {
            await next(http);
            return;
        }

        var body = new ReceivedBody(BodyLimits.Of(http));
        http.Features.Set(body);
        try
        {
            switch (await Read(http, body))
            {
                case Outcome.Received:
                    await next(http);
                    break;
                case Outcome.Late:
                    await Close(http, RefusalCode.BodyTooSlow);
                    break;
                case Outcome.Broken:
                    Interlocked.Increment(ref _broken);
                    await Close(http, RefusalCode.BodyUnreadable);
                    break;
                default:
                    await Turning.Away(http, new TurnedAway(LaneChoice.Of(http) ?? Lane.Commands, Reason.Full), _turning);
                    break;
            }
        }
        finally
        {
            Interlocked.Add(ref _held, -body.Held);
        }
    }

    private async ValueTask<Outcome> Read(HttpContext http, ReceivedBody body)
    {
        if (http.Request.ContentLength > body.Most)
            body.IsTooLarge = true;
        if (body.IsTooLarge)
            return Outcome.Received;
        try
        {
            // Most bodies came with the head, and need no clock.
            return http.Request.BodyReader.TryRead(out var first) && Add(http.Request.BodyReader, first, body) is { } done ? done : await Wait(http, http.Request.BodyReader, body);
        }
        catch (BadHttpRequestException exception) when (exception.StatusCode is StatusCodes.Status413PayloadTooLarge)
        {
            body.IsTooLarge = true;
            return Outcome.Received;
        }
        catch (BadHttpRequestException exception) when (exception.StatusCode is StatusCodes.Status408RequestTimeout)
        {
            // The server itself gave up waiting.
            return Outcome.Late;
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException)
        {
            // Chunks that are none, or a caller who has gone; the server does not say at once which it was.
            return Outcome.Broken;
        }
    }

    private async ValueTask<Outcome> Wait(HttpContext http, PipeReader reader, ReceivedBody body)
    {
        using var late = new CancellationTokenSource(_options.BodyTimeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, http.RequestAborted);
        try
        {
            while (true)
            {
                if (Add(reader, await reader.ReadAsync(either.Token), body) is { } outcome)
                    return outcome;
            }
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested && !http.RequestAborted.IsCancellationRequested)
        {
            return Outcome.Late;
        }
    }

    /// <summary>Where the rest of a body would begin nobody knows: the connection ends with the answer.</summary>
    private static Task Close(HttpContext http, RefusalCode why)
    {
        http.Response.Headers.Connection = "close";
        return new Problem(Refusal.Because(why)).ExecuteAsync(http);
    }

    /// <summary>Null while there is more to come.</summary>
    private Outcome? Add(PipeReader reader, ReadResult read, ReceivedBody body)
    {
        var length = read.Buffer.Length;
        body.Held += length;
        var room = Interlocked.Add(ref _held, length) <= _options.BodyBytes;
        body.IsTooLarge = body.Held > body.Most;
        if (room && !body.IsTooLarge)
            body.Append(read.Buffer);
        reader.AdvanceTo(read.Buffer.End);
        return !room ? Outcome.NoRoom : read.IsCompleted || body.IsTooLarge ? Outcome.Received : null;
    }

    private enum Outcome
    {
        Received = 0,
        Late = 1,
        NoRoom = 2,
        Broken = 3,
    }
}

/// <summary>The body of a request, all of it, or that it is too large.</summary>
/// <param name="most">Most bytes that are taken in.</param>
internal sealed class ReceivedBody(int most)
{
    private ArrayBufferWriter<byte>? _bytes;

    public int Most { get; } = most;

    /// <summary>Bytes that have come in.</summary>
    public long Held { get; set; }

    public bool IsTooLarge { get; set; }

    public ReadOnlyMemory<byte> Bytes => _bytes?.WrittenMemory ?? default;

    /// <summary>Grows with what has really come, whatever was announced.</summary>
    public void Append(ReadOnlySequence<byte> some)
    {
        if (some.IsEmpty)
            return;
        _bytes ??= new ArrayBufferWriter<byte>((int)some.Length);
        foreach (var segment in some)
            _bytes.Write(segment.Span);
    }
}

/// <summary>How large a body may be, by what is asked.</summary>
internal static class BodyLimits
{
    /// <summary>A registration or a signal: twenty thousand characters of narrative and two hundred parties.</summary>
    public const int MaxBytes = 1024 * 1024;

    private const int OfCommands = 512 * 1024;

    private const int OfReads = 256 * 1024;

    private const int OfOthers = 16 * 1024;

    public static int Of(HttpContext http) => LaneChoice.Of(http) switch
    {
        Lane.Intake => MaxBytes,
        Lane.Commands => OfCommands,
        Lane.Reads or Lane.Streams => OfReads,
        _ => OfOthers,
    };

    public static Refusal TooLarge(int most) => Refusal.Because(
        RefusalCode.PayloadTooLarge, new Fact("max", most >= 1024 * 1024 ? $"{most / (1024 * 1024)} MiB" : $"{most / 1024} KiB"));
}
