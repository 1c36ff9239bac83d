using System.Collections.Immutable;

namespace Suyuan.Load.Triaging;

/// <summary>What a person who read a text says that it is about.</summary>
/// <param name="Category">Of the product, or <see cref="None"/>: no dispute that could be handled here.</param>
/// <param name="Second">A category that would do as well.</param>
internal sealed record Label(string Id, string Category, string? Second, string Half)
{
    public const string None = "NONE";

    public const string Tuning = "tuning";

    public const string HeldOut = "held-out";

    public const string Fresh = "fresh";

    private const string File = "labels.csv";

    private static readonly IReadOnlyDictionary<string, string> Halves = new[] { Tuning, HeldOut, Fresh }.ToDictionary(half => half);

    public bool IsDispute => Category is not None;

    public bool Accepts(string category) => category == Category || category == Second;

    public static ImmutableArray<Label> Load(LawBook law)
    {
        var stream = typeof(Label).Assembly.GetManifestResourceStream(File)!;
        return [.. DataFile.Read(File, new StreamReader(stream), "id", "label", "second", "half").Rows.Select(row => Of(row, law))];
    }

    private static Label Of(DataRow row, LawBook law)
    {
        foreach (var field in new[] { "label", "second" })
            if (row.Optional(field) is { Length: > 0 } code and not None && law.Routing.Category(code) is null)
                throw row.Wrong(field, $"there is no category {code}");
        return new Label(row.Text("id"), row.Text("label"), row.Optional("second") is { Length: > 0 } second ? second : null, row.Word("half", Halves));
    }
}
