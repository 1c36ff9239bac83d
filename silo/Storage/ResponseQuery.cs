using Dapper;
using Suyuan.Projection;

namespace Suyuan.Storage;

/// <summary>The response table as one statement. Only constant texts are put together; every value is a parameter.</summary>
internal sealed class ResponseQuery(ReadDialect dialect)
{
    public (string Sql, DynamicParameters Values) Build(ResponseFilter filter)
    {
        var (low, high) = DisputeSearch.AreaRange(filter.AreaPrefix);
        var values = new DynamicParameters();
        values.Add("low", low);
        values.Add("high", high);
        values.Add("from", dialect.Instant(filter.From));
        values.Add("to", dialect.Instant(filter.To));
        values.Add("now", dialect.Instant(filter.Now));
        values.Add("limit", filter.Limit);
        var places = filter.SilenceKinds.Select((kind, index) =>
        {
            values.Add($"kind{index}", kind);
            return $" when @kind{index} then {index + 1}";
        });
        // Ranks are the nearest: the least value that half, or nine tenths, of all do not exceed.
        return ($"""
            with inbox as (
                select agency, taken_at, acknowledge_by, acknowledged_at
                  from notification
                 where sequence is not null and taken_at >= @from and taken_at < @to and agency >= @low and agency < @high
            ),
            counted as (
                select agency,
                       count(*) as received,
                       count(acknowledge_by) as to_acknowledge,
                       count(case when acknowledged_at <= acknowledge_by then 1 end) as in_time,
                       count(case when acknowledged_at > acknowledge_by then 1 end) as late,
                       count(case when acknowledge_by is not null and acknowledged_at is null then 1 end) as waiting,
                       count(case when acknowledge_by < @now and acknowledged_at is null then 1 end) as missed,
                       min(case when acknowledge_by is not null and acknowledged_at is null then taken_at end) as oldest_waiting
                  from inbox
                 group by agency
            ),
            ranked as (
                select agency, seconds, row_number() over (partition by agency order by seconds) as place, count(*) over (partition by agency) as answers
                  from (select agency, {dialect.Seconds("taken_at", "acknowledged_at")} as seconds
                          from inbox
                         where acknowledge_by is not null and acknowledged_at is not null) answered
            ),
            speed as (
                select agency,
                       max(case when place = (answers + 1) / 2 then seconds end) as median,
                       max(case when place = (9 * answers + 9) / 10 then seconds end) as p90
                  from ranked
                 group by agency
            ),
            steps as (
                select {dialect.Member("payload", "subject")} as agency, case kind{string.Concat(places)} end as place
                  from notification
                 where number = '' and at >= @from and at < @to
            ),
            silence as (
                select agency, count(*) as steps, max(place) as furthest
                  from steps
                 where place is not null and agency >= @low and agency < @high
                 group by agency
            ),
            duties as (
                select holder as agency, count(*) as overdue
                  from deadline
                 where status = 'running' and duty <> 'party' and due_at < @now and holder >= @low and holder < @high
                 group by holder
            ),
            everyone as (
                select agency from counted union select agency from silence union select agency from duties
            )
            select e.agency, coalesce(c.received, 0), coalesce(c.to_acknowledge, 0), coalesce(c.in_time, 0), coalesce(c.late, 0), coalesce(c.waiting, 0),
                   coalesce(c.missed, 0), c.oldest_waiting, s.median, s.p90, coalesce(q.steps, 0), q.furthest, coalesce(d.overdue, 0)
              from everyone e
              left join counted c on c.agency = e.agency
              left join speed s on s.agency = e.agency
              left join silence q on q.agency = e.agency
              left join duties d on d.agency = e.agency
             order by coalesce(c.missed, 0) desc, coalesce(q.furthest, 0) desc, coalesce(d.overdue, 0) desc, coalesce(c.late, 0) desc,
                      coalesce(s.p90, 0) desc, e.agency
             limit @limit
            """, values);
    }
}
