using Suyuan.Load.Product;

namespace Suyuan.Load.Rehearsing;

/// <summary>The running product of a rehearsal, and the hand on its switch.</summary>
internal sealed class Stage(ProductPlace place, int speed) : IAsyncDisposable
{
    private const int SameBeginning = 60;

    private const int LongestShown = 600;

    private ProductProcess? _product;

    public async Task Open(CancellationToken cancellation) => _product = await ProductProcess.Start(place, speed, cancellation);

    /// <summary>Once, after a time: kill -9, and start again on the same data.</summary>
    public async Task CutPower(TimeSpan? after, TextWriter output, CancellationToken cancellation)
    {
        if (after is not { } wait)
            return;
        await Task.Delay(wait, cancellation);
        await _product!.Kill();
        var dead = TimeProvider.System.GetTimestamp();
        await _product.DisposeAsync();
        _product = await ProductProcess.Start(place, speed, cancellation);
        await output.WriteLineAsync($"killed after {wait.TotalSeconds:0} s, ready again {TimeProvider.System.GetElapsedTime(dead).TotalSeconds:0.0} s later");
    }

    /// <summary>Asks it to stop; its exit code.</summary>
    public Task<int> Close() => _product!.Stop();

    /// <summary>Lines of its logs at the levels fail and critical; those that begin alike once, with their number.</summary>
    public async Task<IReadOnlyList<string>> Complaints()
    {
        var lines = new List<string>();
        foreach (var log in Directory.GetFiles(place.Folder, "product-*.log*"))
            lines.AddRange((await File.ReadAllLinesAsync(log)).Where(IsComplaint));
        return
        [
            .. from line in lines
               group line by line[..Math.Min(line.Length, SameBeginning)] into alike
               orderby alike.Count() descending
               select $"{alike.Count()} times {(alike.First() is { Length: > LongestShown } longer ? longer[..LongestShown] : alike.First())}",
        ];
    }

    public ValueTask DisposeAsync() => _product?.DisposeAsync() ?? ValueTask.CompletedTask;

    private static bool IsComplaint(string line) =>
        line.StartsWith("fail:", StringComparison.Ordinal) || line.StartsWith("crit:", StringComparison.Ordinal) || line.StartsWith("Unhandled", StringComparison.Ordinal);
}
