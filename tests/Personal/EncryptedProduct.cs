using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Suyuan.Operations;
using Suyuan.Tests.Product;
using Suyuan.Tests.Storage;
using Suyuan.Tests.Support;

namespace Suyuan.Tests.Personal;

/// <summary>The whole product with keys, and everything that it logs.</summary>
public abstract class EncryptedProduct : RunningProduct
{
    private readonly Kept _kept = new();

    private protected EncryptedProduct(TestDatabase database, TestRing ring)
        : base(database) => Ring = ring;

    internal TestRing Ring { get; }

    public IReadOnlyCollection<string> Logged => _kept.Lines;

    protected override void Add(IServiceCollection services) => services.AddSingleton(new KeyRewriting(1_000_000, TimeSpan.Zero));

    protected override void Log(ILoggingBuilder logging) => logging.SetMinimumLevel(LogLevel.Debug).AddProvider(_kept);

    private sealed class Kept : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Lines { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
        {
            Lines.Enqueue($"{state}");
            return null;
        }

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Enqueue($"{formatter(state, exception)} {exception}");

        public void Dispose()
        {
        }
    }
}

public sealed class EncryptedOnSqlite : EncryptedProduct
{
    public EncryptedOnSqlite()
        : this(new TestRing("k1"))
    {
    }

    private EncryptedOnSqlite(TestRing ring)
        : base(new SqliteTestDatabase { Keys = ring }, ring)
    {
    }
}

public sealed class EncryptedOnPostgres : EncryptedProduct
{
    public EncryptedOnPostgres(PostgresServer server)
        : this(server, new TestRing("k1"))
    {
    }

    private EncryptedOnPostgres(PostgresServer server, TestRing ring)
        : base(new PostgresTestDatabase(server) { Keys = ring }, ring)
    {
    }
}
