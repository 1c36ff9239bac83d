using System.Text;
using Suyuan.Projection;

namespace Suyuan.Storage;

/// <summary>
/// The columns beside the states that may hold what people wrote: what a step said, what a notice tells, titles, what a list shows of a matter,
/// what an agency says of itself, and what parties and narratives are recognised by. Hashes of a history stay over the clear text: whoever verifies it opens it.
/// </summary>
internal sealed class RowCipher(FieldCipher cipher, TitleIndex? titles, PartyIndex? numbers)
{
    public const string Step = "dispute_event.data";
    public const string Title = "dispute.title";
    public const string Notice = "notification.payload";
    public const string MatterTitle = "matter.title";
    public const string MatterData = "matter.data";
    public const string Profile = "agency_profile.data";
    public const string Parties = "mark.parties";
    public const string Words = "mark.words";

    /// <param name="first">A dispute's title is written once, and once more when it is erased.</param>
    public ProjectedRows Seal(ProjectedRows rows, PersonalKey? key, bool first)
    {
        if (rows.PartyKeys.Length > 0)
            rows = rows with { PartyKeys = numbers is null ? [] : [.. rows.PartyKeys.Select(row => row with { Value = numbers.Of(row.Kind, row.Value) })] };
        if (key is null)
            return rows with
            {
                Dispute = rows.Dispute is { } clear ? clear with { Title = FieldCipher.Seal(clear.Title, null, default) } : null,
                Matter = rows.Matter is { } open ? open with { Title = FieldCipher.Seal(open.Title, null, default) } : null,
            };
        return rows with
        {
            Dispute = rows.Dispute is not { } dispute ? null
                : first || rows.Erasure is not null ? dispute with { Title = Text(Title, dispute.Number, dispute.Title, key), TitleKey = titles?.Of(dispute.Title) }
                : dispute with { Title = "" },
            Matter = rows.Matter is { } matter
                ? matter with { Title = Text(MatterTitle, matter.Number, matter.Title, key), Data = Json(MatterData, matter.Number, matter.Data, key) }
                : null,
            Events = [.. rows.Events.Select(step => step with { Data = Json(Step, PlaceOf(step), step.Data, key) })],
            Erasure = rows.Erasure is { } erasure
                ? erasure with { Steps = [.. erasure.Steps.Select(step => step with { Data = Json(Step, PlaceOf(step.Number, step.Sequence), step.Data, key) })] }
                : null,
            Notices = [.. rows.Notices.Select(notice => IsSealed(notice) ? notice with { Payload = Json(Notice, notice.Id, notice.Payload, key) } : notice)],
            Profile = rows.Profile is { } profile ? profile with { Data = Json(Profile, profile.Agency, profile.Data, key) } : null,
            Mark = rows.Mark is { } mark ? mark with { Parties = Text(Parties, mark.Number, mark.Parties, key), Words = Text(Words, mark.Number, mark.Words, key) } : null,
        };
    }

    public string Open(string column, string row, string stored) => IsText(column) ? cipher.Open(stored, Owner(column, row))
        : stored.StartsWith('"') ? cipher.Open(stored[1..^1], Owner(column, row))
        : stored;

    public static string PlaceOf(EventRow step) => PlaceOf(step.Number, step.Sequence);

    private static string PlaceOf(string number, int sequence) => $"{number}/{sequence}";

    /// <summary>A stored value of any column under another key; null where it already is.</summary>
    public string? Again(string column, string row, string stored, PersonalKey key)
    {
        if (stored.AsSpan().TrimStart('"').StartsWith(Encoding.ASCII.GetString(key.Prefix.Span), StringComparison.Ordinal))
            return null;
        var plain = Open(column, row, stored);
        return IsText(column) ? Text(column, row, plain, key) : Json(column, row, plain, key);
    }

    /// <summary>A column of bare text; the others hold JSON, an encrypted value as a JSON string.</summary>
    public static bool IsText(string column) => column is Title or MatterTitle or Parties or Words;

    // Notices about an agency itself hold counts and steps, by which the response table is grouped.
    private static bool IsSealed(NoticeRow notice) => notice.Number.Length > 0;

    private static string Text(string column, string row, string plain, PersonalKey key) => FieldCipher.Seal(plain, key, Owner(column, row));

    // Nothing in a sealed value needs escaping.
    private static string Json(string column, string row, string plain, PersonalKey key) => $"\"{FieldCipher.Seal(plain, key, Owner(column, row))}\"";

    private static byte[] Owner(string column, string row) => Encoding.UTF8.GetBytes($"{column}|{row}");
}
