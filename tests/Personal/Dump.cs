using System.Text;
using Suyuan.Storage;
using Suyuan.Tests.Storage;

namespace Suyuan.Tests.Personal;

/// <summary>Every column of every row of every table, as text and as bytes.</summary>
internal static class Dump
{
    public static async Task<List<(string Where, byte[] What)>> Of(TestDatabase database)
    {
        var tables = await database.List<string>(database.Options.Dialect is StorageDialect.Sqlite
            ? "select name from sqlite_master where type = 'table' and name not like 'sqlite_%'"
            : "select table_name from information_schema.tables where table_schema = 'public'");
        var found = new List<(string, byte[])>();
        await using var connection = await database.Opened.States.OpenConnectionAsync();
        foreach (var table in tables)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = $"select * from {table}";
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
            {
                for (var column = 0; column < reader.FieldCount; column++)
                {
                    if (!reader.IsDBNull(column))
                        found.Add(($"{table}.{reader.GetName(column)}", reader.GetValue(column) is byte[] bytes ? bytes : Encoding.UTF8.GetBytes($"{reader.GetValue(column)}")));
                }
            }
        }

        return found;
    }

    /// <summary>Where any of these texts stands, in any of the forms in which one might be written.</summary>
    public static List<string> Found(IEnumerable<(string Where, byte[] What)> where, IEnumerable<string> markers)
    {
        var forms = markers.SelectMany(marker => Forms(marker).Select(form => (marker, form.Name, form.Bytes))).ToList();
        return [.. (from place in @where
                    from form in forms
                    where place.What.AsSpan().IndexOf(form.Bytes) >= 0
                    select $"{place.Where}: {form.marker} ({form.Name})").Distinct()];
    }

    private static IEnumerable<(string Name, byte[] Bytes)> Forms(string marker)
    {
        var utf8 = Encoding.UTF8.GetBytes(marker);
        yield return ("clear", utf8);
        yield return ("UTF-16", Encoding.Unicode.GetBytes(marker));
        yield return ("escaped", Encoding.ASCII.GetBytes(string.Concat(marker.Select(letter => letter < 128 ? $"{letter}" : $"\\u{(int)letter:x4}"))));
        yield return ("ESCAPED", Encoding.ASCII.GetBytes(string.Concat(marker.Select(letter => letter < 128 ? $"{letter}" : $"\\u{(int)letter:X4}"))));
        yield return ("percent", Encoding.ASCII.GetBytes(Uri.EscapeDataString(marker)));
        yield return ("hex", Encoding.ASCII.GetBytes(Convert.ToHexStringLower(utf8)));
        // Base64 of a part of something looks three ways; the ends that depend on the neighbours are left out.
        for (var offset = 0; offset < 3; offset++)
        {
            var padded = Convert.ToBase64String([.. new byte[offset], .. utf8]);
            yield return ("base64", Encoding.ASCII.GetBytes(padded[(offset is 0 ? 0 : 4)..(((offset + utf8.Length) / 3) * 4)]));
        }
    }
}
