using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Suyuan.Storage;

/// <summary>
/// Encrypts one personal value: <c>enc:1:&lt;key id&gt;:&lt;base64 of nonce, AES-256-GCM, tag&gt;</c>. Whose value it is goes into the tag, so a value
/// that was moved to another case does not open. What was stored before is clear, and is read as it is.
/// </summary>
/// <param name="ring">Null where there are no keys: everything is clear.</param>
/// <param name="encrypts">False only reads what is encrypted: while older silos stand beside this one.</param>
internal sealed class FieldCipher(IKeyRing? ring, bool encrypts)
{
    /// <summary>Every encrypted value begins so; the number is the form's.</summary>
    public const string Mark = "enc:1:";

    /// <summary>Stands before a clear text that would be taken for an encrypted one.</summary>
    private const string Clear = "clear:";

    private const int NonceBytes = 12;

    public static readonly FieldCipher None = new(null, encrypts: false);

    public IKeyRing? Ring => ring;

    /// <summary>The key of what is written now; null when it stays clear.</summary>
    public PersonalKey? Active => encrypts ? ring?.Current.Active : null;

    public static bool IsSealed(ReadOnlySpan<byte> stored) => stored.StartsWith("enc:1:"u8);

    /// <param name="key">As <see cref="Active"/> has said, once for all values of a write.</param>
    /// <param name="owner">Whose value it is; the same bytes open it.</param>
    public static string Seal(string plain, PersonalKey? key, ReadOnlySpan<byte> owner)
    {
        if (plain.Length is 0)
            return plain;
        if (key is null)
            return plain.StartsWith(Mark, StringComparison.Ordinal) || plain.StartsWith(Clear, StringComparison.Ordinal) ? Clear + plain : plain;
        var bytes = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(plain.Length));
        try
        {
            var length = Encoding.UTF8.GetBytes(plain, bytes);
            var into = ArrayPool<byte>.Shared.Rent(SealedLength(key, length));
            var written = Seal(bytes.AsSpan(0, length), key, owner, into);
            var text = Encoding.ASCII.GetString(into, 0, written);
            ArrayPool<byte>.Shared.Return(into);
            return text;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes, clearArray: true);
        }
    }

    /// <summary>How many bytes a value of so many takes.</summary>
    public static int SealedLength(PersonalKey key, int plain) => key.Prefix.Length + Base64.GetMaxEncodedToUtf8Length(NonceBytes + plain + PersonalKey.TagBytes);

    /// <returns>Bytes written.</returns>
    public static int Seal(ReadOnlySpan<byte> plain, PersonalKey key, ReadOnlySpan<byte> owner, Span<byte> into)
    {
        key.Prefix.Span.CopyTo(into);
        var value = into[key.Prefix.Length..];
        Nonces.Next(value[..NonceBytes]);
        key.Cipher.Encrypt(
            value[..NonceBytes], plain, value.Slice(NonceBytes, plain.Length), value.Slice(NonceBytes + plain.Length, PersonalKey.TagBytes), owner);
        Base64.EncodeToUtf8InPlace(value, NonceBytes + plain.Length + PersonalKey.TagBytes, out var encoded);
        return key.Prefix.Length + encoded;
    }

    /// <summary>A stored text as it was written.</summary>
    /// <exception cref="PersonalDataException">Its key is not there, or it is another's value.</exception>
    public string Open(string stored, ReadOnlySpan<byte> owner)
    {
        if (!stored.StartsWith(Mark, StringComparison.Ordinal))
            return stored.StartsWith(Clear, StringComparison.Ordinal) ? stored[Clear.Length..] : stored;
        var bytes = ArrayPool<byte>.Shared.Rent(stored.Length);
        try
        {
            var length = Encoding.UTF8.GetBytes(stored.AsSpan(), bytes.AsSpan());
            return Encoding.UTF8.GetString(Open(bytes.AsSpan(0, length), owner));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    /// <param name="stored">Begins with <see cref="Mark"/>; is overwritten.</param>
    public ReadOnlySpan<byte> Open(Span<byte> stored, ReadOnlySpan<byte> owner)
    {
        var rest = stored[Mark.Length..];
        var end = rest.IndexOf((byte)':');
        var id = end < 0 ? "" : Encoding.ASCII.GetString(rest[..end]);
        var key = Find(id);
        var value = rest[(end + 1)..];
        if (Base64.DecodeFromUtf8InPlace(value, out var length) is not OperationStatus.Done || length < NonceBytes + PersonalKey.TagBytes)
            throw new PersonalDataException($"A value under the key {id} is damaged.");
        var sealedText = value[NonceBytes..(length - PersonalKey.TagBytes)];
        var tag = value[(length - PersonalKey.TagBytes)..length];
        try
        {
            key.Cipher.Decrypt(value[..NonceBytes], sealedText, tag, sealedText, owner);
        }
        catch (CryptographicException notThis)
        {
            throw new PersonalDataException($"A value under the key {id} does not open: it was changed, or it is another's.", notThis);
        }

        return sealedText;
    }

    private PersonalKey Find(string id)
    {
        if (ring is null)
            throw new PersonalDataException("Personal data is encrypted, and there are no keys (Personal:KeyFile).");
        return ring.Current.Has(id, out var known) || ring.Reload().Has(id, out known)
            ? known
            : throw new PersonalDataException($"Personal data is encrypted with the key {id}, which Personal:KeyFile does not hold.");
    }
}

/// <summary>A stored value that cannot be opened; never quotes it.</summary>
public sealed class PersonalDataException : Exception
{
    public PersonalDataException()
    {
    }

    public PersonalDataException(string message)
        : base(message)
    {
    }

    public PersonalDataException(string message, Exception cause)
        : base(message, cause)
    {
    }
}
