using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using Suyuan.Load.Hostile.Forge;

namespace Suyuan.Load.Hostile;

/// <summary>What was answered, by kind and status, and what ought not to have been.</summary>
internal sealed class Tally
{
    private const int MostFaults = 40;

    private readonly ConcurrentDictionary<(string Kind, int Status), long> _counts = new();
    private readonly ConcurrentQueue<string> _faults = new();
    private long _faulty;

    public long Faulty => Volatile.Read(ref _faulty);

    public long Count => _counts.Values.Sum();

    public IEnumerable<string> Faults => _faults;

    public void Heard(Shot shot, int status)
    {
        _counts.AddOrUpdate((shot.Kind, status), 1, static (_, count) => count + 1);
        if (shot.Fault(status) is not { } fault)
            return;
        if (Interlocked.Increment(ref _faulty) <= MostFaults)
            _faults.Enqueue($"{shot.Kind}: {fault}: {Shown(shot)}");
    }

    public long Of(Func<int, bool> status) => _counts.Where(count => status(count.Key.Status)).Sum(count => count.Value);

    public string Table()
    {
        var statuses = _counts.Keys.Select(key => key.Status).Distinct().Order().ToArray();
        var table = new StringBuilder($"| kind |{string.Concat(statuses.Select(status => $" {status switch { 0 => "closed", -1 => "silent", _ => $"{status}" }} |"))}\n| --- |{string.Concat(statuses.Select(_ => " ---: |"))}\n");
        foreach (var kind in _counts.GroupBy(count => count.Key.Kind).OrderBy(kind => kind.Key, StringComparer.Ordinal))
        {
            var counts = kind.ToDictionary(count => count.Key.Status, count => count.Value);
            table.Append(CultureInfo.InvariantCulture, $"| {kind.Key} |");
            foreach (var status in statuses)
                table.Append(counts.TryGetValue(status, out var count) ? string.Create(CultureInfo.InvariantCulture, $" {count:#,0} |") : "  |");
            table.Append('\n');
        }

        return table.ToString();
    }

    private static string Shown(Shot shot)
    {
        var text = shot.Raw is { } raw
            ? Encoding.Latin1.GetString(raw)
            : $"{shot.Method} {shot.Target} {string.Join(" ", shot.Headers.Where(header => header.Name is not "Authorization"))} {(shot.Body is null ? "" : Encoding.Latin1.GetString(shot.Body))}";
        return new string([.. text.Take(400).Select(character => char.IsControl(character) ? '·' : character)]);
    }
}
