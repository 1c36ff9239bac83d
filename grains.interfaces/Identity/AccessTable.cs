using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using Suyuan.Deadlines;

namespace Suyuan.Identity;

/// <summary>
/// The one policy: role by permission, with its scope. The edge asks it whether a role may knock at all, the grains ask it again
/// of what. It lies here because both sides read it, and is plain enough (no quotation marks) to need no library for that.
/// </summary>
public sealed class AccessTable
{
    public const string File = "Identity/access.csv";

    private static readonly ImmutableArray<string> Preamble = ["version", "in-force", "source"];

    private static readonly ImmutableArray<Role> Held = [.. Enum.GetValues<Role>().Where(role => role is not (Role.None or Role.Party or Role.System))];

    private static readonly ImmutableArray<string> Columns = ["permission", "zh", "en", "anyone", .. Held.Select(WordOf), "basis", "audit"];

    private static readonly FrozenDictionary<string, Scopes> Words =
        Enum.GetValues<Scopes>().Where(scope => scope is not Scopes.None).ToFrozenDictionary(WordOf);

    private static readonly FrozenDictionary<string, Audited> AuditWords = Enum.GetValues<Audited>().ToFrozenDictionary(WordOf);

    private static readonly Lazy<AccessTable> Embedded = new(() =>
    {
        using var stream = typeof(AccessTable).Assembly.GetManifestResourceStream(File) ?? throw new InvalidDataException($"{File} is not embedded.");
        using var reader = new StreamReader(stream);
        return Read(reader.ReadToEnd());
    });

    private readonly FrozenDictionary<string, Permission> _permissions;

    private AccessTable(ImmutableArray<Permission> permissions)
    {
        Permissions = permissions;
        _permissions = permissions.ToFrozenDictionary(permission => permission.Name);
    }

    /// <summary>In the order of the file.</summary>
    public ImmutableArray<Permission> Permissions { get; }

    /// <exception cref="KeyNotFoundException">No row: a fault of this program, found at its start.</exception>
    public Permission this[string permission] => _permissions.TryGetValue(permission, out var found) ? found : throw new KeyNotFoundException($"{File} has no row {permission}.");

    public Permission? Find(string permission) => _permissions.GetValueOrDefault(permission);

    /// <summary>The file that this version was built with, read once.</summary>
    /// <exception cref="InvalidDataException">The file is wrong; the sentence names file, line and field.</exception>
    public static AccessTable Load() => Embedded.Value;

    /// <inheritdoc cref="Load"/>
    public static AccessTable Read(string text)
    {
        var lines = text.Split('\n').Select((line, index) => new Line(index + 1, line.TrimEnd('\r'))).Where(line => line.Text.Length > 0).ToArray();
        foreach (var key in Preamble)
            if (!lines.TakeWhile(line => line.IsComment).Any(line => line.Text[1..].Trim().StartsWith($"{key}: ", StringComparison.Ordinal)))
                throw Wrong(1, key, $"the comments before the header must hold \"# {key}: …\"");
        var rows = lines.SkipWhile(line => line.IsComment).ToArray();
        if (rows is [] || !rows[0].Text.Split(',').SequenceEqual(Columns))
            throw Wrong(rows is [var header, ..] ? header.Number : 1, Columns[0], $"the columns must be {string.Join(',', Columns)}");
        var names = new HashSet<string>(StringComparer.Ordinal);
        return new AccessTable([.. rows.Skip(1).Select(row => names.Add(row.Text.Split(',')[0]) ? Row(row) : throw Wrong(row.Number, Columns[0], "stands twice"))]);
    }

    private static Permission Row(Line line)
    {
        var fields = line.Text.Split(',');
        if (fields.Length != Columns.Length)
            throw Wrong(line.Number, Columns[Math.Min(fields.Length, Columns.Length - 1)], $"the line has {fields.Length} fields, the header {Columns.Length}");
        if (Array.FindIndex(fields, field => string.IsNullOrWhiteSpace(field) || field.Contains('"', StringComparison.Ordinal)) is >= 0 and var empty)
            throw Wrong(line.Number, Columns[empty], "a value without quotation marks is required");
        string Field(string column) => fields[Columns.IndexOf(column)];
        if (!bool.TryParse(Field("anyone"), out var anyone))
            throw Wrong(line.Number, "anyone", "must be true or false");
        if (!AuditWords.TryGetValue(Field("audit"), out var audited))
            throw Wrong(line.Number, "audit", $"\"{Field("audit")}\" is none of {string.Join(", ", AuditWords.Keys.Order(StringComparer.Ordinal))}");
        return new Permission(
            Field("permission"), new Sentence(Field("zh"), Field("en")), anyone, Held.ToFrozenDictionary(role => role, role => ScopesOf(line.Number, role, Field(WordOf(role)))), Field("basis"), audited);
    }

    private static Scopes ScopesOf(int line, Role role, string text) => text is "-"
        ? Scopes.None
        : text.Split('|').Aggregate(Scopes.None, (all, word) => all | (Words.TryGetValue(word, out var scope)
            ? scope
            : throw Wrong(line, WordOf(role), $"\"{word}\" is none of -, {string.Join(", ", Words.Keys.Order(StringComparer.Ordinal))}")));

    private static InvalidDataException Wrong(int line, string field, string problem) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{File} line {line}, {field}: {problem}."));

    private static string WordOf<T>(T value)
        where T : struct, Enum => System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());

    private sealed record Line(int Number, string Text)
    {
        public bool IsComment => Text.StartsWith('#');
    }
}

/// <summary>One row of <see cref="AccessTable"/>.</summary>
/// <param name="Name">Resource, slash, what is done with it.</param>
/// <param name="Anyone">Needs no token.</param>
/// <param name="Basis">What it rests on.</param>
/// <param name="Audit">What the audit trail keeps of it.</param>
public sealed record Permission(string Name, Sentence Words, bool Anyone, FrozenDictionary<Role, Scopes> Scopes, string Basis, Audited Audit)
{
    /// <summary>None for a role that nobody holds by a token, and for the other roles where the table says so.</summary>
    public Scopes Of(Role role) => Scopes.GetValueOrDefault(role);
}
