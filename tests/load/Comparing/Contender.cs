using System.Globalization;
using Suyuan.Load.Driving;
using Suyuan.Load.Product;
using Suyuan.Silo;

namespace Suyuan.Load.Comparing;

/// <summary>One way to run the same work.</summary>
/// <param name="Key">How it is called on the command line and in the table.</param>
/// <param name="Silos">Of the product; 0 for the plain competitor.</param>
/// <param name="ApiApart">The API in a process of its own.</param>
/// <param name="Grouped">The plain competitor's group commit.</param>
internal sealed record Contender(string Key, string Title, bool Postgres, int Silos, bool ApiApart, bool Grouped = false)
{
    public static readonly Contender[] All =
    [
        new("a", "Suyuan, one process, SQLite", Postgres: false, Silos: 1, ApiApart: false),
        new("b", "Suyuan, one process", Postgres: true, Silos: 1, ApiApart: false),
        new("b1", "Suyuan, 1 silo + 1 api", Postgres: true, Silos: 1, ApiApart: true),
        new("c", "Suyuan, 2 silos + 1 api", Postgres: true, Silos: 2, ApiApart: true),
        new("d", "plain SQL, one transaction each", Postgres: true, Silos: 0, ApiApart: false),
        new("d1", "plain SQL, group commit", Postgres: true, Silos: 0, ApiApart: false, Grouped: true),
    ];

    public bool IsPlain => Silos is 0;

    /// <summary>What was done to a case before it is commanded.</summary>
    public IReadOnlyCollection<(string Act, string Body)> Preparation => IsPlain ? [] : Cases.Preparation;

    /// <summary>Starts its processes and waits until all are ready.</summary>
    public async Task<Running> Start(ProductPlace place, CancellationToken cancellation)
    {
        var running = new Running(this, place);
        try
        {
            if (IsPlain)
                await running.Add(typeof(Plain.Checks).Assembly.Location, "plain", running.Address, new()
                {
                    ["Database"] = place.Connection,
                    ["Key"] = Tokens.Key,
                    ["Issuer"] = Tokens.Issuer,
                    ["GroupCommit"] = Grouped ? "true" : "false",
                }, cancellation);
            else
                await Product(running, place, cancellation);
            return running;
        }
        catch
        {
            await running.DisposeAsync();
            throw;
        }
    }

    private async Task Product(Running running, ProductPlace place, CancellationToken cancellation)
    {
        for (var silo = 0; silo < Silos; silo++)
        {
            var ports = FreePorts.Find(3);
            var address = ApiApart ? new Uri($"http://127.0.0.1:{ports[0]}") : place.Address;
            await running.Add(typeof(SiloSettings).Assembly.Location, $"silo{silo}", address, new(place.Settings(speed: 1))
            {
                ["Api__Host"] = ApiApart ? "false" : "true",
                ["Cluster__SiloPort"] = ports[1].ToString(CultureInfo.InvariantCulture),
                ["Cluster__GatewayPort"] = ports[2].ToString(CultureInfo.InvariantCulture),
            }, cancellation);
        }

        if (ApiApart)
            await running.Add(typeof(Http.Health).Assembly.Location, "api", place.Address, place.Settings(speed: 1), cancellation);
    }
}

/// <summary>The processes of one contender.</summary>
internal sealed class Running(Contender contender, ProductPlace place) : IAsyncDisposable
{
    private readonly List<ProductProcess> _processes = [];

    public Contender Contender { get; } = contender;

    public ProductPlace Place { get; } = place;

    public Uri Address => Place.Address;

    public Requests Requests { get; } = new(place.Address, Tokens.Of("clerk"));

    public async Task Add(string assembly, string name, Uri address, Dictionary<string, string> settings, CancellationToken cancellation)
    {
        settings["Urls"] = address.ToString();
        _processes.Add(await ProductProcess.Start(assembly, Place.Folder, name, address, settings, cancellation));
    }

    public Meters Meters() => new([.. _processes.Select(process => process.Id)], Place.IsPostgres ? Place.Connection : null);

    public async ValueTask DisposeAsync()
    {
        // Clients of the cluster first.
        foreach (var process in Enumerable.Reverse(_processes))
            await process.DisposeAsync();
    }
}
