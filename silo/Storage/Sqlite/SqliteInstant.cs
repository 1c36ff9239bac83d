namespace Suyuan.Storage;

/// <summary>Instants in SQLite: microseconds since 1970, as precise as PostgreSQL keeps them.</summary>
internal static class SqliteInstant
{
    public static long From(DateTimeOffset instant) => (instant.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) / TimeSpan.TicksPerMicrosecond;

    public static long? From(DateTimeOffset? instant) => instant is { } at ? From(at) : null;

    public static DateTimeOffset To(long microseconds) => DateTimeOffset.UnixEpoch.AddTicks(microseconds * TimeSpan.TicksPerMicrosecond);
}
