using System.Security.Cryptography;
using System.Text;

namespace Suyuan.Disputes;

/// <summary>A party's key to the progress page: eight characters that are hard to mistake when read out on the telephone.</summary>
internal static class AccessCodes
{
    private const string Alphabet = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

    public static string New() => RandomNumberGenerator.GetString(Alphabet, 8);

    /// <summary>Takes the same time whatever differs, so that a code cannot be guessed character by character.</summary>
    public static bool Match(string stored, string given) => CryptographicOperations.FixedTimeEquals(
        SHA256.HashData(Encoding.UTF8.GetBytes(stored)), SHA256.HashData(Encoding.UTF8.GetBytes(given.Trim().ToUpperInvariant()))) & stored.Length > 0;
}
