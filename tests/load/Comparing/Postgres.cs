using System.Diagnostics;
using System.Globalization;
using Suyuan.Load.Product;

namespace Suyuan.Load.Comparing;

/// <summary>
/// A PostgreSQL of our own for one comparison, on the loopback address, with durable commits and the same settings for everyone. It
/// does no checkpoint while something is measured, so that nobody pays for another's pages.
/// </summary>
internal sealed class Postgres : IAsyncDisposable
{
    private const string ServerUser = "postgres";

    /// <summary>Beside the defaults. Times of commits are kept so that lateness can be read off the rows.</summary>
    public const string Settings =
        "fsync=on synchronous_commit=on full_page_writes=on max_connections=300 shared_buffers=1GB max_wal_size=16GB checkpoint_timeout=1h track_commit_timestamp=on shared_preload_libraries=pg_stat_statements";

    private static readonly string Binaries = Find();

    private readonly string _folder;
    private readonly int _port;

    private Postgres(string folder, int port) => (_folder, _port) = (folder, port);

    public string Connection => string.Create(CultureInfo.InvariantCulture, $"Host=127.0.0.1;Port={_port};Username=postgres;Database=postgres");

    private string Data => Path.Combine(_folder, "data");

    /// <param name="port">Where it listens; null: where nobody else does.</param>
    public static async Task<Postgres> Begin(int? port)
    {
        var server = new Postgres(Directory.CreateTempSubdirectory("suyuan-compare-").FullName, port ?? FreePorts.Find(1)[0]);
        if (Environment.IsPrivilegedProcess)
            await Run("chown", [ServerUser, server._folder]);
        try
        {
            await server.Start();
            return server;
        }
        catch
        {
            Directory.Delete(server._folder, recursive: true);
            throw;
        }
    }

    private async Task Start()
    {
        await AsServer("initdb", "-D", Data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8");
        var settings = string.Join(' ', $"listen_addresses=127.0.0.1 port={_port} unix_socket_directories= {Settings}".Split(' ').Select(setting => $"-c {setting}"));
        await AsServer("pg_ctl", "-s", "-D", Data, "-l", Path.Combine(_folder, "log"), "-w", "-o", settings, "start");
    }

    /// <summary>Runs pgbench with one script of its language.</summary>
    /// <returns>Transactions a second.</returns>
    public async Task<double> Bench(string database, string script, int callers, TimeSpan window)
    {
        var file = Path.Combine(_folder, "script.sql");
        await File.WriteAllTextAsync(file, script);
        var said = await Run(Path.Combine(Binaries, "pgbench"),
            ["-h", "127.0.0.1", "-p", $"{_port}", "-U", "postgres", "-n", "-M", "prepared", "-c", $"{callers}", "-j", "2", "-T", $"{window.TotalSeconds:0}", "-f", file, database]);
        return double.Parse(said.Split('\n').First(line => line.StartsWith("tps = ", StringComparison.Ordinal)).Split(' ')[2], CultureInfo.InvariantCulture);
    }

    public async ValueTask DisposeAsync()
    {
        await AsServer("pg_ctl", "-s", "-D", Data, "-m", "immediate", "-w", "stop");
        Directory.Delete(_folder, recursive: true);
    }

    // The server refuses to run as root.
    private static Task<string> AsServer(string program, params string[] arguments) => Environment.IsPrivilegedProcess
        ? Run("setpriv", [$"--reuid={ServerUser}", $"--regid={ServerUser}", "--clear-groups", Path.Combine(Binaries, program), .. arguments])
        : Run(Path.Combine(Binaries, program), arguments);

    private static async Task<string> Run(string program, string[] arguments)
    {
        // pg_ctl leaves a server behind that would hold a pipe open for ever.
        var starts = arguments.Contains("start");
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = !starts, WorkingDirectory = Path.GetTempPath() };
        using var process = Process.Start(start)!;
        var said = starts ? "" : await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode is 0 ? said : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}.");
    }

    private static string Find()
    {
        var installed = Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql").OrderByDescending(folder => folder, StringComparer.Ordinal).Select(folder => Path.Combine(folder, "bin"))
            : [];
        return (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Concat(installed)
            .FirstOrDefault(folder => File.Exists(Path.Combine(folder, "initdb")) && File.Exists(Path.Combine(folder, "pgbench")))
            ?? throw new UsageException("A comparison needs PostgreSQL with pgbench on this machine: install it (apt-get install postgresql).");
    }
}
