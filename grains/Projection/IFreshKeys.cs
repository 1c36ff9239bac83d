namespace Suyuan.Projection;

/// <summary>
/// Keys that were allocated a moment ago on this silo: nothing is stored under them, so their first read needs no
/// database. A hint only: a key that is not here is read, and the insert is the check either way.
/// </summary>
public interface IFreshKeys
{
    void Add(string key);
}
