using System.Diagnostics;
using System.Globalization;
using Npgsql;
using Suyuan.Load.Product;

namespace Suyuan.Load.Failures;

/// <summary>A PostgreSQL of our own on the loopback address, with durable commits, that can be taken away and given back.</summary>
internal sealed class PostgresProcess : IAsyncDisposable
{
    private const string ServerUser = "postgres";

    private readonly string _binaries;
    private readonly string _folder;
    private readonly int _port;
    private readonly Guard? _guard;
    private int _postmaster;

    private PostgresProcess(string binaries, string folder, int port, Guard? guard) => (_binaries, _folder, _port, _guard) = (binaries, folder, port, guard);

    public string Connection => string.Create(CultureInfo.InvariantCulture, $"Host=127.0.0.1;Port={_port};Username=postgres;Database=suyuan");

    /// <summary>For looking in beside the product: a pool would keep connections that a restart has ended.</summary>
    public string Beside => $"{Connection};Pooling=false";

    private string Data => Path.Combine(_folder, "data");

    /// <param name="guard">Who ends it when this process cannot.</param>
    public static async Task<PostgresProcess> Begin(CancellationToken cancellation, Guard? guard = null)
    {
        var folder = Directory.CreateTempSubdirectory("suyuan-failures-").FullName;
        var server = new PostgresProcess(Binaries(), folder, FreePorts.Find(1)[0], guard);
        if (Environment.IsPrivilegedProcess)
            await Run("chown", asServer: false, ServerUser, folder);
        await server.Run("initdb", "-D", server.Data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8");
        await server.Start();
        await using var connection = new NpgsqlConnection($"Host=127.0.0.1;Port={server._port};Username=postgres;Database=postgres;Pooling=false");
        await connection.OpenAsync(cancellation);
        await using var create = new NpgsqlCommand("create database suyuan", connection);
        await create.ExecuteNonQueryAsync(cancellation);
        return server;
    }

    public async Task Start()
    {
        await Run(
            "pg_ctl", "-D", Data, "-l", Path.Combine(_folder, "log"), "-w", "-o",
            string.Create(CultureInfo.InvariantCulture, $"-c listen_addresses=127.0.0.1 -c port={_port} -c unix_socket_directories= -c max_connections=300"), "start");
        _postmaster = int.Parse((await File.ReadAllLinesAsync(Path.Combine(Data, "postmaster.pid")))[0], CultureInfo.InvariantCulture);
        // QUIT: at once, and with all of its children.
        _guard?.Take(_postmaster, "QUIT");
    }

    /// <param name="mode"><c>fast</c>: ends its sessions and writes everything down. <c>immediate</c>: as a power cut would, and recovers when started.</param>
    public async Task Stop(string mode)
    {
        await Run("pg_ctl", "-D", Data, "-m", mode, "-w", "stop");
        _guard?.Forget(_postmaster);
    }

    public async ValueTask DisposeAsync()
    {
        if (File.Exists(Path.Combine(Data, "postmaster.pid")))
            await Stop("immediate");
        Directory.Delete(_folder, recursive: true);
    }

    // The server refuses to run as root.
    private Task Run(string program, params string[] arguments) => Run(Path.Combine(_binaries, program), asServer: true, arguments);

    private static async Task Run(string program, bool asServer, params string[] arguments)
    {
        var start = new ProcessStartInfo(program) { RedirectStandardOutput = !program.EndsWith("pg_ctl", StringComparison.Ordinal) };
        if (asServer && Environment.IsPrivilegedProcess)
        {
            start.FileName = "setpriv";
            foreach (var argument in (string[])[$"--reuid={ServerUser}", $"--regid={ServerUser}", "--clear-groups", program])
                start.ArgumentList.Add(argument);
            start.WorkingDirectory = Path.GetTempPath();
        }

        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        if (program.EndsWith("pg_ctl", StringComparison.Ordinal))
            start.ArgumentList.Insert(start.ArgumentList.Count - 1, "-s");
        using var process = Process.Start(start)!;
        if (start.RedirectStandardOutput)
            await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode is not 0)
            throw new InvalidOperationException($"{program} ended with {process.ExitCode}.");
    }

    private static string Binaries()
    {
        var installed = Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql").OrderByDescending(d => d, StringComparer.Ordinal).Select(d => Path.Combine(d, "bin"))
            : [];
        return (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Concat(installed)
            .FirstOrDefault(d => File.Exists(Path.Combine(d, "initdb")) && File.Exists(Path.Combine(d, "pg_ctl")))
            ?? throw new UsageException("Failures need PostgreSQL on this machine: install it (apt-get install postgresql).");
    }
}
