using Suyuan.Load.Product;

namespace Suyuan.Load.Failures;

/// <summary>One silo or API node: a process that can be taken away and started again at the same place.</summary>
internal sealed class ClusterNode(string name, Uri address, Func<Build, (string Assembly, Dictionary<string, string> Settings)> made, string folder, Guard guard) : IAsyncDisposable
{
    private ProductProcess? _process;

    public string Name => name;

    public Uri Address => address;

    public bool IsRunning => _process is { IsRunning: true };

    private ProductProcess Process => _process ?? throw new InvalidOperationException($"{name} does not run.");

    public async Task Start(Build build, CancellationToken cancellation)
    {
        var (assembly, settings) = made(build);
        _process = await ProductProcess.Start(assembly, folder, name, address, settings, cancellation, guard);
    }

    public async Task Kill()
    {
        await Process.Kill();
        await DisposeAsync();
    }

    /// <exception cref="FailureFoundException">It did not end in order.</exception>
    public async Task Stop()
    {
        var code = await Process.Stop();
        await DisposeAsync();
        if (code != 0)
            throw new FailureFoundException($"{name} was told to stop and ended with {code}.");
    }

    /// <summary>When it has been declared dead it ends itself.</summary>
    /// <exception cref="FailureFoundException">It went on.</exception>
    public async Task Ended()
    {
        try
        {
            await Process.Ended();
        }
        catch (TimeoutException)
        {
            throw new FailureFoundException($"{name} was declared dead and went on running.");
        }

        await DisposeAsync();
    }

    public Task Freeze() => Process.Freeze();

    public Task Thaw() => Process.Thaw();

    public Task Cut() => Process.Cut();

    public Task Mend() => Process.Mend();

    public async ValueTask DisposeAsync()
    {
        if (_process is { } process)
            await process.DisposeAsync();
        _process = null;
    }
}

/// <summary>Something that must not be, found while a fault was at work.</summary>
internal sealed class FailureFoundException(string sentence) : Exception(sentence);
