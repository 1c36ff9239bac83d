using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Npgsql;
using Suyuan.Tests.Support;
using Xunit;

[assembly: AssemblyFixture(typeof(PostgresServer))]

namespace Suyuan.Tests.Support;

/// <summary>
/// PostgreSQL for tests: the one that SUYUAN_TEST_POSTGRES names (an administrator's connection string), or one of our
/// own in a temporary directory, started by the first test that asks and stopped after the last.
/// </summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private readonly SemaphoreSlim _one = new(1);
    private string? _connectionString;
    private string? _directory;
    private string? _binaries;

    /// <summary>Connection string of a new, empty database.</summary>
    public async Task<string> NewDatabase()
    {
        var administrator = await Administrator();
        var name = $"suyuan_{Guid.NewGuid():N}";
        await using var connection = new NpgsqlConnection(administrator);
        await connection.OpenAsync();
        await using var create = new NpgsqlCommand($"create database {name}", connection);
        await create.ExecuteNonQueryAsync();
        return new NpgsqlConnectionStringBuilder(administrator) { Database = name }.ToString();
    }

    public async Task Drop(string connectionString)
    {
        await using var connection = new NpgsqlConnection(await Administrator());
        await connection.OpenAsync();
        await using var drop = new NpgsqlCommand(
            $"drop database if exists {new NpgsqlConnectionStringBuilder(connectionString).Database} with (force)", connection);
        await drop.ExecuteNonQueryAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_directory is { } directory)
        {
            await Run("pg_ctl", "-D", Path.Combine(directory, "data"), "-m", "immediate", "-w", "stop");
            Directory.Delete(directory, recursive: true);
        }

        _one.Dispose();
    }

    private async Task<string> Administrator()
    {
        await _one.WaitAsync();
        try
        {
            return _connectionString ??= Environment.GetEnvironmentVariable("SUYUAN_TEST_POSTGRES") is { Length: > 0 } given ? given : await Start();
        }
        finally
        {
            _one.Release();
        }
    }

    private async Task<string> Start()
    {
        _binaries = FindBinaries("initdb", "pg_ctl");
        _directory = Directory.CreateTempSubdirectory("suyuan-postgres-").FullName;
        if (Environment.IsPrivilegedProcess)
            await Run("chown", asServer: false, ServerUser, _directory);
        var data = Path.Combine(_directory, "data");
        await Run("initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync");
        var port = FreePort();
        await Run(
            "pg_ctl", "-D", data, "-l", Path.Combine(_directory, "log"), "-w", "-o",
            $"-c listen_addresses=127.0.0.1 -c port={port} -c unix_socket_directories= -c max_connections=300 -c synchronous_commit=on", "start");
        return $"Host=127.0.0.1;Port={port};Username=postgres;Database=postgres";
    }

    private const string ServerUser = "postgres";

    // The server refuses to run as root.
    private Task Run(string program, params string[] arguments) => Run(Path.Combine(_binaries!, program), asServer: true, arguments);

    private static async Task Run(string program, bool asServer, params string[] arguments)
    {
        var start = new ProcessStartInfo(program);
        if (asServer && Environment.IsPrivilegedProcess)
        {
            start.FileName = "setpriv";
            foreach (var argument in (string[])[$"--reuid={ServerUser}", $"--regid={ServerUser}", "--clear-groups", program])
                start.ArgumentList.Add(argument);
            start.WorkingDirectory = Path.GetTempPath();
        }

        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode is 0, $"{program} ended with {process.ExitCode}.");
    }

    /// <summary>A folder that has all these programs of PostgreSQL.</summary>
    public static string FindBinaries(params string[] programs)
    {
        var installed = Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql").OrderByDescending(d => d, StringComparer.Ordinal).Select(d => Path.Combine(d, "bin"))
            : [];
        var directories = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Concat(installed);
        return directories.FirstOrDefault(d => programs.All(program => File.Exists(Path.Combine(d, program))))
            ?? throw new InvalidOperationException(
                "These tests need PostgreSQL: install it (apt-get install postgresql), or set SUYUAN_TEST_POSTGRES to an administrator's connection string.");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
