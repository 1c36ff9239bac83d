using System.Text.Json;
using Npgsql;

namespace Suyuan.Plain;

/// <summary>One registration on its way to the database.</summary>
internal sealed record Opening(string Number, Registration Body, string Parties, string Lead, DateTimeOffset At, string Actor, string Role)
{
    private const int TitleFromNarrative = 40;

    public string Title => Body.Title ?? (Body.Narrative!.Length <= TitleFromNarrative ? Body.Narrative : Body.Narrative[..TitleFromNarrative]);

    public string? Risks => Body.Risks is { Length: > 0 } risks ? string.Join('|', risks) : null;
}

/// <summary>One contact on its way to the database.</summary>
/// <param name="Expected">Version that the caller saw; null: any.</param>
internal sealed record Contacting(string Number, int? Expected, Contact Body, DateTimeOffset At, string Actor, string Role)
{
    public string Data => JsonSerializer.Serialize(Body, Wire.Default.Contact);
}

internal static class Rows
{
    public static async Task<Dispute?> First(NpgsqlCommand command, CancellationToken cancellation)
    {
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        return await reader.ReadAsync(cancellation) ? Of(reader) : null;
    }

    public static Dispute Of(NpgsqlDataReader row) => new(
        row.GetString(0), row.GetInt32(1), row.GetString(2), row.GetString(3), Text(row, 4), row.GetString(5), row.GetString(6), row.GetString(7),
        JsonSerializer.Deserialize(row.GetString(8), Wire.Default.JsonElement),
        row.IsDBNull(9) ? null : row.GetInt32(9), row.IsDBNull(10) ? null : row.GetDecimal(10), row.IsDBNull(11) ? null : row.GetFieldValue<DateOnly>(11),
        Text(row, 12), Text(row, 13), row.GetString(14), row.GetInt32(15), row.GetFieldValue<DateTimeOffset>(16), row.GetFieldValue<DateTimeOffset>(17),
        row.GetFieldValue<DateTimeOffset>(18), row.IsDBNull(19) ? null : row.GetFieldValue<DateTimeOffset>(19));

    public static void Bind<T>(this NpgsqlCommand command, T value) => command.Parameters.Add(new NpgsqlParameter<T> { TypedValue = value });

    private static string? Text(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
