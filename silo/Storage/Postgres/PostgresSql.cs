namespace Suyuan.Storage;

/// <summary>
/// The one statement of a batch, and the one of combined reads. A statement is a transaction and a round trip.
/// </summary>
/// <remarks>
/// What an insert or an update returns is what it did, so everything that depends on the version check joins
/// <c>written</c>. Big tables are reached by unique keys alone, through conflicts and loops over the few rows of the batch:
/// however wrong the planner's figures of a young table are, there is no other way to go; <c>|| ''</c> takes a column's indexes out of the choice. Parameters: $1 service, $2 reminder name, $3 retry period in ms, then the inputs.
/// </remarks>
internal static class PostgresSql
{
    private const int FirstInput = 4;

    private const string Body = """
        claimed as (
            insert into dispute
                (number, shard, area, category, channel, stage, standing, lead, mediator, watch, title, source, registered_at,
                 updated_at, closed_at, next_due_at, next_wake_at, merged_into, version, idempotency_key, fingerprint, steps, last_hash, settled_at,
                 reopened, returns, contested, next_visit_at)
            select d.number, d.shard, d.area, d.category, d.channel, d.stage, d.standing, d.lead, d.mediator, d.watch, d.title, d.source, d.registered_at,
                   d.updated_at, d.closed_at, d.next_due_at, d.next_wake_at, d.merged_into, d.version, d.idempotency_key, d.fingerprint, d.steps, d.last_hash, d.settled_at,
                   d.reopened, d.returns, d.contested, d.next_visit_at
              from dispute_in d join item i on i.ord = d.item
             where i.claims is not null
               and (select s.version from orleansstorage s
                     where s.grainidhash = i.key_hash and s.graintypehash = i.state_hash and s.grainidn0 = 0 and s.grainidn1 = 0
                       and s.graintypestring = i.state and s.serviceid = $1 and coalesce(s.grainidextensionstring, '') = i.key) is null
             order by i.ord
            on conflict do nothing
            returning number
        ),
        stored as (
            insert into orleansstorage
                (grainidhash, grainidn0, grainidn1, graintypehash, graintypestring, grainidextensionstring, serviceid, payloadbinary, modifiedon, version)
            select i.key_hash, 0, 0, i.state_hash, i.state, i.key, $1, i.payload, now(), i.expected + 1
              from item i
             where case when i.expected = 0
                        then i.claims is null or i.claims in (select number from claimed)
                        else (select s.version from orleansstorage s
                               where s.grainidhash = i.key_hash and s.graintypehash = i.state_hash and s.grainidn0 = 0 and s.grainidn1 = 0
                                 and s.graintypestring = i.state and s.serviceid = $1
                                 and coalesce(s.grainidextensionstring, '') = i.key) is not null
                   end
             order by i.ord
            on conflict (grainidhash, graintypehash, grainidn0, grainidn1, graintypestring, serviceid, (coalesce(grainidextensionstring, '')))
            do update set payloadbinary = excluded.payloadbinary, version = excluded.version, modifiedon = excluded.modifiedon
             where orleansstorage.version = excluded.version - 1
            returning graintypestring, grainidextensionstring
        ),
        written as (
            select i.ord, i.claims
              from item i join stored s on s.graintypestring = i.state and s.grainidextensionstring = i.key
        ),
        changed as (
            insert into dispute
                (number, shard, area, category, channel, stage, standing, lead, mediator, watch, title, source, registered_at,
                 updated_at, closed_at, next_due_at, next_wake_at, merged_into, version, idempotency_key, fingerprint, steps, last_hash, settled_at,
                 reopened, returns, contested, next_visit_at)
            select d.number, d.shard, d.area, d.category, d.channel, d.stage, d.standing, d.lead, d.mediator, d.watch, d.title, d.source, d.registered_at,
                   d.updated_at, d.closed_at, d.next_due_at, d.next_wake_at, d.merged_into, d.version, d.idempotency_key, d.fingerprint, d.steps, d.last_hash, d.settled_at,
                   d.reopened, d.returns, d.contested, d.next_visit_at
              from dispute_in d join written w on w.ord = d.item
             where w.claims is null
             order by w.ord
            on conflict (number) do update
               set area = excluded.area, category = excluded.category, channel = excluded.channel, stage = excluded.stage,
                   standing = excluded.standing, lead = excluded.lead, mediator = excluded.mediator, watch = excluded.watch,
                   title = excluded.title, source = excluded.source, updated_at = excluded.updated_at, closed_at = excluded.closed_at,
                   next_due_at = excluded.next_due_at, next_wake_at = excluded.next_wake_at, merged_into = excluded.merged_into,
                   version = excluded.version, steps = excluded.steps, last_hash = excluded.last_hash,
                   settled_at = excluded.settled_at,
                   reopened = excluded.reopened, returns = excluded.returns, contested = excluded.contested, next_visit_at = excluded.next_visit_at
        ),
        receipts as (
            insert into receipt (number, county, year, sequence, hash, at)
            select r.number, r.county, r.year, r.sequence, r.hash, r.at
              from receipt_in r join written w on w.ord = r.item
        ),
        events as (
            insert into dispute_event
                (number, sequence, at, act, actor_id, actor_role, actor_agency, from_stage, to_stage, basis, data, previous_hash, hash)
            select e.number, e.sequence, e.at, e.act, e.actor_id, e.actor_role, e.actor_agency, e.from_stage, e.to_stage, e.basis,
                   e.data::json, e.previous_hash, e.hash
              from event_in e join written w on w.ord = e.item
        ),
        clocks as (
            insert into deadline
                (number, clock_id, rule_id, rule_version, duty, holder, status, started_at, due_at, ended_at, provisional, calendar_version,
                 adjusted)
            select c.number, c.clock_id, c.rule_id, c.rule_version, c.duty, c.holder, c.status, c.started_at, c.due_at, c.ended_at,
                   c.provisional, c.calendar_version, c.adjusted
              from clock_in c join written w on w.ord = c.item
             order by w.ord
            on conflict (number, clock_id) do update
               set rule_id = excluded.rule_id, rule_version = excluded.rule_version, duty = excluded.duty, holder = excluded.holder,
                   status = excluded.status, started_at = excluded.started_at, due_at = excluded.due_at, ended_at = excluded.ended_at,
                   provisional = excluded.provisional, calendar_version = excluded.calendar_version, adjusted = excluded.adjusted
        ),
        moves as (
            insert into clock_move (edition, number, clock_id, rule_id, old_due_at, new_due_at, at)
            select m.edition, m.number, m.clock_id, m.rule_id, m.old_due_at, m.new_due_at, m.at
              from move_in m join written w on w.ord = m.item
        ),
        law_changes as (
            insert into law_change (edition, at, put_by, kind, key, version, content, note)
            select l.edition, l.at, l.put_by, l.kind, l.key, l.version, l.content::json, l.note
              from law_in l join written w on w.ord = l.item
        ),
        rungs as (
            insert into rung_fired (number, clock_id, rung, due_at, fired_at, cause)
            select r.number, r.clock_id, r.rung, r.due_at, r.fired_at, r.cause
              from rung_in r join written w on w.ord = r.item
        ),
        notices as (
            insert into notification (id, agency, number, kind, severity, at, payload, area, category)
            select n.id, n.agency, n.number, n.kind, n.severity, n.at, n.payload::json, n.area, n.category
              from notice_in n join written w on w.ord = n.item
        ),
        taken as (
            update notification n
               set sequence = t.sequence, taken_at = t.at, acknowledge_by = t.acknowledge_by
              from taken_in t join written w on w.ord = t.item
             where n.id = t.id and n.sequence is null
        ),
        acknowledged as (
            update notification n
               set acknowledged_at = a.at, acknowledged_by = a.by_whom
              from acknowledged_in a join written w on w.ord = a.item
             where n.id = a.id and n.acknowledged_at is null
        ),
        profiles as (
            insert into agency_profile (agency, version, points, data)
            select p.agency, p.version, p.points, p.data::json
              from profile_in p join written w on w.ord = p.item
             order by w.ord
            on conflict (agency) do update set version = excluded.version, points = excluded.points, data = excluded.data
        ),
        marks as (
            insert into mark (number, area, at, subject, people, parties, words)
            select m.number, m.area, m.at, m.subject, m.people, m.parties, m.words
              from mark_in m join written w on w.ord = m.item
        ),
        dead_letters as (
            insert into dead_letter (agency, webhook, notice_id, sequence, kind, at, reason, attempts)
            select d.agency, d.webhook, d.notice_id, d.sequence, d.kind, d.at, d.reason, d.attempts
              from dead_letter_in d join written w on w.ord = d.item
             order by w.ord
            on conflict do nothing
        ),
        redelivered as (
            update dead_letter d
               set redelivered_at = r.at
              from redelivered_in r join written w on w.ord = r.item
             where d.agency = r.agency and d.sequence = r.sequence and d.webhook = r.webhook and d.redelivered_at is null
        ),
        matters as (
            insert into matter
                (number, kind, shard, area, agency, category, subject, status, open, title, created_at, updated_at, next_due_at, next_wake_at, version, data)
            select m.number, m.kind, m.shard, m.area, m.agency, m.category, m.subject, m.status, m.open, m.title, m.created_at, m.updated_at,
                   m.next_due_at, m.next_wake_at, m.version, m.data::json
              from matter_in m join written w on w.ord = m.item
             order by w.ord
            on conflict (number) do update
               set area = excluded.area, agency = excluded.agency, category = excluded.category, subject = excluded.subject, status = excluded.status,
                   open = excluded.open, title = excluded.title, updated_at = excluded.updated_at, next_due_at = excluded.next_due_at,
                   next_wake_at = excluded.next_wake_at, version = excluded.version, data = excluded.data
        ),
        seals as (
            insert into seal (county, number, at, count, merkle_root, previous_hash, hash)
            select s.county, s.number, s.at, s.count, s.merkle_root, s.previous_hash, s.hash
              from seal_in s join written w on w.ord = s.item
        ),
        sealed as (
            update receipt r
               set seal_number = s.seal_number, position = s.position
              from sealed_in s join written w on w.ord = s.item
             where r.number = s.number and r.county || '' = s.county
        ),
        woken as (
            insert into orleansreminderstable as t (serviceid, grainid, remindername, starttime, period, grainhash, version)
            select $1, a.grain, $2, a.at, $3, a.grain_hash, 0
              from wake_in a join written w on w.ord = a.item
             where a.at is not null
             order by w.ord
            on conflict (serviceid, grainid, remindername) do update
               set starttime = excluded.starttime, period = excluded.period, grainhash = excluded.grainhash, version = t.version + 1
             where t.starttime <> excluded.starttime
        ),
        asleep as (
            delete from orleansreminderstable
             where grainid = any (array(select a.grain from wake_in a join written w on w.ord = a.item where a.at is null))
               and remindername = $2 and serviceid || '' = $1
        )
        select ord from written
        """;

    public static readonly string Write = $"with {PostgresInputs.Declare(FirstInput)},\n{Body}";

    public const string Read = """
        select graintypestring, grainidextensionstring, version, payloadbinary
          from orleansstorage
         where grainidhash = any ($2) and graintypehash = any ($3) and grainidn0 = 0 and grainidn1 = 0
           and graintypestring = any ($4) and serviceid = $1 and coalesce(grainidextensionstring, '') = any ($5)
        """;
}
