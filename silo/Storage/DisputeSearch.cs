using System.Text.Json;
using Dapper;
using Suyuan.Disputes;
using Suyuan.Projection;

namespace Suyuan.Storage;

/// <summary>A filter as SQL. Only constant texts are put together; every value is a parameter.</summary>
internal sealed class DisputeSearch(ReadDialect dialect, TitleIndex? titles = null, PartyIndex? numbers = null)
{
    public (string Sql, DynamicParameters Values) Build(DisputeFilter filter)
    {
        var conditions = new List<string>();
        var values = new DynamicParameters();
        void Where(string condition, string name, object? value)
        {
            if (value is null)
                return;
            conditions.Add(condition);
            values.Add(name, value);
        }

        void Either(string condition, string otherwise, bool? wanted)
        {
            if (wanted is { } yes)
                conditions.Add(yes ? condition : otherwise);
        }

        var (from, before) = AreaRange(filter.AreaPrefix);
        Where("d.area >= @from", "from", from);
        Where("d.area < @before", "before", before);
        Where("d.stage = @stage", "stage", filter.Stage is { } stage ? JsonNamingPolicy.KebabCaseLower.ConvertName(stage.ToString()) : null);
        Where("d.category = @category", "category", filter.Category);
        Where("d.channel = @channel", "channel", filter.Channel);
        Where("d.lead = @lead", "lead", filter.Lead);
        Where("d.mediator = @mediator", "mediator", filter.Mediator);
        Where("d.watch = @watch", "watch", filter.Watch);
        Where("d.registered_at >= @registeredFrom", "registeredFrom", Instant(filter.RegisteredFrom));
        Where("d.registered_at < @registeredTo", "registeredTo", Instant(filter.RegisteredTo));
        Where($"({dialect.Holds("d.number", "@text")} or {InTitle(filter.Text, values)})", "text", filter.Text);
        if (filter.Party is { } party)
            Where("exists (select 1 from party_key p where p.number = d.number and p.hash = @party)", "party", numbers?.Of(party.Kind, party.Value) ?? "");
        Where(
            filter.Overdue is true ? "d.standing = 'open' and d.next_due_at < @now" : "(d.standing <> 'open' or d.next_due_at is null or d.next_due_at >= @now)",
            "now",
            filter.Overdue is null ? null : dialect.Instant(filter.Now));
        Where("d.next_visit_at < @visitBefore", "visitBefore", Instant(filter.VisitBefore));
        Where("d.returns >= @returnsFrom", "returnsFrom", filter.ReturnsFrom);
        Either("d.watch is not null", "d.watch is null", filter.Watched);
        Either("d.reopened > 0", "d.reopened = 0", filter.Relapsed);
        Either("d.contested", "not d.contested", filter.Contested);
        var reach = new ReachSql(dialect, "d", "lead", "others");
        if (reach.Condition(filter.Reach, "reach", values) is { } reached)
            conditions.Add(reached);
        if (reach.Condition(filter.ReachRestricted, "restricted", values) is { } alsoIfRestricted)
            conditions.Add($"(not d.restricted or {alsoIfRestricted})");
        var order = Order(filter, Where, values);
        values.Add("limit", filter.Limit);
        var where = conditions.Count is 0 ? "" : $"where {string.Join(" and ", conditions)}";
        return ($"select {RowReader.DisputeColumns} from dispute d {where} order by {order} limit @limit", values);
    }

    /// <summary>A title stands clear, or has the marks of all pairs of the text.</summary>
    private string InTitle(string? text, DynamicParameters values)
    {
        var clear = dialect.Holds("d.title", "@text");
        if (titles is null || text is null)
            return clear;
        var marks = titles.Marks(text);
        if (marks.Count is 0)
            return $"(d.title_key is null and {clear})";
        var conditions = new List<string>();
        foreach (var mark in marks)
        {
            var name = $"mark{conditions.Count}";
            values.Add(name, $" {mark}");
            conditions.Add(dialect.Holds("d.title_key", $"@{name}"));
        }

        return $"case when d.title_key is null then {clear} else {string.Join(" and ", conditions)} end";
    }

    /// <summary>The subtree of a prefix as a half-open range; codes are compared byte by byte.</summary>
    public static (string? From, string? Before) AreaRange(string? prefix) =>
        string.IsNullOrEmpty(prefix) ? (null, null) : (prefix, prefix[..^1] + (char)(prefix[^1] + 1));

    private string Order(DisputeFilter filter, Action<string, string, object?> where, DynamicParameters values)
    {
        var (column, direction, past) = filter.Sort switch
        {
            DisputeSort.Registered => ("d.registered_at", "desc", "<"),
            DisputeSort.Updated => ("d.updated_at", "desc", "<"),
            DisputeSort.Due => ($"coalesce(d.next_due_at, {dialect.NoDueDate})", "asc", ">"),
            _ => throw new ArgumentOutOfRangeException(nameof(filter)),
        };
        if (filter.After is { } after)
        {
            var position = after.SortTicks is long.MaxValue ? dialect.NoDueDate : "@afterInstant";
            where($"({column}, d.number) {past} ({position}, @afterNumber)", "afterNumber", after.Number);
            if (after.SortTicks is not long.MaxValue)
                values.Add("afterInstant", dialect.Instant(new DateTimeOffset(after.SortTicks, TimeSpan.Zero)));
        }

        return $"{column} {direction}, d.number {direction}";
    }

    private object? Instant(DateTimeOffset? instant) => instant is { } at ? dialect.Instant(at) : null;
}
