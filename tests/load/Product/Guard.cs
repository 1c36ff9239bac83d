using System.Diagnostics;

namespace Suyuan.Load.Product;

/// <summary>
/// Outlives this process by a moment, in whatever way it ends: then it ends the processes that are under its guard, and nothing else.
/// A shell in a session of its own that waits for the end of its input, which the system closes when we are gone.
/// </summary>
internal sealed class Guard : IAsyncDisposable
{
    // Each line of input: + or -, a process id, and the signal that ends it for good. A frozen process too dies of its signal at once
    // when that is KILL; PostgreSQL's QUIT ends its children with it.
    private const string Watch = """
        trap '' INT TERM HUP
        all=' '
        while read -r verb pid signal; do
            case $verb in
                +) all="$all$pid:$signal " ;;
                -) all=$(printf '%s' "$all" | sed "s/ $pid:[A-Z]* / /") ;;
            esac
        done
        for one in $all; do kill -s "${one#*:}" "${one%:*}" 2>/dev/null; done
        """;

    private readonly Process _shell;
    private readonly Lock _gate = new();

    public Guard()
    {
        var start = new ProcessStartInfo("setsid") { RedirectStandardInput = true };
        foreach (var argument in (string[])["sh", "-c", Watch])
            start.ArgumentList.Add(argument);
        _shell = Process.Start(start) ?? throw new InvalidOperationException("The guard did not start.");
        _shell.StandardInput.AutoFlush = true;
    }

    public void Take(int process, string signal = "KILL") => Tell($"+ {process} {signal}");

    /// <summary>It has ended: its id may soon be somebody else's.</summary>
    public void Forget(int process) => Tell($"- {process} KILL");

    public async ValueTask DisposeAsync()
    {
        _shell.StandardInput.Close();
        await _shell.WaitForExitAsync();
        _shell.Dispose();
    }

    private void Tell(string line)
    {
        lock (_gate)
            _shell.StandardInput.WriteLine(line);
    }
}
