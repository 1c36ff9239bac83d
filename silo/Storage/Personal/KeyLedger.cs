using System.Globalization;
using Dapper;

namespace Suyuan.Storage;

/// <summary>Which keys something was ever stored under: so that none is taken away while it is still needed.</summary>
internal sealed class KeyLedger(ProductDatabase database)
{
    /// <param name="ring">Null where there are no keys.</param>
    /// <exception cref="StorageStartException">A key is missing that something lies under.</exception>
    public async Task Check(KeyRing? ring, bool encrypts, CancellationToken cancellation)
    {
        foreach (var known in await Read(cancellation))
        {
            if (!known.IsEmpty && ring?.Has(known.Id, out _) is not true)
                throw new StorageStartException(
                    $"Personal:KeyFile does not hold the key '{known.Id}', under which personal data still lies. Put it back; it may go once GET /v1/system/keys says that nothing is under it.");
        }

        if (ring is null)
            return;
        if (encrypts)
            await Use(ring.Active.Id, cancellation);
        else
            // What is written now is clear, and has to be looked for when encrypting begins.
            await Do("update encryption_key set walked_at = null", null, cancellation);
    }

    public async Task<IReadOnlyList<KnownKey>> Read(CancellationToken cancellation)
    {
        await using var connection = await database.States.OpenConnectionAsync(cancellation);
        return [.. (await connection.QueryAsync(new CommandDefinition(
            """
            select id, case when walked_at is null or coalesce(places, 0) < @Places then 0 else 1 end as walked, case when emptied_at is null then 0 else 1 end as emptied
              from encryption_key order by first_used_at, id
            """,
            new { PersonalStore.Places },
            cancellationToken: cancellation)))
            .Select(row => new KnownKey((string)row.id, Convert.ToInt32((object)row.walked, CultureInfo.InvariantCulture) == 1, Convert.ToInt32((object)row.emptied, CultureInfo.InvariantCulture) == 1))];
    }

    /// <summary>Something will be stored under it from now on.</summary>
    public Task Use(string id, CancellationToken cancellation) => Do(
        "insert into encryption_key (id) values (@id) on conflict (id) do update set emptied_at = null where encryption_key.emptied_at is not null",
        new { id },
        cancellation);

    /// <summary>Everything was looked at, and nothing lies under another key.</summary>
    public Task Walked(string active, CancellationToken cancellation) => Do(
        """
        update encryption_key set walked_at = case when id = @active then current_timestamp else walked_at end,
                                  places = case when id = @active then @Places else places end,
                                  emptied_at = case when id <> @active then coalesce(emptied_at, current_timestamp) end
        """,
        new { active, PersonalStore.Places },
        cancellation);

    private async Task Do(string sql, object? values, CancellationToken cancellation)
    {
        await using var connection = await database.States.OpenConnectionAsync(cancellation);
        await connection.ExecuteAsync(new CommandDefinition(sql, values, cancellationToken: cancellation));
    }
}

/// <param name="Walked">Everything that this release encrypts was looked at since it became active.</param>
/// <param name="IsEmpty">Nothing lies under it any more.</param>
internal sealed record KnownKey(string Id, bool Walked, bool IsEmpty);
