using System.Globalization;
using Dapper;
using Suyuan.Areas;
using Suyuan.Disputes;
using Suyuan.Identity;
using Suyuan.Projection;
using Suyuan.Storage;
using Suyuan.Tests.Product;
using Suyuan.Tests.Support;
using Xunit;

namespace Suyuan.Tests.Storage;

/// <summary>A database that a release before matters, marks, levels and watch has filled, under this one.</summary>
public abstract class UpgradeTests(RunningProduct product)
{
    [Fact]
    public async Task What_the_earlier_rows_can_tell_is_filled_in_and_an_earlier_dispute_goes_on()
    {
        product.Clock.SetUtcNow(OldRows.At.AddDays(1));
        Assert.Equal(
            [("closed-village", "village"), ("closed-township", "township"), ("closed-county", "county"), ("closed-city", "city"), ("open", null)],
            (await Rows()).Where(row => row.Title is "open" || row.Title.StartsWith("closed-", StringComparison.Ordinal)).Select(row => (row.Title, row.SettledAt)));
        Assert.Equal(["back-twice 2"], (await Rows(filter => filter with { Relapsed = true })).Select(row => $"{row.Title} {row.Reopened}"));
        Assert.Equal(["contested"], (await Rows(filter => filter with { Contested = true })).Select(row => row.Title));
        var watched = Assert.Single(await Rows(filter => filter with { VisitBefore = OldRows.At.AddDays(8) }));
        Assert.Equal(("watched", OldRows.At.AddDays(7), 0), (watched.Title, watched.NextVisitAt!.Value.ToUniversalTime(), watched.Returns));
        Assert.Equal(8, await product.Database.Count($"select count(*) from dispute_event where number = '{OldRows.Watched}'"));

        var view = (await product.Get($"/v1/disputes/{OldRows.Watched}")).Json!;
        Assert.Equal(("handling", 1), ((string?)view["stage"], view["risks"]!.AsArray().Count));

        var told = await product.Act(OldRows.Watched, "risks", """{"factor":"red-warning","reason":"涉及红色预警","reference":"warning-old"}""");
        // Another county: the stored dispute has a number that this one's area grain, which is new here, would give again.
        var next = await product.Register("510321");

        Assert.Equal(["violence", "red-warning"], told["watch"]!["reasons"]!.AsArray().Select(reason => (string?)reason!["rule"]));
        Assert.Equal(1, await product.Database.Count($"select count(*) from red_warning where number = '{OldRows.Watched}' and warning = 'warning-old'"));
        Assert.Equal((0, 1), (await Marks(OldRows.Watched), await Marks(next)));
        var listed = (await product.Get("/v1/disputes?area=510304&watched=true")).Json!["items"]!.AsArray();
        Assert.Equal(OldRows.Watched, (string?)Assert.Single(listed)!["number"]);
    }

    private Task<long> Marks(string number) => product.Database.Count($"select count(*) from mark where number = '{number}'");

    private async Task<DisputeRow[]> Rows(Func<DisputeFilter, DisputeFilter>? narrowed = null)
    {
        var all = new DisputeFilter(null, null, null, null, null, null, null, null, OldRows.At, null, OldRows.At.AddYears(1), null, DisputeSort.Registered, null, 50) { Reach = Reach.Everything, ReachRestricted = Reach.Everything };
        return [.. (await product.Database.ReadModel().Search(narrowed?.Invoke(all) ?? all, TestContext.Current.CancellationToken)).OrderBy(row => row.Number, StringComparer.Ordinal)];
    }
}

/// <summary>The rows of the earlier release, written as it wrote them: one dispute with its state, the others for what lists show.</summary>
internal static class OldRows
{
    public const string Area = "510304104218";

    /// <summary>The one of the stored state.</summary>
    public const string Watched = "51030420260000015";

    public static readonly DateTimeOffset At = new(2026, 3, 2, 2, 0, 0, TimeSpan.Zero);

    public static string Stored()
    {
        using var reader = new StreamReader(typeof(OldRows).Assembly.GetManifestResourceStream("stored/dispute-state-watch-1.json")!);
        return reader.ReadToEnd();
    }

    /// <param name="instant">An instant as the database writes it.</param>
    public static IEnumerable<string> Inserts(Func<DateTimeOffset, string> instant, string no)
    {
        yield return Dispute(Watched, "watched", $"{Area}-committee", closed: false, watch: "'red'");
        for (var step = 1; step <= 8; step++)
            yield return Event(Watched, step, "handling", "handling");
        yield return Clock(Watched, "watch-visit-1", "met", 3);
        yield return Clock(Watched, "watch-visit-2", "running", 7);
        yield return Dispute(Number(101), "closed-village", $"{Area}-committee", closed: true);
        yield return Dispute(Number(102), "closed-township", "510304104-committee", closed: true);
        yield return Dispute(Number(103), "closed-county", "510304-housing", closed: true);
        yield return Dispute(Number(104), "closed-city", "510300-housing", closed: true);
        yield return Dispute(Number(105), "open", "510304-housing", closed: false);
        yield return Dispute(Number(106), "contested", "510304-housing", closed: false);
        yield return Clock(Number(106), "coordinator-decision-1", "running", 2);
        yield return Dispute(Number(107), "was-contested", "510304-housing", closed: false);
        yield return Clock(Number(107), "coordinator-decision-1", "met", 2);
        yield return Dispute(Number(108), "back-twice", "510304-housing", closed: false);
        yield return Event(Number(108), 1, "closed", "registered");
        yield return Event(Number(108), 2, "registered", "assigned");
        yield return Event(Number(108), 3, "exited", "assigned");

        string Dispute(string number, string title, string lead, bool closed, string watch = "null") => $"""
            insert into dispute (number, shard, area, stage, standing, lead, watch, title, source, registered_at, updated_at, closed_at, version, fingerprint, steps, last_hash)
            values ('{number}', 0, '{Area}', '{(closed ? "closed" : "handling")}', 'open', '{lead}', {watch}, '{title}', 'visit', {instant(At)}, {instant(At)}, {(closed ? instant(At) : "null")}, 6, 'f', 8, 'h')
            """;

        string Event(string number, int step, string from, string to) => $"""
            insert into dispute_event (number, sequence, at, act, actor_id, actor_role, from_stage, to_stage, data, previous_hash, hash)
            values ('{number}', {step}, {instant(At)}, 'x', 'a', 'clerk', '{from}', '{to}', '[]', 'p', 'h{step}')
            """;

        string Clock(string number, string clock, string status, int days) => $"""
            insert into deadline (number, clock_id, rule_id, rule_version, duty, holder, status, started_at, due_at, provisional, calendar_version)
            values ('{number}', '{clock}', 'r', 1, 'd', 'h', '{status}', {instant(At)}, {instant(At.AddDays(days))}, {no}, 'c')
            """;
    }

    private static string Number(int sequence) => DisputeNumber.Of(AreaCode.Parse("510304"), 2026, sequence).ToString();
}

/// <summary>A database with the schema of the release before, filled, and its journal saying so.</summary>
internal static class OldSchema
{
    public static async Task Fill(System.Data.Common.DbConnection connection, string folder, int lastScript, string journal, Func<DateTimeOffset, string> instant, string no)
    {
        await connection.ExecuteAsync(journal);
        foreach (var name in typeof(SchemaScripts).Assembly.GetManifestResourceNames().Where(name => name.StartsWith(folder, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            if (int.Parse(name[folder.Length..][..4], CultureInfo.InvariantCulture) > lastScript)
                break;
            using var script = new StreamReader(typeof(SchemaScripts).Assembly.GetManifestResourceStream(name)!);
            await connection.ExecuteAsync(await script.ReadToEndAsync());
            await connection.ExecuteAsync($"insert into {SchemaScripts.Journal} (scriptname, applied) values (@name, {instant(OldRows.At)})", new { name });
        }

        foreach (var insert in OldRows.Inserts(instant, no))
            await connection.ExecuteAsync(insert);
        var identity = StateIdentity.Of(StorageNames.DisputeState, Given.Grain(OldRows.Watched));
        await connection.ExecuteAsync(
            $"""
            insert into orleansstorage (grainidhash, grainidn0, grainidn1, graintypehash, graintypestring, grainidextensionstring, serviceid, payloadbinary, modifiedon, version)
            values (@KeyHash, 0, 0, @StateHash, @State, @Key, @service, @payload, {(folder is "sqlite/" ? "datetime('now')" : "now()")}, 6)
            """,
            new { identity.KeyHash, identity.StateHash, identity.State, identity.Key, service = TestDatabase.Service, payload = System.Text.Encoding.UTF8.GetBytes(OldRows.Stored()) });
    }
}

public sealed class FilledSqliteDatabase : TestDatabase
{
    private readonly string _directory = Directory.CreateTempSubdirectory("suyuan-upgrade-").FullName;

    public FilledSqliteDatabase() => Options = new StorageOptions { Path = Path.Combine(_directory, "suyuan.db") };

    internal override StorageOptions Options { get; }

    protected override async Task Prepare()
    {
        var file = new SqliteDataSource(Options.Path);
        await using (var connection = file.OpenAlone())
        {
            await connection.ExecuteAsync("pragma journal_mode = wal; pragma application_id = 1398102350");
            await OldSchema.Fill(
                connection, "sqlite/", 9,
                $"create table {SchemaScripts.Journal} (schemaversionid integer primary key autoincrement not null, scriptname text not null, applied datetime not null)",
                at => (at.ToUnixTimeMilliseconds() * 1_000).ToString(CultureInfo.InvariantCulture), "0");
        }

        file.Release();
    }

    protected override Task Remove()
    {
        Directory.Delete(_directory, recursive: true);
        return Task.CompletedTask;
    }
}

public sealed class FilledPostgresDatabase(PostgresServer server) : TestDatabase
{
    internal override StorageOptions Options { get; } = new() { Dialect = StorageDialect.PostgreSql };

    protected override async Task Prepare()
    {
        Options.ConnectionString = await server.NewDatabase();
        await using var source = Npgsql.NpgsqlDataSource.Create(Options.ConnectionString);
        await using var connection = await source.OpenConnectionAsync();
        await OldSchema.Fill(
            connection, "postgresql/", 10,
            $"create table {SchemaScripts.Journal} (schemaversionsid integer generated always as identity primary key, scriptname character varying(255) not null, applied timestamp without time zone not null)",
            at => $"timestamptz '{at:yyyy-MM-dd HH:mm:ss}+00'", "false");
    }

    protected override Task Remove() => server.Drop(Options.ConnectionString!);
}

public sealed class FilledProductOnSqlite() : RunningProduct(new FilledSqliteDatabase());

public sealed class FilledProductOnPostgres(PostgresServer server) : RunningProduct(new FilledPostgresDatabase(server));

public sealed class UpgradeOnSqlite(FilledProductOnSqlite product) : UpgradeTests(product), IClassFixture<FilledProductOnSqlite>;

public sealed class UpgradeOnPostgres(FilledProductOnPostgres product) : UpgradeTests(product), IClassFixture<FilledProductOnPostgres>;
