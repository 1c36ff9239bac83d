using Microsoft.Extensions.Configuration.Memory;

namespace Suyuan.Operations;

/// <summary>
/// What an API node logs until somebody configures otherwise. ASP.NET's own account of each request would put the texts of
/// searches into the log, beside being five lines a request.
/// </summary>
internal static class LogDefaults
{
    private static readonly Dictionary<string, string?> Levels = new()
    {
        ["Logging:LogLevel:Default"] = "Information",
        ["Logging:LogLevel:Microsoft"] = "Warning",
        ["Logging:LogLevel:Microsoft.Hosting.Lifetime"] = "Information",
        ["Logging:LogLevel:Orleans"] = "Warning",
        ["Logging:Console:FormatterOptions:SingleLine"] = "true",
    };

    /// <summary>Before every other source, so that each of them wins.</summary>
    public static void Add(IConfigurationBuilder configuration) => configuration.Sources.Insert(0, new MemoryConfigurationSource { InitialData = Levels });
}
