using System.Reflection;
using System.Runtime.Loader;

/// <summary>
/// Run by the runtime before the silo's own <c>Main</c> when <c>DOTNET_STARTUP_HOOKS</c> names this assembly, which the silo's list of
/// assemblies does not know: without this the host would not find it under its name. The runtime wants this name, outside any namespace.
/// </summary>
internal static class StartupHook
{
    public static void Initialize()
    {
        var self = Assembly.GetExecutingAssembly();
        AssemblyLoadContext.Default.Resolving += (_, wanted) => wanted.Name == self.GetName().Name ? self : null;
    }
}
