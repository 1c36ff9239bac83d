using Npgsql;
using Suyuan.Tests.Scenarios;
using Xunit;

namespace Suyuan.Tests.Storage;

/// <summary>The life of a dispute, from the registration to the seal of its receipt, by a login that may do no more than it needs.</summary>
public sealed class CattleShedUnderRoles(ProductUnderRoles product) : CattleShedAtGaomiao(product), IClassFixture<ProductUnderRoles>;

/// <summary>What each login must not do, it is refused by the database itself.</summary>
public sealed class DatabaseRolesTests(DatabaseUnderRoles database) : IClassFixture<DatabaseUnderRoles>
{
    [Theory]
    // No login of the running product makes, changes or drops anything of the schema, or looks into files and other logins.
    [InlineData("silo", "create table theirs (x int)")]
    [InlineData("silo", "alter table dispute add column theirs text")]
    [InlineData("silo", "drop table dispute")]
    [InlineData("silo", "create index on dispute (title)")]
    [InlineData("silo", "create temporary table theirs (x int)")]
    [InlineData("silo", "create or replace function refuse_change() returns trigger language plpgsql as 'begin return new; end'")]
    [InlineData("silo", "create role theirs")]
    [InlineData("silo", "select pg_read_file('/etc/passwd')")]
    [InlineData("silo", "copy dispute to program 'cat'")]
    [InlineData("silo", "select rolpassword from pg_authid")]
    // Evidence is added to. Triggers say it to everybody; here nobody comes as far as the trigger, or can put it out of force.
    [InlineData("silo", "update dispute_event set act = ''")]
    [InlineData("silo", "delete from dispute_event")]
    [InlineData("silo", "truncate dispute_event")]
    [InlineData("silo", "alter table dispute_event disable trigger all")]
    [InlineData("silo", "set session_replication_role = replica")]
    [InlineData("silo", "update seal set hash = ''")]
    [InlineData("silo", "delete from seal")]
    [InlineData("silo", "update receipt set hash = ''")]
    [InlineData("silo", "delete from receipt")]
    [InlineData("silo", "delete from rung_fired")]
    [InlineData("silo", "update law_change set note = ''")]
    [InlineData("silo", "delete from clock_move")]
    [InlineData("silo", "update notification set number = ''")]
    [InlineData("silo", "update audit_entry set actor = ''")]
    [InlineData("silo", "delete from audit_entry")]
    [InlineData("silo", "delete from notification")]
    [InlineData("silo", "delete from dispute")]
    [InlineData("silo", "delete from orleansstorage")]
    [InlineData("silo", "delete from matter")]
    // What Orleans runs is text in a table: whoever writes there runs what he likes in every silo.
    [InlineData("silo", "update orleansquery set querytext = ''")]
    [InlineData("silo", "insert into orleansquery values ('x', 'y')")]
    [InlineData("silo", "delete from schema_journal")]
    // An API node asks where the silos are.
    [InlineData("api", "select * from dispute")]
    [InlineData("api", "select * from orleansstorage")]
    [InlineData("api", "select * from notification")]
    [InlineData("api", "select * from dispute_event")]
    [InlineData("api", "select hostname from orleansmembershiptable")]
    [InlineData("api", "select * from schema_journal")]
    [InlineData("api", "select * from time_anchor")]
    [InlineData("api", "update orleansmembershiptable set status = 6")]
    [InlineData("api", "insert into orleansmembershipversiontable (deploymentid) values ('x')")]
    [InlineData("api", "delete from orleansmembershiptable")]
    [InlineData("api", "create table theirs (x int)")]
    [InlineData("reader", "insert into orleansquery values ('x', 'y')")]
    [InlineData("reader", "update dispute set title = ''")]
    [InlineData("reader", "delete from dispute")]
    [InlineData("reader", "create table theirs (x int)")]
    [InlineData("migration", "create role theirs superuser")]
    [InlineData("migration", "select pg_read_file('/etc/passwd')")]
    [InlineData("migration", "create database theirs")]
    public async Task Who_must_not_is_refused(string login, string sql)
    {
        await using var connection = new NpgsqlConnection(database.ConnectionString(login));
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        // What the reader's own setting refuses, its rights must refuse too.
        await using var command = new NpgsqlCommand(login is "reader" ? $"set transaction_read_only = off; {sql}" : sql, connection);

        var refused = await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken));

        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
    }

    [Fact]
    public async Task A_reader_reads_everything_that_a_backup_needs_and_writes_nothing()
    {
        foreach (var table in await Names("select tablename from pg_tables where schemaname = 'public'"))
            await Run("reader", $"select * from {table} limit 1");
        await using var connection = new NpgsqlConnection(database.ConnectionString("reader"));
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand("create temporary table theirs (x int)", connection);
        await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>A table that the rights forget would be found by an operator: a silo could not even read it.</summary>
    [Fact]
    public async Task Every_table_has_its_line_in_the_rights() => Assert.Empty(await Names(
        """
        select relname::text from pg_class
         where relnamespace = 'public'::regnamespace and relkind = 'r' and not has_any_column_privilege('suyuan_silos', oid, 'select')
        """));

    [Fact]
    public async Task Nothing_that_is_append_only_may_be_changed_by_a_silo() => Assert.Empty(await Names(
        """
        select c.relname::text
          from pg_trigger t join pg_proc p on p.oid = t.tgfoid join pg_class c on c.oid = t.tgrelid
         where p.proname = 'refuse_change' and t.tgqual is null
           -- 8: on delete, 16: on update
           and (t.tgtype::int & 8 <> 0 and has_table_privilege('suyuan_silos', c.oid, 'delete')
             or t.tgtype::int & 16 <> 0 and has_any_column_privilege('suyuan_silos', c.oid, 'update'))
        """));

    [Fact]
    public async Task Nobody_else_comes_in_or_owns_anything()
    {
        Assert.Empty(await Names("select datname::text from pg_database d, aclexplode(d.datacl) a where datname = current_database() and a.grantee = 0"));
        Assert.Equal(["migration"], (await Names("select distinct tableowner::text from pg_tables where schemaname = 'public'")).Select(owner => owner.Split('_')[1]));
        Assert.Empty(await Names("select p.proname::text from pg_proc p where p.pronamespace = 'public'::regnamespace and p.prosecdef"));
    }

    private async Task<List<string>> Names(string sql)
    {
        var names = new List<string>();
        await using var connection = new NpgsqlConnection(database.Administrator);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        await using var rows = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        while (await rows.ReadAsync(TestContext.Current.CancellationToken))
            names.Add(rows.GetString(0));
        return names;
    }

    private async Task Run(string login, string sql)
    {
        await using var connection = new NpgsqlConnection(database.ConnectionString(login));
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }
}
