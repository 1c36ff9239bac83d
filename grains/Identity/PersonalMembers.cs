using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Reflection;

namespace Suyuan.Identity;

/// <summary>
/// What of the stored states is personal (<c>Identity/personal.csv</c>): each text that a state may hold has a row there and is either personal,
/// and then lies encrypted, or open. A text without a row fails a test.
/// </summary>
internal sealed class PersonalMembers
{
    public const string File = "Identity/personal.csv";

    /// <summary>The kind of what nobody can be recognised by.</summary>
    public const string Open = "open";

    /// <summary>An open row for every member of a record that has no row of its own.</summary>
    public const string Rest = "*";

    private static readonly ImmutableArray<string> Kinds = ["name", "id-number", "telephone", "address", "account", "contact", "code", "words", Open];

    private readonly FrozenDictionary<(string Record, string Member), PersonalMember> _rows;

    private PersonalMembers(ImmutableArray<PersonalMember> rows)
    {
        Rows = rows;
        _rows = rows.ToFrozenDictionary(row => (row.Record, row.Member));
    }

    public ImmutableArray<PersonalMember> Rows { get; }

    public static PersonalMembers Load() => Load(DataFile.OpenEmbedded);

    public static PersonalMembers Load(Func<string, TextReader> open)
    {
        var seen = new HashSet<(string, string)>();
        return new PersonalMembers([.. DataFile.Read(File, open(File), "record", "member", "kind", "why").Rows.Select(row =>
        {
            var (record, member, kind) = (row.Text("record"), row.Text("member"), row.Text("kind"));
            if (!Kinds.Contains(kind))
                throw row.Wrong("kind", $"\"{kind}\" is none of {string.Join(", ", Kinds)}");
            if (member is Rest && kind is not Open)
                throw row.Wrong("kind", "what stands for the rest of a record can only be open");
            if (!seen.Add((record, member)))
                throw row.Wrong("member", $"{record}.{member} is there twice");
            return new PersonalMember(record, member, kind, row.Optional("why"));
        })]);
    }

    /// <summary>The row of a member, or null where nobody has decided.</summary>
    public PersonalMember? Find(MemberInfo member)
    {
        var record = NameOf(member.DeclaringType!);
        return _rows.GetValueOrDefault((record, member.Name)) ?? _rows.GetValueOrDefault((record, Rest));
    }

    public bool IsPersonal(MemberInfo member) => Find(member) is { Kind: not Open };

    /// <summary>A record's name as the table writes it, without what tells generic ones apart.</summary>
    public static string NameOf(Type record) => record.Name.Split('`')[0];
}

/// <param name="Record">Name of the type that declares the member.</param>
/// <param name="Kind">What it is; <c>open</c> for what nobody can be recognised by.</param>
internal sealed record PersonalMember(string Record, string Member, string Kind, string Why);
