using System.Data.Common;
using Npgsql;

namespace Suyuan.Storage;

internal sealed class PostgresReadDialect(NpgsqlDataSource database) : ReadDialect
{
    public override string NoDueDate => "'infinity'::timestamptz";

    public override async ValueTask<DbConnection> Open(CancellationToken cancellation) => await database.OpenConnectionAsync(cancellation);

    public override object Instant(DateTimeOffset instant) => instant.UtcDateTime;

    public override DateTimeOffset ReadInstant(DbDataReader row, int column) => row.GetFieldValue<DateTimeOffset>(column);

    public override object Keys(IEnumerable<string> keys) => keys.ToArray();

    public override object Numbers(IEnumerable<long> numbers) => numbers.ToArray();

    public override string IsAnyOf(string column, string parameter) => $"{column} = any ({parameter})";

    public override string True => "true";

    public override string DaysBetween(string instant, string column) =>
        $"floor(extract(epoch from {column} - {instant} - interval '1 microsecond') / 86400)::integer";

    public override string Seconds(string from, string to) => $"floor(extract(epoch from {to} - {from}))::bigint";

    public override string Member(string column, string name) => $"({column} ->> '{name}') collate \"C\"";

    public override string KeyOf(string column) => $"case when {column} like '%enc:1:%' then split_part({column}, ':', 3) else '' end";

    public override string TextOf(string column) => $"{column}::text";

    public override string AsJson(string parameter) => $"cast({parameter} as json)";

    public override string Holds(string column, string parameter) => $"strpos({column}, {parameter}) > 0";
}
