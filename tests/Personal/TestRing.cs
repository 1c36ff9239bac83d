using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;
using Suyuan.Storage;

namespace Suyuan.Tests.Personal;

/// <summary>Keys made of their ids, the first of them active; another set is seen when it is looked for.</summary>
internal sealed class TestRing(params string[] ids) : IKeyRing
{
    public static readonly byte[] Search = SHA256.HashData("search"u8);

    private KeyRing _next = Of(ids);

    public KeyRing Current { get; private set; } = Of(ids);

    public static PersonalKey Key(string id) => new(id, SHA256.HashData(Encoding.UTF8.GetBytes(id)));

    /// <summary>The source changes; nobody knows yet.</summary>
    public void Next(params string[] next) => _next = Of(next);

    public KeyRing Reload() => Current = _next;

    private static KeyRing Of(string[] ids)
    {
        var keys = ids.ToFrozenDictionary(id => id, Key);
        return new KeyRing(keys[ids[0]], keys, Search);
    }
}
