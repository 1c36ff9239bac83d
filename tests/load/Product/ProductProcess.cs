using System.ComponentModel;
using System.Diagnostics;
using Suyuan.Silo;

namespace Suyuan.Load.Product;

/// <summary>The product as its users run it: a process of its own, with its own environment and its own log.</summary>
internal sealed class ProductProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(180);

    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(90);

    private readonly Process _process;
    private readonly Guard? _guard;
    private readonly Task _log;

    private ProductProcess(Process process, Guard? guard, string logFile)
    {
        (_process, _guard) = (process, guard);
        guard?.Take(process.Id);
        _log = Task.WhenAll(Copy(process.StandardOutput, logFile), Copy(process.StandardError, $"{logFile}.err"));
    }

    public bool IsRunning => !_process.HasExited;

    public int Id => _process.Id;

    /// <summary>Time that the process has spent on processors, in user mode and in the kernel.</summary>
    public TimeSpan Spent
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>Starts the whole product as one process and waits until it says that it is ready.</summary>
    public static Task<ProductProcess> Start(ProductPlace place, double speed, CancellationToken cancellation) =>
        Start(typeof(SiloSettings).Assembly.Location, place.Folder, "product", place.Address, place.Settings(speed), cancellation);

    /// <summary>Starts one process and waits until it says that it is ready.</summary>
    /// <param name="assembly">What is run.</param>
    /// <param name="name">What its log is called; each start has one of its own.</param>
    /// <param name="address">Where it answers whether it is ready.</param>
    /// <param name="guard">Who ends it when this process cannot.</param>
    public static async Task<ProductProcess> Start(
        string assembly, string folder, string name, Uri address, IReadOnlyDictionary<string, string> settings, CancellationToken cancellation, Guard? guard = null)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add(assembly);
        foreach (var inherited in start.Environment.Keys.Where(key => key.StartsWith("ASPNETCORE_", StringComparison.Ordinal)).ToList())
            start.Environment.Remove(inherited);
        foreach (var (key, value) in settings)
            start.Environment[key] = value;
        var log = Path.Combine(folder, $"{name}-{Directory.GetFiles(folder, $"{name}-*.log").Length + 1}.log");
        var product = new ProductProcess(Process.Start(start) ?? throw new InvalidOperationException("The product did not start."), guard, log);
        try
        {
            await product.UntilReady(address, log, cancellation);
            return product;
        }
        catch
        {
            await product.DisposeAsync();
            throw;
        }
    }

    /// <summary>As a power cut would: SIGKILL, nothing is flushed or handed over.</summary>
    public async Task Kill()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        await _log;
    }

    /// <summary>SIGSTOP: it holds its connections and says nothing.</summary>
    public Task Freeze() => Signal("-STOP");

    /// <summary>SIGCONT: it goes on as if no time had passed.</summary>
    public Task Thaw() => Signal("-CONT");

    /// <summary>SIGUSR1: only one that runs with the cluster hook knows what that means.</summary>
    public Task Cut() => Signal("-USR1");

    /// <summary>SIGUSR2: the same.</summary>
    public Task Mend() => Signal("-USR2");

    /// <summary>SIGTERM, and the exit code.</summary>
    public async Task<int> Stop()
    {
        await Signal("-TERM");
        return await Ended();
    }

    /// <summary>The exit code, when it ends by itself.</summary>
    public async Task<int> Ended()
    {
        await _process.WaitForExitAsync().WaitAsync(StopPatience);
        await _log;
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            if (IsRunning)
                await Kill();
        }
        catch (Exception gone) when (gone is InvalidOperationException or Win32Exception)
        {
            // It ended between the question and the act.
        }

        _guard?.Forget(_process.Id);
        _process.Dispose();
    }

    private async Task Signal(string signal)
    {
        using var kill = Process.Start("kill", [signal, $"{_process.Id}"]);
        await kill.WaitForExitAsync();
    }

    private async Task UntilReady(Uri address, string log, CancellationToken cancellation)
    {
        using var http = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromSeconds(5) };
        for (var waited = Stopwatch.StartNew(); waited.Elapsed < StartPatience; await Task.Delay(100, cancellation))
        {
            if (_process.HasExited)
            {
                await _log;
                throw new InvalidOperationException($"The product ended with {_process.ExitCode}: {await File.ReadAllTextAsync($"{log}.err", cancellation)}");
            }

            try
            {
                using var answer = await http.GetAsync(new Uri("/health/ready", UriKind.Relative), cancellation);
                if (answer.IsSuccessStatusCode)
                    return;
            }
            catch (Exception notYet) when (notYet is HttpRequestException or TaskCanceledException && !cancellation.IsCancellationRequested)
            {
                // It does not listen yet.
            }
        }

        var said = (await File.ReadAllLinesAsync(log, cancellation)).TakeLast(10);
        throw new TimeoutException($"The product was not ready within {StartPatience.TotalSeconds:0} seconds; its log {log} ends: {string.Join(Environment.NewLine, said)}");
    }

    private static async Task Copy(StreamReader from, string file)
    {
        await using var to = new StreamWriter(file) { AutoFlush = true };
        while (await from.ReadLineAsync() is { } line)
            await to.WriteLineAsync(line);
    }
}
