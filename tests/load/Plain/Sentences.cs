namespace Suyuan.Plain;

/// <summary>Every statement, each one round trip and one transaction by itself.</summary>
internal static class Sentences
{
    /// <summary>In the order in which <see cref="Rows"/> reads them.</summary>
    private const string Columns =
        "number, version, stage, area, category, title, narrative, source, parties, people_involved, amount, occurred_on, grid, risks, lead, contacts, registered_at, updated_at, due_at, next_rung_at";

    /// <summary>The first clock: a day, warned of at half, four fifths, the end, and one and seven days after.</summary>
    private const string Opened = """
        insert into dispute (number, version, stage, area, category, title, narrative, source, parties, people_involved, amount, occurred_on, grid, risks, lead, contacts,
                             registered_at, updated_at, due_at, rungs, next_rung, next_rung_at)
        select u.number, 1, 'registered', u.area, u.category, u.title, u.narrative, u.source, u.parties, u.people_involved, u.amount, u.occurred_on, u.grid, u.risks, u.lead, 0,
               u.at, u.at, u.at + interval '24 hours',
               array[u.at + interval '12 hours', u.at + interval '19.2 hours', u.at + interval '24 hours', u.at + interval '2 days', u.at + interval '8 days'], 1, u.at + interval '12 hours'
          from u
        """;

    private const string Inputs = "(number, area, category, title, narrative, source, parties, people_involved, amount, occurred_on, grid, risks, lead, at, actor, role)";

    private const string Changed = """
        update dispute d
           set version = d.version + 1, contacts = d.contacts + 1, updated_at = u.at, stage = case when u.outcome = 'reached' then 'handling' else d.stage end
          from u
         where d.number = u.number and d.version = coalesce(u.expected, d.version) and d.stage in ('registered', 'assigned', 'handling')
        returning d.*, u.at, u.actor, u.role, u.data
        """;

    private const string Noted = "insert into history (number, sequence, at, act, actor, role, data) select number, version, at, 'contact', actor, role, data from changed";

    public const string Read = $"select {Columns} from dispute where number = $1";

    public const string Register = $"""
        with u {Inputs} as (values ($1::text, $2::text, $3::text, $4::text, $5::text, $6::text, $7::text, $8::int, $9::numeric, $10::date, $11::text, $12::text, $13::text, $14::timestamptz, $15::text, $16::text)),
             opened as ({Opened})
        insert into history (number, sequence, at, act, actor, role, data) select number, 1, at, 'register', actor, role, area from u
        """;

    public const string RegisterMany = $"""
        with u {Inputs} as (select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::int[], $9::numeric[], $10::date[], $11::text[], $12::text[], $13::text[], $14::timestamptz[], $15::text[], $16::text[])),
             opened as ({Opened})
        insert into history (number, sequence, at, act, actor, role, data) select number, 1, at, 'register', actor, role, area from u
        """;

    public const string Contact = $"""
        with u (number, expected, outcome, at, actor, role, data) as (values ($1::text, $2::int, $3::text, $4::timestamptz, $5::text, $6::text, $7::text)),
             changed as ({Changed}), noted as ({Noted})
        select {Columns} from changed
        """;

    public const string ContactMany = $"""
        with u (number, expected, outcome, at, actor, role, data) as (select * from unnest($1::text[], $2::int[], $3::text[], $4::timestamptz[], $5::text[], $6::text[], $7::text[])),
             changed as ({Changed}), noted as ({Noted})
        select {Columns} from changed
        """;

    /// <summary>Rungs that are due, at most so many, taken by whoever looks first; each speaks once and names the next.</summary>
    public const string Fire = """
        with due as
        (
            select number, next_rung, next_rung_at from dispute where next_rung_at <= $1 order by next_rung_at limit $2 for update skip locked
        ),
        fired as
        (
            update dispute d
               set version = d.version + 1, next_rung = due.next_rung + 1, next_rung_at = d.rungs[due.next_rung + 1], updated_at = $1
              from due
             where d.number = due.number
            returning d.number, d.version, d.lead, due.next_rung as rung, due.next_rung_at as due_at
        ),
        told as (insert into notice (number, rung, agency, due_at, at) select number, rung, lead, due_at, $1 from fired),
        noted as (insert into history (number, sequence, at, act, actor, role, data) select number, version, $1, 'rung', 'system', 'system', rung::text from fired)
        select count(*) from fired
        """;

    public const string Numbers = "select nextval('number_block')";
}
