using System.Collections.Immutable;
using Dapper;
using Suyuan.Load.Product;
using Suyuan.Load.Talk;

namespace Suyuan.Load.Notices;

/// <summary>What stands in an inbox, as its agency reads it.</summary>
internal sealed record SeenNotice(string Id, long Sequence, string Kind, string? Number);

internal sealed record SeenInbox(ImmutableArray<SeenNotice> Items, long Last);

/// <summary>Reads whole inboxes over HTTP, and counts in the tables past the product's code.</summary>
internal static class Inboxes
{
    private const int PageSize = 200;

    public static async Task<ImmutableArray<SeenNotice>> Read(Line line, string agency, CancellationToken cancellation)
    {
        var notices = ImmutableArray.CreateBuilder<SeenNotice>();
        while (true)
        {
            var after = notices.Count == 0 ? 0 : notices[^1].Sequence;
            var answer = await line.Get(Person.Handler(agency), $"/v1/agencies/{agency}/inbox?after={after}&limit={PageSize}", cancellation);
            if (!answer.Succeeded)
                throw new InvalidOperationException($"The inbox of {agency} was refused: {answer.Problem()}");
            var page = answer.Read<SeenInbox>();
            notices.AddRange(page.Items);
            if (page.Items.Length < PageSize)
                return notices.ToImmutable();
        }
    }

    /// <summary>Notices in the tables: by agency, and how many have no place in an inbox yet.</summary>
    public static async Task<(Dictionary<string, long> ByAgency, long Waiting)> Stored(ProductPlace place, CancellationToken cancellation)
    {
        await using var connection = await place.Open(cancellation);
        var rows = await connection.QueryAsync<(string Agency, long All, long Waiting)>(
            new CommandDefinition("select agency, count(*), count(case when sequence is null then 1 end) from notification group by agency", cancellationToken: cancellation));
        var read = rows.ToList();
        return (read.ToDictionary(row => row.Agency, row => row.All), read.Sum(row => row.Waiting));
    }
}
