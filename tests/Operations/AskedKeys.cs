using Microsoft.Extensions.Configuration;

namespace Suyuan.Tests.Operations;

/// <summary>A place of settings that remembers which keys somebody asked for.</summary>
internal sealed class AskedKeys(IEnumerable<KeyValuePair<string, string?>> settings) : ConfigurationProvider, IConfigurationSource
{
    private readonly HashSet<string> _asked = new(StringComparer.OrdinalIgnoreCase);

    public IConfigurationProvider Build(IConfigurationBuilder builder) => this;

    public override void Load() => Data = settings.ToDictionary(StringComparer.OrdinalIgnoreCase);

    public override bool TryGet(string key, out string? value)
    {
        _asked.Add(key);
        return base.TryGet(key, out value);
    }

    /// <summary>What is set and nobody reads; keys of the logging, of OpenTelemetry and of PostgreSQL's driver are read by those.</summary>
    public IEnumerable<string> ReadByNobody() => Data.Keys.Where(key =>
        !_asked.Contains(key) && !key.StartsWith("Logging:", StringComparison.Ordinal) && !key.StartsWith("OTEL_", StringComparison.Ordinal)
        && key is not ("PGPASSWORD" or "PGSSLROOTCERT"));
}
