using System.Collections.Immutable;
using Suyuan.Disputes;

namespace Suyuan.Identity;

/// <summary>
/// What of a dispute stays in a circle (<c>Identity/confidential.csv</c>): the words of mediation, and all of psychological service.
/// Agreed facts are the agreement itself, which no circle holds back.
/// </summary>
internal sealed class Confidential(ImmutableArray<ConfidentialStep> rows)
{
    public const string File = "Identity/confidential.csv";

    public ImmutableArray<ConfidentialStep> Rows => rows;

    public static Confidential Load(Func<string, TextReader> open, AccessTable access)
    {
        var file = DataFile.Read(File, open(File), "act", "service", "permission", "basis");
        return new Confidential([.. file.Rows.Select(row =>
        {
            if (!DisputeActs.Names.Contains(row.Text("act")))
                throw row.Wrong("act", $"\"{row.Text("act")}\" is not an act of a dispute");
            ServiceKind? service = row.Optional("service") is not { Length: > 0 } text ? null
                : Kebab.TryParse<ServiceKind>(text, out var kind) ? kind
                : throw row.Wrong("service", $"\"{text}\" is no service");
            return access.Find(row.Text("permission")) is { } circle
                ? new ConfidentialStep(row.Text("act"), service, circle.Name, row.Text("basis"))
                : throw row.Wrong("permission", $"there is no {row.Text("permission")} in {AccessTable.File}");
        })]);
    }

    /// <summary>The steps whose words this actor may not read, of those that the dispute may have.</summary>
    public Sight SightOf(DisputeState dispute, Actor? by, LawBook law)
    {
        var concern = dispute.Concern;
        var withheld = rows.Where(row => !InCircle(row, dispute, concern, by, law)).ToImmutableArray();
        var services = dispute.Services.Where(service => withheld.Any(row => row.Service == service.Kind)).Select(service => service.Number).ToImmutableArray();
        return new Sight(
            [.. withheld.Where(row => row.Service is null).Select(row => row.Act)],
            [.. withheld.Where(row => row.Service is not null).Select(row => new WithheldService(row.Act, Kebab.Of(row.Service!.Value)))],
            services,
            [.. dispute.Clocks.Where(clock => services.Any(number => clock.Key == $"{ClockKeys.Service}{number}" || clock.Key == $"{ClockKeys.ServiceUrgent}{number}")).Select(clock => clock.Id)])
        {
            Masked = by is null ? [] : Masking.Values(dispute.Parties, law.Allows("dispute/personal", by, concern), by.Role),
        };
    }

    /// <summary>A service has a circle of its own: the agency that gives it, and nobody else for leading the dispute.</summary>
    private static bool InCircle(ConfidentialStep row, DisputeState dispute, Concern concern, Actor? by, LawBook law) => row.Service is { } kind
        ? dispute.Services.Where(service => service.Kind == kind).Any(service => law.Allows(row.Permission, by, Concern.Of(service.Owner)))
        : law.Allows(row.Permission, by, concern);
}

/// <param name="Permission">Whoever has it reads the words.</param>
internal sealed record ConfidentialStep(string Act, ServiceKind? Service, string Permission, string Basis);
