using System.Collections.Immutable;

namespace Suyuan.Load.Failures;

/// <param name="Faults">Those that may happen.</param>
internal sealed record FailureOptions(TimeSpan Lasting, int Seed, ImmutableArray<Fault> Faults)
{
    public static FailureOptions From(IReadOnlyList<string> args)
    {
        var line = CommandLine.Parse(args, ["--minutes", "--seed", "--faults"], []);
        return new FailureOptions(
            TimeSpan.FromMinutes(line.Whole("--minutes", 30, 1, 600)),
            line.Whole("--seed", Environment.TickCount & 0xffff, 0, int.MaxValue),
            line.Text("--faults") is not { } words ? [.. Enum.GetValues<Fault>().Where(fault => fault is not Fault.None)]
                : [.. words.Split('|').Select(word => Kebab.TryParse<Fault>(word, out var fault) && fault is not Fault.None ? fault : throw new UsageException($"{word} is no fault."))]);
    }
}
