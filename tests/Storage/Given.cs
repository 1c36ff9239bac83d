using System.Collections.Immutable;
using System.Text;
using Suyuan.Projection;
using Suyuan.Storage;

namespace Suyuan.Tests.Storage;

/// <summary>Rows and writes that are valid; a test changes what it is about.</summary>
internal static class Given
{
    public static readonly DateTimeOffset Noon = new(2026, 9, 1, 12, 0, 0, TimeSpan.FromHours(8));

    private static int _last;

    /// <summary>A number that no other test uses.</summary>
    public static string Number() => $"5103042026{Interlocked.Increment(ref _last):000000}X";

    public static GrainId Grain(string number) => GrainId.Create("dispute", $"dispute-{number}");

    public static DisputeRow Dispute(string number) => new(
        number, "510304001", "neighbours", "people", "registered", "open", "unit-1", null, null, "Cattle shed", "walk-in",
        Noon, Noon, null, Noon.AddDays(3), Noon.AddDays(2), null, 1, null, "fp", 1, "h1");

    public static EventRow Event(string number, int sequence) => new(
        number, sequence, Noon, "register", "worker-1", "grid-worker", null, "none", "registered", null, """{"b":1, "a":2}""", "00", $"h{sequence}");

    public static RungRow Rung(string number, string rung) => new(number, "clock-1", rung, Noon, Noon.AddSeconds(1), "reminder");

    public static ClockRow Clock(string number, string status = "running") => new(
        number, "clock-1", "acceptance", 1, "accept", "unit-1", status, Noon, Noon.AddDays(3), null, false, "2026", "");

    public static NoticeRow Notice(string number, string id) => new(id, "agency-1", number, "deadline", "warning", Noon, """{"n":1}""");

    public static ReceiptRow Receipt(string number) => new(number, "510304", 2026, int.Parse(number[10..16], System.Globalization.CultureInfo.InvariantCulture), $"receipt-{number}", Noon);

    public static StateWrite Write(string number, int expected, ProjectedRows? rows = null, string payload = """{"text":"state"}""") => new(
        StateIdentity.Of(StorageNames.DisputeState, Grain(number)), Grain(number), expected, Encoding.UTF8.GetBytes(payload), rows ?? new ProjectedRows());

    /// <summary>What a registration writes.</summary>
    public static ProjectedRows Registration(string number) => new()
    {
        Dispute = Dispute(number),
        Receipt = Receipt(number),
        Events = [Event(number, 1)],
        Clocks = [Clock(number)],
        Notices = [Notice(number, $"{number}-1-1")],
        Wake = new WakeUp(Noon.AddDays(2)),
    };

    public static ImmutableArray<string> Numbers(int count) => [.. Enumerable.Range(0, count).Select(_ => Number())];
}
