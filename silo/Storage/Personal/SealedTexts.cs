namespace Suyuan.Storage;

/// <summary>
/// What the latest write of one activation encrypted, so that the next encrypts only what has changed: of a step on a dispute its title,
/// narrative and parties are the same objects as before. Belongs to one activation, whose writes follow each other.
/// </summary>
internal sealed class SealedTexts
{
    private List<(string Plain, byte[] Sealed)> _before = [];

    private List<(string Plain, byte[] Sealed)> _now = [];

    private string? _key;

    private int _next;

    /// <summary>A write begins; what lies under another key is forgotten.</summary>
    public void Begin(PersonalKey? key)
    {
        (_before, _now) = (_now, _before);
        _now.Clear();
        _next = 0;
        if (_key != key?.Id)
            _before.Clear();
        _key = key?.Id;
    }

    /// <summary>The sealed value of this very object; members are written in the same order each time, so it is looked for after the last one found.</summary>
    public byte[]? Find(string plain)
    {
        for (var looked = 0; looked < _before.Count; looked++)
        {
            var place = (_next + looked) % _before.Count;
            if (!ReferenceEquals(_before[place].Plain, plain))
                continue;
            _next = place + 1;
            Keep(plain, _before[place].Sealed);
            return _before[place].Sealed;
        }

        return null;
    }

    public void Keep(string plain, byte[] value) => _now.Add((plain, value));
}
