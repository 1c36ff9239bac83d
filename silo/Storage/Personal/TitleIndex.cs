using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Suyuan.Storage;

/// <summary>
/// Finds an encrypted title by a part of it: each pair of neighbouring letters has a keyed mark, kept without order or count. Who has the
/// database and no key learns how many pairs a title has, and which titles share some.
/// </summary>
internal sealed class TitleIndex
{
    private const int BlockBytes = 16;

    private readonly byte[] _key;

    /// <param name="search">The ring's key for searching; the marks have one of their own made from it.</param>
    public TitleIndex(byte[] search) => _key = HMACSHA256.HashData(search, "titles"u8);

    /// <summary>The marks of a title, each behind a blank.</summary>
    public string Of(string title) => string.Concat(Marks(title).Select(mark => $" {mark}"));

    /// <summary>What a title must have in which this text stands; empty for a text of one letter, which no pair can find.</summary>
    public IReadOnlyList<string> Marks(string text)
    {
        var letters = text.ToLowerInvariant().EnumerateRunes().ToArray();
        if (letters.Length < 2)
            return [];
        var blocks = new byte[(letters.Length - 1) * BlockBytes];
        for (var pair = 0; pair < letters.Length - 1; pair++)
        {
            BinaryPrimitives.WriteInt32LittleEndian(blocks.AsSpan(pair * BlockBytes), letters[pair].Value);
            BinaryPrimitives.WriteInt32LittleEndian(blocks.AsSpan((pair * BlockBytes) + 4), letters[pair + 1].Value);
        }

        // Each block for itself, as is meant: the same pair has the same mark.
        using var aes = Aes.Create();
        aes.Key = _key;
        var marks = aes.EncryptEcb(blocks, PaddingMode.None);
        return [.. Enumerable.Range(0, letters.Length - 1).Select(pair => Convert.ToHexStringLower(marks.AsSpan(pair * BlockBytes, 4))).Distinct().Order(StringComparer.Ordinal)];
    }
}
