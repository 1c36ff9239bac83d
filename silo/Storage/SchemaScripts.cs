using DbUp.Builder;
using DbUp.Engine;
using DbUp.Engine.Output;

namespace Suyuan.Storage;

/// <summary>The numbered scripts inside this assembly. One that has been released is never edited: a later one changes what it did.</summary>
internal static class SchemaScripts
{
    public const string Journal = "schema_journal";

    public static void Apply(UpgradeEngineBuilder builder, string folder, ILogger logger)
    {
        var result = Engine(builder, folder).PerformUpgrade();
        if (!result.Successful)
            throw new StorageStartException($"Schema script {result.ErrorScript?.Name ?? "journal"} failed: {result.Error.Message}", result.Error);
        foreach (var script in result.Scripts)
            logger.ScriptApplied(script.Name);
    }

    /// <summary>What this version has and the database has not; nothing is changed.</summary>
    public static string[] Missing(UpgradeEngineBuilder builder, string folder) =>
        [.. Engine(builder, folder).GetScriptsToExecute().Select(script => script.Name)];

    public static string Text(string resource)
    {
        using var reader = new StreamReader(typeof(SchemaScripts).Assembly.GetManifestResourceStream(resource)!);
        return reader.ReadToEnd();
    }

    private static UpgradeEngine Engine(UpgradeEngineBuilder builder, string folder) => builder
        .WithScripts(typeof(SchemaScripts).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(folder, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(name => new SqlScript(name, Text(name))))
        .WithVariablesDisabled()
        .LogTo(new NoUpgradeLog())
        .Build();

    // The result says what was done; the library's running commentary is not for our log.
    private sealed class NoUpgradeLog : IUpgradeLog
    {
        public void LogTrace(string format, params object[] args)
        {
        }

        public void LogDebug(string format, params object[] args)
        {
        }

        public void LogInformation(string format, params object[] args)
        {
        }

        public void LogWarning(string format, params object[] args)
        {
        }

        public void LogError(string format, params object[] args)
        {
        }

        public void LogError(Exception ex, string format, params object[] args)
        {
        }
    }
}
