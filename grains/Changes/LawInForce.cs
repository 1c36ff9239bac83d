namespace Suyuan.Changes;

/// <summary>
/// The law book that this silo decides by. It changes while the silo runs, so it is asked at each use and never kept;
/// one decision takes it once (<c>Scene.Law</c>) and stays with it.
/// </summary>
internal sealed class LawInForce(LawBook published)
{
    private volatile LawBook _current = published;

    public LawBook Current => _current;
}
