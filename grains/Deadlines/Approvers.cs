using System.Collections.Frozen;
using System.Collections.Immutable;
using Suyuan.Identity;

namespace Suyuan.Deadlines;

/// <summary>Who may approve an extension (<c>Deadlines/approvers.csv</c>): what the words of <c>extensionBy</c> mean for roles and units.</summary>
internal sealed class Approvers(ImmutableArray<Approver> approvers)
{
    public const string File = "Deadlines/approvers.csv";

    private static readonly FrozenDictionary<string, ApproverRelation> Relations =
        Enum.GetValues<ApproverRelation>().ToFrozenDictionary(relation => Kebab.Of(relation));

    private readonly FrozenDictionary<string, Approver> _approvers = approvers.ToFrozenDictionary(approver => approver.Id);

    public Approver this[string id] => _approvers[id];

    public static Approvers Load(Func<string, TextReader> open)
    {
        var approvers = new Dictionary<string, Approver>();
        var file = DataFile.Read(File, open(File), "approver", "zh", "en", "roles", "relation", "consent");
        foreach (var row in file.Rows)
        {
            var approver = new Approver(
                row.Text("approver"),
                new Sentence(row.Text("zh"), row.Text("en")),
                [.. row.List("roles").Select(text => Kebab.TryParse<Role>(text, out var role) ? role : throw row.Wrong("roles", $"\"{text}\" is not a role"))],
                row.Word("relation", Relations),
                row.Flag("consent"));
            if (!ExtensionApprovers.Exists(approver.Id))
                throw row.Wrong("approver", $"\"{approver.Id}\" is none of {string.Join(", ", ExtensionApprovers.All)}");
            if (approver.Roles.IsEmpty)
                throw row.Wrong("roles", "somebody must be able to approve");
            if (!approvers.TryAdd(approver.Id, approver))
                throw row.Wrong("approver", $"{approver.Id} is there twice");
        }

        return ExtensionApprovers.All.FirstOrDefault(word => !approvers.ContainsKey(word)) is { } missing
            ? throw file.Wrong("approver", $"there is no row {missing}")
            : new Approvers([.. approvers.Values]);
    }
}

/// <param name="Roles">Who may record it.</param>
/// <param name="Relation">How the actor's unit stands to the unit that holds the clock.</param>
/// <param name="NeedsConsent">The day on which all parties agreed must be recorded.</param>
internal sealed record Approver(string Id, Sentence Name, ImmutableArray<Role> Roles, ApproverRelation Relation, bool NeedsConsent);

internal enum ApproverRelation
{
    /// <summary>The unit that holds the clock.</summary>
    Own,

    /// <summary>A unit above it.</summary>
    Above,

    /// <summary>The court that holds it, or the court of the dispute's area.</summary>
    Court,

    Any,
}
