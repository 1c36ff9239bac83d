using System.Collections.Immutable;
using System.Security.Cryptography;

namespace Suyuan.Load.Failures;

/// <param name="Faults">Those that may happen.</param>
/// <param name="Once">Each once, however long it takes, with silos that probe each other quickly: as the build does.</param>
internal sealed record FailureOptions(TimeSpan Lasting, int Seed, ImmutableArray<Fault> Faults, bool Once = false)
{
    public static ImmutableArray<Fault> All { get; } = [.. Enum.GetValues<Fault>().Where(fault => fault is not Fault.None)];

    public static FailureOptions From(IReadOnlyList<string> args)
    {
        var line = CommandLine.Parse(args, ["--minutes", "--seed", "--faults"], ["--once"]);
        return new FailureOptions(
            TimeSpan.FromMinutes(line.Whole("--minutes", 30, 1, 600)),
            line.Whole("--seed", RandomNumberGenerator.GetInt32(int.MaxValue), 0, int.MaxValue),
            line.Text("--faults") is not { } words ? All
                : [.. words.Split('|').Select(word => Kebab.TryParse<Fault>(word, out var fault) && fault is not Fault.None ? fault : throw new UsageException($"{word} is no fault; known are {string.Join(", ", All.Select(known => Kebab.Of(known)))}."))],
            line.Has("--once"));
    }
}
