using System.Net;
using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Suyuan.Audit;
using Suyuan.Identity;
using Suyuan.Tests.Api;
using Suyuan.Tests.Product;
using Suyuan.Tests.Storage;
using Xunit;

namespace Suyuan.Tests.Audit;

/// <summary>While the cluster is away: what is held, what goes to the disk, what is counted as lost, and that it comes in once afterwards.</summary>
public sealed class AuditTrailTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("suyuan-audit-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task What_cannot_be_kept_lets_no_such_answer_leave()
    {
        await using var edge = await Away(("Audit:Patience", "00:00:00.100"));

        Assert.False(await Trail(edge).Keep(Look("clerk-1")));
        Assert.Equal(1, Meter(edge).Waiting);
    }

    [Fact]
    public async Task Beyond_the_room_there_is_in_memory_it_is_counted_as_lost()
    {
        await using var edge = await Away(("Audit:Buffer", "100"), ("Audit:BatchSize", "2000"));

        for (var call = 0; call < 130; call++)
            Trail(edge).Record(Look($"clerk-{call}"));

        Assert.Equal((100, 30), (Meter(edge).Waiting, Meter(edge).Lost));
    }

    [Fact]
    public async Task Without_a_directory_what_is_left_at_the_end_is_counted_as_lost()
    {
        await using var edge = await Away();
        Trail(edge).Record(Look("clerk-1"));

        await edge.StopAsync(TestContext.Current.CancellationToken);

        Assert.Equal(1, Meter(edge).Lost);
    }

    [Fact]
    public async Task What_is_left_at_the_end_lies_on_the_disk_and_is_delivered_once_by_the_next()
    {
        await using (var edge = await Away(("Audit:Spill", _directory), ("Audit:BatchSize", "3")))
        {
            for (var call = 0; call < 7; call++)
                Trail(edge).Record(Look($"spilled-{call}"));
            await edge.StopAsync(TestContext.Current.CancellationToken);
            Assert.Equal(0, Meter(edge).Lost);
        }

        var left = Directory.GetFiles(_directory, "*.json");
        Assert.NotEmpty(left);
        // One that was delivered all the same, and whose file could not be deleted any more.
        var twice = left.ToDictionary(file => file, File.ReadAllBytes);
        await using (var product = new Heir(_directory))
        {
            await product.InitializeAsync();
            Assert.True(await product.Services.GetRequiredService<AuditTrail>().Flush());
            Assert.Equal(7, await product.Database.Count("select count(*) from audit_entry where actor like 'spilled-%'"));
            Assert.Empty(Directory.GetFiles(_directory, "*.json"));
            foreach (var (file, bytes) in twice)
                await File.WriteAllBytesAsync(file, bytes, TestContext.Current.CancellationToken);
            await product.Restart(TimeSpan.Zero);
            Assert.True(await product.Services.GetRequiredService<AuditTrail>().Flush());
            Assert.Equal(7, await product.Database.Count("select count(*) from audit_entry where actor like 'spilled-%'"));
        }
    }

    [Fact]
    public void A_directory_belongs_to_one_process_and_holds_so_many_batches()
    {
        using var spill = new AuditSpill(_directory, 2);

        Assert.Throws<IOException>(() => new AuditSpill(_directory, 2));
        Assert.True(spill.Put(Batch(2)));
        Assert.True(spill.Put(Batch(3)));
        Assert.False(spill.Put(Batch(4)));
        Assert.Equal(2, spill.Oldest()!.Number);
        spill.Remove();
        Assert.Equal(3, spill.Oldest()!.Number);
        File.WriteAllText(Path.Combine(_directory, "node-000000000003.json"), "{");
        Assert.Null(spill.Oldest());
    }

    private static AuditBatch Batch(long number) => new("node", number, [new AuditEntry { Actor = "clerk-1", Permission = "dispute/read", Address = "GET /", Status = 200 }]);

    private static Glance Look(string actor) => new(
        RunningProduct.Start, new ClaimsPrincipal(new ClaimsIdentity([new Claim(Actors.SubjectClaim, actor)], "Bearer")), "dispute/read", "GET", "/v1/disputes", ("", null), null, null,
        200, null, null, IPAddress.Loopback, "trace");

    private static AuditTrail Trail(WebApplication app) => app.Services.GetRequiredService<AuditTrail>();

    private static AuditMeter Meter(WebApplication app) => app.Services.GetRequiredService<AuditMeter>();

    private static async Task<WebApplication> Away(params (string, string?)[] settings)
    {
        var edge = EdgeWithoutCluster.Build(Environments.Development, [("Audit:FlushEvery", "00:01:00"), .. settings]);
        await edge.StartAsync(TestContext.Current.CancellationToken);
        return edge;
    }

    private sealed class Heir(string directory) : RunningProduct(new SqliteTestDatabase())
    {
        protected override IReadOnlyDictionary<string, string?> Settings { get; } = new Dictionary<string, string?> { ["Audit:Spill"] = directory };
    }
}
