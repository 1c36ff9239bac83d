using System.IO.MemoryMappedFiles;
using System.Runtime.CompilerServices;
using Suyuan.Tests.Mutation;
using Xunit;
using Xunit.Sdk;
using Xunit.v3;

[assembly: TestCollectionOrderer(typeof(CleanProcess))]

namespace Suyuan.Tests.Mutation;

/// <summary>
/// The mutation runner keeps a test process for mutant after mutant, but the tables of the law are read once in a process:
/// what one mutant made of them would kill all that follow. So they are read while no mutant is active. A mutant in what is
/// read once is tried by all tests, which is how it is known here; it gets a process that has read nothing and that nobody
/// uses after it. A process that must not be used again ends, and the runner repeats the run in a new one.
/// </summary>
public sealed class CleanProcess : ITestCollectionOrderer
{
    private const int NoMutant = -1;

    private static readonly string? MutantFile = Environment.GetEnvironmentVariable("STRYKER_MUTANT_FILE");

    /// <summary>While the runner learns which test reaches which mutant, none is active.</summary>
    private static readonly bool Mutates = MutantFile is not null && Environment.GetEnvironmentVariable("STRYKER_COVERAGE_FILE") is null;

    private static bool hasRead;

    private static bool isSpoilt;

    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection
    {
        if (Mutates)
            Prepare(allTests: testCollections.Count == TestClasses());
        return testCollections;
    }

    private static void Prepare(bool allTests)
    {
        if (isSpoilt || (allTests && hasRead))
            Environment.Exit(1);
        if (allTests)
            isSpoilt = true;
        else if (!hasRead)
            ReadWithoutMutant();
    }

    /// <summary>The file holds the number of the active mutant; the mutated code looks into it at every turn.</summary>
    private static void ReadWithoutMutant()
    {
        using var file = new FileStream(MutantFile!, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        using var map = MemoryMappedFile.CreateFromFile(file, null, sizeof(int), MemoryMappedFileAccess.ReadWrite, HandleInheritability.None, leaveOpen: true);
        using var active = map.CreateViewAccessor(0, sizeof(int));
        var mutant = active.ReadInt32(0);
        active.Write(0, NoMutant);
        foreach (var type in typeof(LawBook).Assembly.GetTypes().Concat(typeof(CleanProcess).Assembly.GetTypes()).Where(IsOurs))
            RuntimeHelpers.RunClassConstructor(type.TypeHandle);
        LawBook.Load();
        active.Write(0, mutant);
        hasRead = true;
    }

    private static bool IsOurs(Type type) => !type.ContainsGenericParameters && type.Namespace is { } room && (room == "Suyuan" || room.StartsWith("Suyuan.", StringComparison.Ordinal));

    /// <summary>Each is a collection of its own.</summary>
    private static int TestClasses() =>
        typeof(CleanProcess).Assembly.GetTypes().Count(type => type.GetMethods().Any(method => method.IsDefined(typeof(FactAttribute), inherit: true)));
}
