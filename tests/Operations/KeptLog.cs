using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Suyuan.Tests.Operations;

/// <summary>Every record with its named values and those of its scopes, as a structured log would have it.</summary>
internal sealed class KeptLog : ILoggerProvider, ISupportExternalScope
{
    private IExternalScopeProvider _scopes = new LoggerExternalScopeProvider();

    public ConcurrentQueue<(string Text, IReadOnlyDictionary<string, string?> Values)> Records { get; } = new();

    public ILogger CreateLogger(string categoryName) => new Logger(this);

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => _scopes = scopeProvider;

    public void Dispose()
    {
    }

    private sealed class Logger(KeptLog log) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => log._scopes.Push(state);

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var values = new Dictionary<string, string?>();
            log._scopes.ForEachScope((scope, all) => Add(scope, all), values);
            Add(state, values);
            log.Records.Enqueue((formatter(state, exception), values));
        }

        private static void Add(object? from, Dictionary<string, string?> to)
        {
            if (from is IEnumerable<KeyValuePair<string, object?>> named)
            {
                foreach (var (name, value) in named)
                    to[name] = value?.ToString();
            }
        }
    }
}
