using System.Security.Claims;
using System.Threading.Channels;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Suyuan.Overload;
using Suyuan.Tests.Product;
using Suyuan.Tests.Storage;
using Suyuan.Tests.Support;
using Xunit;

namespace Suyuan.Tests.Overload;

/// <summary>The product with room for two of each kind and one who waits, so that a handful of requests fills it.</summary>
public abstract class CrowdedProduct(TestDatabase database) : RunningProduct(database)
{
    public const int AtOnce = 2;

    public const int PerCaller = 8;

    internal static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(1);

    internal Gate Gate { get; } = new();

    /// <summary>By which requests wait.</summary>
    internal FakeTimeProvider Patience { get; } = new();

    internal Lanes Lanes => Services.GetRequiredService<Lanes>();

    protected override IReadOnlyDictionary<string, string?> Settings { get; } = new Dictionary<string, string?>
    {
        ["Overload:IntakeAtOnce"] = $"{AtOnce}",
        ["Overload:IntakeWaiting"] = "1",
        ["Overload:CommandsAtOnce"] = $"{AtOnce}",
        ["Overload:CommandsWaiting"] = "1",
        ["Overload:ReadsAtOnce"] = $"{AtOnce}",
        ["Overload:ReadsWaiting"] = "1",
        ["Overload:Streams"] = $"{AtOnce}",
        ["Overload:PerCaller"] = $"{PerCaller}",
        ["Overload:LongestWait"] = LongestWait.ToString(),
    };

    protected override void Add(IServiceCollection services) => services
        .AddKeyedSingleton<TimeProvider>(Lanes.Clock, Patience)
        .AddSingleton<IClaimsTransformation>(Gate);
}

public sealed class CrowdedOnSqlite() : CrowdedProduct(new SqliteTestDatabase());

public sealed class CrowdedOnPostgres(PostgresServer server) : CrowdedProduct(new PostgresTestDatabase(server));

/// <summary>Holds admitted requests where their tokens have just been read, until the test lets them go.</summary>
internal sealed class Gate : IClaimsTransformation
{
    private readonly Channel<bool> _entered = Channel.CreateUnbounded<bool>();
    private readonly Lock _lock = new();
    private TaskCompletionSource _opened = Opened();
    private int _toHold;

    /// <summary>How many came this far since the gate was last shut.</summary>
    public int Passed { get; private set; }

    /// <summary>The next so many are held, beside those who are.</summary>
    public void Shut(int count)
    {
        lock (_lock)
        {
            _toHold = count;
            Passed = 0;
            if (_opened.Task.IsCompleted)
                _opened = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    /// <summary>Until so many are held.</summary>
    public async Task Held(int count)
    {
        for (var held = 0; held < count; held++)
            await _entered.Reader.ReadAsync(TestContext.Current.CancellationToken);
    }

    public void Open()
    {
        lock (_lock)
        {
            _toHold = 0;
            _opened.TrySetResult();
        }
    }

    public async Task<ClaimsPrincipal> TransformAsync(ClaimsPrincipal principal)
    {
        Task? opened = null;
        lock (_lock)
        {
            Passed++;
            if (_toHold > 0)
            {
                _toHold--;
                opened = _opened.Task;
                _entered.Writer.TryWrite(true);
            }
        }

        if (opened is not null)
            await opened;
        return principal;
    }

    private static TaskCompletionSource Opened()
    {
        var opened = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        opened.SetResult();
        return opened;
    }
}
