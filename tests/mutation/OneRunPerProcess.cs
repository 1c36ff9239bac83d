using Suyuan.Tests.Mutation;
using Xunit;

[assembly: AssemblyFixture(typeof(OneRunPerProcess))]

namespace Suyuan.Tests.Mutation;

/// <summary>
/// The mutation runner keeps a test process for mutant after mutant. Tables of the law are parsed once in a process,
/// so the second mutant would meet what the first one read. A process that is asked for a second run therefore ends,
/// and the runner repeats the run in a new one. While it only learns which test reaches which mutant, nothing is mutated.
/// </summary>
public sealed class OneRunPerProcess
{
    private static bool hasRun;

    public OneRunPerProcess()
    {
        var mutates = Environment.GetEnvironmentVariable("STRYKER_MUTANT_FILE") is not null
            && Environment.GetEnvironmentVariable("STRYKER_COVERAGE_FILE") is null;
        if (mutates && hasRun)
            Environment.Exit(1);
        hasRun = true;
    }
}
