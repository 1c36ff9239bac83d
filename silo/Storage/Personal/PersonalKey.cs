using System.Security.Cryptography;
using System.Text;

namespace Suyuan.Storage;

/// <summary>One key for personal data: 256 bits under an id that every value encrypted with it carries.</summary>
internal sealed class PersonalKey : IDisposable
{
    public const int Bytes = 32;

    public const int TagBytes = 16;

    // An instance of the platform's cipher serves one thread.
    private readonly ThreadLocal<AesGcm> _cipher;

    /// <exception cref="ArgumentException">The id or the key is none.</exception>
    public PersonalKey(string id, byte[] key)
    {
        if (id.Length is 0 or > 32 || !id.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter is '-'))
            throw new ArgumentException($"\"{id}\" is no id of a key: 1 to 32 small letters, digits and hyphens.");
        if (key.Length is not Bytes)
            throw new ArgumentException($"The key {id} has {key.Length} bytes and not {Bytes}.");
        Id = id;
        Prefix = Encoding.ASCII.GetBytes($"{FieldCipher.Mark}{id}:");
        _cipher = new ThreadLocal<AesGcm>(() => new AesGcm(key, TagBytes));
    }

    public string Id { get; }

    /// <summary>What a value begins with that this key encrypted.</summary>
    public ReadOnlyMemory<byte> Prefix { get; }

    public AesGcm Cipher => _cipher.Value!;

    public void Dispose() => _cipher.Dispose();
}
