using System.Collections.Frozen;

namespace Suyuan.Plain;

/// <summary>The same required fields and bounds as the product's, for the two bodies that are measured.</summary>
internal sealed class Checks(TimeProvider clock)
{
    private static readonly FrozenSet<string> Areas = Codes("areas.csv");
    private static readonly FrozenSet<string> Categories = Codes("routing.csv");
    private static readonly FrozenSet<string> Roles = FrozenSet.Create("applicant", "respondent", "representative");
    private static readonly FrozenSet<string> Kinds = FrozenSet.Create("person", "organisation");
    private static readonly FrozenSet<string> Sources = FrozenSet.Create("visit", "telephone", "online", "grid", "screening", "hotline", "petition", "police", "court", "transfer");
    private static readonly FrozenSet<string> Methods = FrozenSet.Create("in-person", "telephone", "online", "letter", "announcement");
    private static readonly FrozenSet<string> Outcomes = FrozenSet.Create("reached", "refused", "unreachable");
    private static readonly DateOnly Earliest = new(1949, 10, 1);

    public Fault[] Of(Registration registration)
    {
        var faults = new List<Fault>();
        Known(faults, "areaCode", registration.AreaCode, Areas);
        if (registration.Category is not null)
            Known(faults, "category", registration.Category, Categories);
        Text(faults, "title", registration.Title, 100);
        Required(faults, "narrative", registration.Narrative, 20_000);
        Known(faults, "source", registration.Source, Sources);
        if (registration.Parties is not { Length: >= 1 and <= 200 } parties)
            faults.Add(new Fault("parties", "required"));
        else
        {
            foreach (var party in parties)
                Of(faults, party);
        }

        if (registration.PeopleInvolved is < 1 or > 100_000)
            faults.Add(new Fault("peopleInvolved", "number-out-of-range"));
        if (registration.Amount is { } amount && (amount is < 0 or > 1_000_000_000_000m || decimal.Round(amount, 2) != amount))
            faults.Add(new Fault("amount", "number-out-of-range"));
        if (registration.OccurredOn is { } day && (day < Earliest || day > DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime.AddHours(8))))
            faults.Add(new Fault("occurredOn", "date-out-of-range"));
        if (registration.Grid is { } grid && !(grid.Length is > 12 and <= 30 && grid.StartsWith(registration.AreaCode ?? "", StringComparison.Ordinal)))
            faults.Add(new Fault("grid", "unknown-grid"));
        if (registration.Risks is { Length: > 5 })
            faults.Add(new Fault("risks", "too-many"));
        return [.. faults];
    }

    public static Fault[] Of(Contact contact)
    {
        var faults = new List<Fault>();
        Known(faults, "method", contact.Method, Methods);
        Known(faults, "outcome", contact.Outcome, Outcomes);
        Text(faults, "note", contact.Note, 2_000);
        return [.. faults];
    }

    private static void Of(List<Fault> faults, Party? party)
    {
        Known(faults, "role", party?.Role, Roles);
        Known(faults, "kind", party?.Kind, Kinds);
        Required(faults, "name", party?.Name, 100);
        Text(faults, "idNumber", party?.IdNumber, 30);
        Text(faults, "telephone", party?.Telephone, 30);
        Text(faults, "address", party?.Address, 200);
    }

    private static void Known(List<Fault> faults, string field, string? word, FrozenSet<string> words)
    {
        if (string.IsNullOrEmpty(word))
            faults.Add(new Fault(field, "required"));
        else if (!words.Contains(word))
            faults.Add(new Fault(field, "unknown-value"));
    }

    private static void Required(List<Fault> faults, string field, string? text, int max)
    {
        if (string.IsNullOrEmpty(text))
            faults.Add(new Fault(field, "required"));
        else
            Text(faults, field, text, max);
    }

    private static void Text(List<Fault> faults, string field, string? text, int max)
    {
        if (text is null)
            return;
        if (string.IsNullOrWhiteSpace(text) || text.Length > max)
            faults.Add(new Fault(field, "length"));
        else if (text.AsSpan().IndexOfAnyInRange('\0', '\b') >= 0 || text.AsSpan().IndexOfAnyInRange('\u000b', '\u000c') >= 0 || text.AsSpan().IndexOfAnyInRange('\u000e', '\u001f') >= 0)
            faults.Add(new Fault(field, "control-characters"));
    }

    private static FrozenSet<string> Codes(string file)
    {
        using var reader = new StreamReader(typeof(Checks).Assembly.GetManifestResourceStream(file)!);
        return reader.ReadToEnd().Split('\n').Where(line => line.Length > 0 && line[0] != '#').Skip(1).Select(line => line.Split(',')[0]).ToFrozenSet();
    }
}
