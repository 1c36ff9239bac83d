using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;

namespace Suyuan.Storage;

/// <summary>Where keys for personal data come from. Never the database: who holds one of the two reads nothing.</summary>
internal interface IKeyRing
{
    /// <summary>The keys as they are now; another one after the source was changed.</summary>
    KeyRing Current { get; }

    /// <summary>Looks at the source at once: a value may carry a key that another silo has already seen.</summary>
    KeyRing Reload();
}

/// <summary>
/// A key management service (KMS) behind a ring: keys lie in the file wrapped by a key that never leaves the service. One is registered
/// by name where the product is put together; the file says which it needs.
/// </summary>
internal interface IKeyWrap
{
    /// <summary>As the file's <c>wrap</c> names it.</summary>
    string Name { get; }

    /// <summary>Asks the service for the key; called once for each key at the start and after a change.</summary>
    byte[] Unwrap(byte[] wrapped);
}

/// <param name="Active">What is written is encrypted with this one.</param>
/// <param name="Search">Of the keyed hash by which telephone and identity numbers are found; never an encrypting one.</param>
internal sealed record KeyRing(PersonalKey Active, FrozenDictionary<string, PersonalKey> Keys, byte[] Search)
{
    public bool Has(string id, [NotNullWhen(true)] out PersonalKey? key) => Keys.TryGetValue(id, out key);
}
