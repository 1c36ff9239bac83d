using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Suyuan.Areas;
using Suyuan.Audit;
using Suyuan.Storage;
using Suyuan.Tests.Product;
using Xunit;

namespace Suyuan.Tests.Audit;

/// <summary>Somebody with the database's own password touches stored lines: each way is found, by the product and from an export.</summary>
public abstract class AuditTamperingTests(RunningProduct product)
{
    private bool IsPostgres => product.Database.Options.Dialect is StorageDialect.PostgreSql;

    /// <summary>One after the other: a chain that was rolled back takes no further line, as whoever touches it must expect.</summary>
    [Fact]
    public async Task Every_way_of_touching_stored_lines_is_found()
    {
        await A_changed_removed_inserted_exchanged_or_cut_off_line_is_found();
        await A_tail_cut_off_together_with_what_the_chain_knows_is_found_by_the_seal();
    }

    private async Task A_changed_removed_inserted_exchanged_or_cut_off_line_is_found()
    {
        await Unguarded();
        foreach (var (what, county, touch) in Touches())
        {
            var number = await product.Register($"{county}001");
            for (var place = 0; place < 6; place++)
            {
                await product.Get($"/v1/disputes/{number}", place % 2 is 0 ? "coordinator" : "supervisor");
                Assert.True(await product.Services.GetRequiredService<AuditTrail>().Flush());
            }

            Assert.True((bool)(await Verdict(county))["intact"]!, $"{what}: before");
            foreach (var statement in touch(county))
                await product.Database.Execute(statement);

            var verdict = await Verdict(county);
            Assert.True(!(bool)verdict["intact"]!, $"{what}: not found");
            Assert.StartsWith($"audit {county}: ", (string?)verdict["findings"]![0], StringComparison.Ordinal);
        }
    }

    /// <summary>The chain made anew from the touched line on, its end in the grain's state too: only what was kept elsewhere knows.</summary>
    private async Task A_tail_cut_off_together_with_what_the_chain_knows_is_found_by_the_seal()
    {
        const string County = "510304";
        await Unguarded();
        var number = await product.Register("510304104218");
        for (var place = 0; place < 4; place++)
        {
            await product.Get($"/v1/disputes/{number}");
            Assert.True(await product.Services.GetRequiredService<AuditTrail>().Flush());
        }

        await product.Grains.Area(AreaCode.Parse(County)).Seal();
        var before = (await Verdict(County))["chains"]![0]!;
        await product.Database.Execute($"delete from audit_entry where county = '{County}' and sequence > 2");
        await product.Database.Execute("delete from orleansstorage where graintypestring = 'audit-chain'");
        await product.Restart(TimeSpan.Zero);

        var verdict = await Verdict(County);

        Assert.Equal((long)before["entries"]!, (long)before["anchored"]!);
        Assert.False((bool)verdict["intact"]!);
        Assert.Contains("seal", (string?)verdict["findings"]![0], StringComparison.Ordinal);
    }

    private static IEnumerable<(string What, string County, Func<string, string[]> Touch)> Touches() =>
    [
        ("changed", "510302", county => [$"update audit_entry set actor = 'somebody' where county = '{county}' and sequence = 3"]),
        ("removed", "510303", county => [$"delete from audit_entry where county = '{county}' and sequence = 3"]),
        ("cut off", "510311", county => [$"delete from audit_entry where county = '{county}' and sequence >= 4"]),
        ("inserted at the end", "510321", county => [$"insert into audit_entry select county, sequence + 1000, at, actor, role, agency, actor_area, permission, address, target, area, asked, status, code, reason, come_from, trace, times, hash from audit_entry where county = '{county}' and sequence = 2"]),
        ("exchanged", "510322", county =>
        [
            $"update audit_entry set sequence = 900 where county = '{county}' and sequence = 2", $"update audit_entry set sequence = 2 where county = '{county}' and sequence = 3",
            $"update audit_entry set sequence = 3 where county = '{county}' and sequence = 900",
        ]),
    ];

    /// <summary>Whoever owns the tables can take the triggers off: against him stand the hashes.</summary>
    private async Task Unguarded()
    {
        if (IsPostgres)
        {
            await product.Database.Execute("alter table audit_entry disable trigger all");
            return;
        }

        foreach (var trigger in new[] { "update", "delete", "replace" })
            await product.Database.Execute($"drop trigger if exists audit_entry_no_{trigger}");
    }

    private async Task<JsonNode> Verdict(string county)
    {
        var answer = await product.Get($"/v1/audit/entries/verify?area={county}", "supervisor");
        Assert.True(answer.Json?["intact"] is not null, answer.Text);
        return answer.Json!;
    }
}

public sealed class AuditTamperingOnSqlite(ProductOnSqlite product) : AuditTamperingTests(product), IClassFixture<ProductOnSqlite>;

public sealed class AuditTamperingOnPostgres(ProductOnPostgres product) : AuditTamperingTests(product), IClassFixture<ProductOnPostgres>;
