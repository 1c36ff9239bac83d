using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Suyuan.Areas;
using Suyuan.Projection;

namespace Suyuan.Audit;

/// <summary>Where a list of the trail goes on. What it may show is asked anew with every page, so it opens nothing.</summary>
internal static class AuditCursor
{
    public static string After(AuditLine last) =>
        Base64Url.EncodeToString(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{last.At.UtcTicks}.{last.County}.{last.Sequence}")));

    public static AuditPosition? Read(string? cursor) =>
        cursor is { Length: <= 100 } && Base64Url.IsValid(cursor)
        && Encoding.UTF8.GetString(Base64Url.DecodeFromChars(cursor)).Split('.') is [var at, var county, var sequence]
        && long.TryParse(at, NumberStyles.None, CultureInfo.InvariantCulture, out var ticks) && ticks <= DateTimeOffset.MaxValue.Ticks
        && AreaCode.TryParse(county, null, out _)
        && long.TryParse(sequence, NumberStyles.None, CultureInfo.InvariantCulture, out var place)
            ? new AuditPosition(new DateTimeOffset(ticks, TimeSpan.Zero), county, place)
            : null;
}
