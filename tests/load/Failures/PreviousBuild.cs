using System.Diagnostics;

namespace Suyuan.Load.Failures;

/// <summary>
/// The product as it was before a schema script that came after its first releases: it knows no matters, mediators, signals or
/// warnings, and each of these has since brought tables, states and contracts. Built from the repository's own history, once.
/// </summary>
internal static class PreviousBuild
{
    private const string BeforeScript = "silo/Storage/Scripts/postgresql/0011-matters.sql";

    private static readonly TimeSpan BuildPatience = TimeSpan.FromMinutes(10);

    /// <exception cref="UsageException">There is no history here to build from.</exception>
    public static async Task<Build> Make(CancellationToken cancellation)
    {
        var top = await Said("git", cancellation, "-C", AppContext.BaseDirectory, "rev-parse", "--show-toplevel");
        var commit = await Said("git", cancellation, "-C", top, "log", "--diff-filter=A", "--format=%P", "-1", "--", BeforeScript);
        if (commit.Length == 0)
            throw new UsageException($"A rolling upgrade needs the history of the repository from before {BeforeScript}: git fetch --unshallow.");
        // A folder that the repository ignores: built once for each commit.
        var folder = Path.Combine(top, "tests", "cluster", "obj", $"previous-{commit[..12]}");
        var built = Path.Combine(folder, "silo", "bin", "Release", "net10.0");
        if (!Directory.Exists(built))
        {
            Directory.CreateDirectory(folder);
            await Said("sh", cancellation, "-c", $"git -C '{top}' archive {commit} | tar -x -C '{folder}'");
            await Said(
                "dotnet", cancellation, "build", Path.Combine(folder, "silo", "Silo.csproj"), "-c", "Release", "-v", "quiet", "--nologo", "-p:RunAnalyzers=false");
        }

        return new Build(Path.Combine(built, "Suyuan.Silo.dll"), Path.Combine(built, "Suyuan.Api.dll"), null);
    }

    private static async Task<string> Said(string program, CancellationToken cancellation, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        var said = await process.StandardOutput.ReadToEndAsync(cancellation).WaitAsync(BuildPatience, cancellation);
        await process.WaitForExitAsync(cancellation);
        return process.ExitCode is 0 ? said.Trim() : throw new UsageException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}: {said}");
    }
}
