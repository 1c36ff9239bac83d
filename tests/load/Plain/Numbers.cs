using System.Globalization;
using Npgsql;

namespace Suyuan.Plain;

/// <summary>Receipt numbers as the product writes them, a thousand taken from the database at a time.</summary>
internal sealed class Numbers(NpgsqlDataSource database) : IDisposable
{
    private const int Block = 1_000;

    private readonly SemaphoreSlim _turn = new(1);
    private long _next;
    private long _last = -1;

    public async ValueTask<string> Next(string area, int year)
    {
        await _turn.WaitAsync();
        try
        {
            if (_next > _last)
            {
                await using var command = database.CreateCommand(Sentences.Numbers);
                _next = ((long)(await command.ExecuteScalarAsync())! - 1) * Block + 1;
                _last = _next + Block - 1;
            }

            var body = string.Create(CultureInfo.InvariantCulture, $"{area.AsSpan(0, 6)}{year:0000}{_next++:000000}");
            return body + Check(body);
        }
        finally
        {
            _turn.Release();
        }
    }

    public static bool IsOne(string text) => text.Length is 17 && !text.AsSpan(0, 16).ContainsAnyExceptInRange('0', '9') && text[^1] == Check(text.AsSpan(0, 16));

    public void Dispose() => _turn.Dispose();

    /// <summary>ISO 7064 MOD 11-2.</summary>
    private static char Check(ReadOnlySpan<char> digits)
    {
        var sum = 0;
        foreach (var digit in digits)
            sum = (sum + (digit - '0')) * 2 % 11;
        return "10X98765432"[(sum + 11) % 11];
    }
}
