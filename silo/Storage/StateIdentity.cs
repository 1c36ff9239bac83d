using System.Text;
using Orleans.Storage;

namespace Suyuan.Storage;

/// <summary>
/// Where the ADO.NET provider keeps the state of a grain with a prefixed string key: both numbers 0, the key as
/// extension, the state's name as type, and a hash of each.
/// </summary>
internal readonly record struct StateIdentity(string State, string Key, int StateHash, int KeyHash)
{
    private static readonly OrleansDefaultHasher Hasher = new();

    /// <exception cref="ArgumentException">The provider would read this key as a GUID or a number, and mix two grains into one row.</exception>
    public static StateIdentity Of(string state, GrainId grain)
    {
        if (grain.TryGetGuidKey(out _, out _) || grain.TryGetIntegerKey(out _, out _))
            throw new ArgumentException($"The key of {grain} needs a prefix: the storage would take it for a GUID or a number.", nameof(grain));

        var key = grain.Key.ToString()!;
        var bytes = Encoding.UTF8.GetBytes(key);
        // The provider hashes the key's bytes backwards and the name's forwards.
        if (BitConverter.IsLittleEndian)
            Array.Reverse(bytes);
        return new StateIdentity(state, key, Hasher.Hash(Encoding.UTF8.GetBytes(state)), Hasher.Hash(bytes));
    }
}
