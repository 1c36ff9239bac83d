using System.Collections.Frozen;
using System.Collections.Immutable;
using Suyuan.Agencies;
using Suyuan.Areas;
using Suyuan.Matters;

namespace Suyuan.Mediators;

/// <summary>
/// Examples for trying the product out. In a county where somebody has entered one mediator of its own, none of them is ranked
/// any more.
/// </summary>
internal sealed class SampleMediators
{
    public const string File = "Mediators/sample-mediators.csv";

    private readonly FrozenDictionary<MatterNumber, MediatorFacts> _rows;

    private SampleMediators(FrozenDictionary<MatterNumber, MediatorFacts> rows) => _rows = rows;

    public IEnumerable<KeyValuePair<MatterNumber, MediatorFacts>> All => _rows;

    public MediatorFacts? Find(MatterNumber number) => _rows.GetValueOrDefault(number);

    public static SampleMediators Load(Func<string, TextReader> open, FrozenDictionary<MediatorKind, KindRow> kinds, Routing routing, AreaTree areas)
    {
        var rows = new Dictionary<MatterNumber, MediatorFacts>();
        foreach (var row in DataFile.Read(File, open(File), "id", "name", "kind", "organisation", "fields", "areas", "licenceUntil", "capacity").Rows)
        {
            if (!MatterNumber.TryParse($"{MediatorFacts.Kind}-{row.Text("id")}", null, out var number) || number.Kind != MediatorFacts.Kind)
                throw row.Wrong("id", $"\"{row.Text("id")}\" must be lower-case letters and digits");
            if (!Kebab.TryParse<MediatorKind>(row.Text("kind"), out var kind) || !kinds.ContainsKey(kind))
                throw row.Wrong("kind", $"there is no {row.Text("kind")} in {MediatorBook.KindsFile}");
            if (!AgencyId.TryParse(row.Text("organisation"), null, out var organisation) || !routing.Exists(organisation, areas))
                throw row.Wrong("organisation", $"there is no {row.Text("organisation")}");
            if (row.List("fields").FirstOrDefault(field => routing.Category(field) is null) is { } field)
                throw row.Wrong("fields", $"there is no {field}");
            if (row.List("areas").IsEmpty || row.List("areas").FirstOrDefault(area => !AreaCode.TryParse(area, null, out var code) || !areas.Exists(code)) is not null)
                throw row.Wrong("areas", $"\"{row.Optional("areas")}\" must be made of areas that exist");
            var facts = new MediatorFacts
            {
                Name = row.Text("name"),
                Is = kind,
                Organisation = organisation,
                Fields = row.List("fields"),
                Areas = row.List("areas"),
                LicenceUntil = row.OptionalDate("licenceUntil"),
                Capacity = row.Whole("capacity", 0, 200),
                Standing = MediatorStanding.Active,
                // Nobody has trained them; they are examples, so no hours are asked of them.
                EnteredOn = DateOnly.MaxValue,
                Sample = true,
            };
            if (!rows.TryAdd(number, facts))
                throw row.Wrong("id", $"{row.Text("id")} is there twice");
        }

        return new SampleMediators(rows.ToFrozenDictionary());
    }
}
