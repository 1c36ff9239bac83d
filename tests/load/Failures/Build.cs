using Suyuan.ClusterHook;
using Suyuan.Silo;

namespace Suyuan.Load.Failures;

/// <summary>The binaries of one version of the product.</summary>
/// <param name="Hook">What is put into its silos from outside; null for a version that it was not built against.</param>
internal sealed record Build(string Silo, string Api, string? Hook)
{
    /// <summary>This version.</summary>
    public static Build Current { get; } = new(typeof(SiloSettings).Assembly.Location, typeof(Http.Health).Assembly.Location, typeof(HookStartup).Assembly.Location);
}
