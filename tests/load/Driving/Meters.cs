using System.Globalization;
using Npgsql;

namespace Suyuan.Load.Driving;

/// <summary>Processor time so far, of each part apart, and what the database has written to its log.</summary>
internal readonly record struct Reading(TimeSpan Service, TimeSpan Database, TimeSpan Client, long Wal)
{
    public static Reading operator -(Reading later, Reading earlier) =>
        new(later.Service - earlier.Service, later.Database - earlier.Database, later.Client - earlier.Client, later.Wal - earlier.Wal);
}

/// <summary>Reads the kernel's own counts (/proc) of the processes under measurement.</summary>
/// <param name="service">Ids of the service's processes.</param>
/// <param name="postgres">Connection to the database; null without one.</param>
internal sealed class Meters(IReadOnlyCollection<int> service, string? postgres) : IDisposable
{
    /// <summary>Ticks of /proc in a second (USER_HZ), the same on every Linux that .NET runs on.</summary>
    private const double Ticks = 100;

    private readonly NpgsqlConnection? _database = Open(postgres);
    private int? _postmaster;

    public Reading Read() => new(
        TimeSpan.FromSeconds(service.Sum(id => Spent(id, withChildren: false)) / Ticks),
        TimeSpan.FromSeconds(_database is null ? 0 : OfDatabase() / Ticks),
        TimeSpan.FromSeconds(Spent(Environment.ProcessId, withChildren: false) / Ticks),
        _database is null ? 0 : Scalar("select pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::bigint"));

    /// <summary>Memory of the service that lies in RAM, in bytes.</summary>
    public long Resident() => service.Sum(Resident);

    public static long Resident(int process)
    {
        foreach (var line in File.ReadLines($"/proc/{process}/status"))
            if (line.StartsWith("VmRSS:", StringComparison.Ordinal))
                return long.Parse(line.AsSpan(6, line.Length - 8).Trim(), CultureInfo.InvariantCulture) * 1024;
        return 0;
    }

    public void Dispose() => _database?.Dispose();

    private static NpgsqlConnection? Open(string? postgres)
    {
        if (postgres is null)
            return null;
        var connection = new NpgsqlConnection($"{postgres};Pooling=false");
        connection.Open();
        return connection;
    }

    /// <summary>The server with every child that lives and every child that has gone; the asking session is one of them.</summary>
    private long OfDatabase()
    {
        _postmaster ??= Parent((int)Scalar("select pg_backend_pid()"));
        return Spent(_postmaster.Value, withChildren: true) + Children(_postmaster.Value).Sum(id => Spent(id, withChildren: false));
    }

    private long Scalar(string sql)
    {
        using var command = new NpgsqlCommand(sql, _database);
        return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    private static IEnumerable<int> Children(int parent) =>
        Directory.EnumerateDirectories("/proc").Select(Path.GetFileName).Where(name => char.IsAsciiDigit(name![0]))
            .Select(name => int.Parse(name!, CultureInfo.InvariantCulture)).Where(id => Parent(id) == parent);

    private static int Parent(int process) => Fields(process) is { Length: > 1 } fields ? int.Parse(fields[1], CultureInfo.InvariantCulture) : 0;

    private static long Spent(int process, bool withChildren)
    {
        var fields = Fields(process);
        return fields.Length == 0 ? 0 : fields[11..(withChildren ? 15 : 13)].Sum(field => long.Parse(field, CultureInfo.InvariantCulture));
    }

    /// <summary>What follows the name in /proc/…/stat, from the state on; nothing when the process has gone.</summary>
    private static string[] Fields(int process)
    {
        try
        {
            var text = File.ReadAllText($"/proc/{process}/stat");
            return text[(text.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
