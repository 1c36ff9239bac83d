using System.Collections.Frozen;
using System.Collections.Immutable;
using Suyuan.Deadlines;

namespace Suyuan.Disputes;

/// <summary>The nine services and the time limit that each starts: <c>Disputes/services.csv</c>.</summary>
internal sealed class ServiceTable
{
    public const string File = "Disputes/services.csv";

    private readonly FrozenDictionary<ServiceKind, ServiceRow> _rows;

    private ServiceTable(FrozenDictionary<ServiceKind, ServiceRow> rows) => _rows = rows;

    public ServiceRow this[ServiceKind kind] => _rows[kind];

    public static ServiceTable Load(Func<string, TextReader> open, RuleCatalogue rules)
    {
        var file = DataFile.Read(File, open(File), "kind", "zh", "en", "rule", "event", "urgentRule");
        var rows = new Dictionary<ServiceKind, ServiceRow>();
        foreach (var row in file.Rows)
        {
            if (!Kebab.TryParse<ServiceKind>(row.Text("kind"), out var kind))
                throw row.Wrong("kind", $"\"{row.Text("kind")}\" is not one of the nine services");
            if (!rules.Exists(row.Text("rule")))
                throw row.Wrong("rule", $"\"{row.Text("rule")}\" is not in the catalogue");
            var urgent = row.Optional("urgentRule") is { Length: > 0 } named ? named : null;
            if (urgent is not null && !rules.Exists(urgent))
                throw row.Wrong("urgentRule", $"\"{urgent}\" is not in the catalogue");
            if (!rows.TryAdd(kind, new ServiceRow(row.Text("rule"), urgent, row.Text("event"), new Sentence(row.Text("zh"), row.Text("en")))))
                throw row.Wrong("kind", $"\"{row.Text("kind")}\" stands twice");
        }

        var missing = Enum.GetValues<ServiceKind>().Where(kind => kind is not ServiceKind.None && !rows.ContainsKey(kind)).ToImmutableArray();
        return missing.IsEmpty
            ? new ServiceTable(rows.ToFrozenDictionary())
            : throw new DataFileException($"{File}: no row for {string.Join(", ", missing.Select(kind => Kebab.Of(kind)))}.");
    }
}

/// <param name="UrgentRule">The limit that runs beside it while a right of the party is about to lapse; null where nothing does.</param>
internal sealed record ServiceRow(string Rule, string? UrgentRule, string Event, Sentence Name);
