using System.Data.Common;
using System.Text.Json;

namespace Suyuan.Storage;

internal sealed class SqliteReadDialect(SqliteDataSource file) : ReadDialect
{
    public override string NoDueDate => "9223372036854775807";

    public override string True => "1";

    public override ValueTask<DbConnection> Open(CancellationToken cancellation) => new(file.Open());

    public override object Instant(DateTimeOffset instant) => SqliteInstant.From(instant);

    public override DateTimeOffset ReadInstant(DbDataReader row, int column) => SqliteInstant.To(row.GetInt64(column));

    public override object Keys(IEnumerable<string> keys) => JsonSerializer.Serialize(keys);

    public override object Numbers(IEnumerable<long> numbers) => JsonSerializer.Serialize(numbers);

    public override string IsAnyOf(string column, string parameter) => $"{column} in (select value from json_each({parameter}))";

    public override string DaysBetween(string instant, string column) => $"({column} - {instant} - 1) / 86400000000";

    public override string Seconds(string from, string to) => $"({to} - {from}) / 1000000";

    public override string Member(string column, string name) => $"json_extract({column}, '$.{name}')";

    public override string KeyOf(string column) =>
        $"case when {column} like '%enc:1:%' then substr({column}, instr({column}, 'enc:1:') + 6, instr(substr({column}, instr({column}, 'enc:1:') + 6), ':') - 1) else '' end";

    public override string TextOf(string column) => column;

    public override string AsJson(string parameter) => parameter;

    public override string Holds(string column, string parameter) => $"instr({column}, {parameter}) > 0";
}
