using System.Security.Cryptography;

namespace Suyuan.Storage;

/// <summary>Nonces from the system's generator, many drawn at once: asking it for twelve bytes costs as much as encrypting a name.</summary>
internal static class Nonces
{
    private const int DrawnBytes = 768;

    [ThreadStatic]
    private static byte[]? _drawn;

    [ThreadStatic]
    private static int _left;

    /// <summary>Bytes that nobody was given before.</summary>
    public static void Next(Span<byte> nonce)
    {
        _drawn ??= new byte[DrawnBytes];
        if (_left < nonce.Length)
        {
            RandomNumberGenerator.Fill(_drawn);
            _left = DrawnBytes;
        }

        _left -= nonce.Length;
        _drawn.AsSpan(_left, nonce.Length).CopyTo(nonce);
    }
}
