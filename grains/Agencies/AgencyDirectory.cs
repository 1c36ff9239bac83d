using System.Collections.Immutable;
using Suyuan.Areas;
using Suyuan.Deadlines;
using Suyuan.Disputes;

namespace Suyuan.Agencies;

/// <summary>
/// Every agency there is: each kind on each area of its levels, as <c>Agencies/directory.csv</c> describes it. A sample,
/// until an agency puts what is its own.
/// </summary>
internal sealed class AgencyDirectory
{
    private readonly DirectoryTables _tables;
    private readonly Routing _routing;
    private readonly AreaTree _areas;
    private readonly ServiceTable _services;
    private readonly Lazy<ImmutableArray<ListedAgency>> _all;

    private AgencyDirectory(DirectoryTables tables, ServicePoints points, Routing routing, AreaTree areas, ServiceTable services)
    {
        (_tables, _routing, _areas, _services, Points) = (tables, routing, areas, services, points);
        _all = new(() => [.. Everyone().OrderBy(agency => agency.Key, StringComparer.Ordinal)]);
    }

    public ServicePoints Points { get; }

    public string Version => _tables.Version;

    /// <summary>By id.</summary>
    public ImmutableArray<ListedAgency> All => _all.Value;

    public static AgencyDirectory Load(Func<string, TextReader> open, Routing routing, AreaTree areas, ServiceTable services)
    {
        var tables = DirectoryTables.Load(open, routing);
        return new AgencyDirectory(tables, ServicePoints.Load(open, routing, areas, tables.Schedules), routing, areas, services);
    }

    /// <summary>Null for an agency that does not exist.</summary>
    public DirectoryEntry? Find(AgencyId agency) =>
        _areas.Exists(agency.Area) ? _tables.Entries.GetValueOrDefault((agency.Kind, agency.Area.Level)) : null;

    /// <summary>The unit that hears when this one is late; null at the top.</summary>
    public NamedAgency? SuperiorOf(AgencyId agency) =>
        Hierarchy.SuperiorOf(agency) is var superior && superior != agency ? new NamedAgency(superior, _routing.NameOf(superior, _areas)) : null;

    public NamedWord Named(ServiceKind service) => new(Kebab.Of(service), _services[service].Name);

    private IEnumerable<ListedAgency> Everyone() =>
        from area in _areas.All
        from kind in _routing.Kinds
        where kind.Levels.Contains(area.Level)
        let id = AgencyId.Of(area.Code, kind.Id)
        select new ListedAgency(id, id.ToString(), _routing.NameOf(id, _areas), _tables.Entries[(kind.Id, area.Level)]);
}

/// <param name="Key">The id as text, which the directory is ordered by.</param>
internal sealed record ListedAgency(AgencyId Id, string Key, Sentence Name, DirectoryEntry Entry);
