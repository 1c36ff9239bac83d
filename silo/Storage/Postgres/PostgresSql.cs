using System.Collections.Concurrent;
using Suyuan.Projection;

namespace Suyuan.Storage;

/// <summary>
/// The one statement of a batch, and the one of combined reads. A statement is a transaction and a round trip.
/// </summary>
/// <remarks>
/// What an insert or an update returns is what it did, so everything that depends on the version check joins
/// <c>written</c>. Big tables are reached by unique keys alone, through conflicts and loops over the few rows of the batch:
/// however wrong the planner's figures of a young table are, there is no other way to go; <c>|| ''</c> takes a column's indexes out of the choice. Parameters: $1 service, $2 reminder name, $3 retry period in ms,
/// of a fenced writer $4 to $7 its row of the membership table, then the inputs.
/// </remarks>
internal static class PostgresSql
{
    /// <summary>Instead of an item of the batch: the writer's silo was declared dead, and nothing is stored.</summary>
    public const int DeclaredDead = -1;

    private const int FirstParameter = 4;

    private const int FenceParameters = 4;

    // Locked for as long as the statement runs, which is on the server alone: a silo that freezes meanwhile keeps nobody waiting. Who
    // finds it being declared dead waits, and then sees it dead (SiloStatus.Dead is 6).
    private const string Standing = """
        standing as materialized (
            select status
              from orleansmembershiptable
             where deploymentid = $4 and address = $5 and port = $6 and generation = $7
               for share
        ),

        """;

    private const string Stands = "(select status from standing) <> 6";

    /// <summary>In the order of the statement: a later step may read what an earlier one returned.</summary>
    private static readonly Step[] Steps =
    [
        new("claimed", "dispute_new", """
            insert into dispute
                (number, shard, area, category, channel, stage, standing, lead, mediator, watch, title, source, registered_at,
                 updated_at, closed_at, next_due_at, next_wake_at, merged_into, version, idempotency_key, fingerprint, steps, last_hash, settled_at,
                 reopened, returns, contested, next_visit_at, others, restricted, erase_at, erase_rule, held, uncounted, title_key)
            select d.number, d.shard, d.area, d.category, d.channel, d.stage, d.standing, d.lead, d.mediator, d.watch, d.title, d.source, d.registered_at,
                   d.updated_at, d.closed_at, d.next_due_at, d.next_wake_at, d.merged_into, d.version, d.idempotency_key, d.fingerprint, d.steps, d.last_hash, d.settled_at,
                   d.reopened, d.returns, d.contested, d.next_visit_at, d.others, d.restricted, d.erase_at, d.erase_rule, d.held, d.uncounted, d.title_key
              from dispute_new d join write_in i on i.item = d.item
             where {stands}
               and (select s.version from orleansstorage s
                     where s.grainidhash = i.key_hash and s.graintypehash = i.state_hash and s.grainidn0 = 0 and s.grainidn1 = 0
                       and s.graintypestring = i.state and s.serviceid = $1 and coalesce(s.grainidextensionstring, '') = i.key) is null
             order by i.item
            on conflict do nothing
            returning number
            """),
        new("stored", "write_in", """
            insert into orleansstorage
                (grainidhash, grainidn0, grainidn1, graintypehash, graintypestring, grainidextensionstring, serviceid, payloadbinary, modifiedon, version, key_id)
            select i.key_hash, 0, 0, i.state_hash, i.state, i.key, $1, i.payload, now(), i.expected + 1, i.key_id
              from write_in i
             where {stands}
               and case when i.expected = 0
                        then {claim}
                        else (select s.version from orleansstorage s
                               where s.grainidhash = i.key_hash and s.graintypehash = i.state_hash and s.grainidn0 = 0 and s.grainidn1 = 0
                                 and s.graintypestring = i.state and s.serviceid = $1
                                 and coalesce(s.grainidextensionstring, '') = i.key) is not null
                   end
             order by i.item
            on conflict (grainidhash, graintypehash, grainidn0, grainidn1, graintypestring, serviceid, (coalesce(grainidextensionstring, '')))
            do update set payloadbinary = excluded.payloadbinary, version = excluded.version, modifiedon = excluded.modifiedon, key_id = excluded.key_id
             where orleansstorage.version = excluded.version - 1
            returning graintypestring, grainidextensionstring
            """),
        new("written", "write_in", """
            select i.item
              from write_in i join stored s on s.graintypestring = i.state and s.grainidextensionstring = i.key
            """),
        new("changed", "dispute_in", """
            insert into dispute
                (number, shard, area, category, channel, stage, standing, lead, mediator, watch, title, source, registered_at,
                 updated_at, closed_at, next_due_at, next_wake_at, merged_into, version, idempotency_key, fingerprint, steps, last_hash, settled_at,
                 reopened, returns, contested, next_visit_at, others, restricted, erase_at, erase_rule, held, uncounted, title_key)
            select d.number, d.shard, d.area, d.category, d.channel, d.stage, d.standing, d.lead, d.mediator, d.watch, d.title, d.source, d.registered_at,
                   d.updated_at, d.closed_at, d.next_due_at, d.next_wake_at, d.merged_into, d.version, d.idempotency_key, d.fingerprint, d.steps, d.last_hash, d.settled_at,
                   d.reopened, d.returns, d.contested, d.next_visit_at, d.others, d.restricted, d.erase_at, d.erase_rule, d.held, d.uncounted, d.title_key
              from dispute_in d join written w on w.item = d.item
             order by w.item
            on conflict (number) do update
               set area = excluded.area, category = excluded.category, channel = excluded.channel, stage = excluded.stage,
                   standing = excluded.standing, lead = excluded.lead, mediator = excluded.mediator, watch = excluded.watch,
                   title = case when excluded.title = '' then dispute.title else excluded.title end,
                   title_key = case when excluded.title = '' then dispute.title_key else excluded.title_key end, source = excluded.source, updated_at = excluded.updated_at, closed_at = excluded.closed_at,
                   next_due_at = excluded.next_due_at, next_wake_at = excluded.next_wake_at, merged_into = excluded.merged_into,
                   version = excluded.version, steps = excluded.steps, last_hash = excluded.last_hash,
                   settled_at = excluded.settled_at,
                   reopened = excluded.reopened, returns = excluded.returns, contested = excluded.contested, next_visit_at = excluded.next_visit_at,
                   others = excluded.others, restricted = excluded.restricted, erase_at = excluded.erase_at, erase_rule = excluded.erase_rule,
                   held = excluded.held, uncounted = excluded.uncounted,
                   idempotency_key = case when excluded.fingerprint = '' then null else dispute.idempotency_key end,
                   fingerprint = case when excluded.fingerprint = '' then '' else dispute.fingerprint end
            """),
        new("receipts", "receipt_in", """
            insert into receipt (number, county, year, sequence, hash, at)
            select r.number, r.county, r.year, r.sequence, r.hash, r.at
              from receipt_in r join written w on w.item = r.item
            """),
        new("events", "event_in", """
            insert into dispute_event
                (number, sequence, at, act, actor_id, actor_role, actor_agency, from_stage, to_stage, basis, data, previous_hash, hash)
            select e.number, e.sequence, e.at, e.act, e.actor_id, e.actor_role, e.actor_agency, e.from_stage, e.to_stage, e.basis,
                   e.data::json, e.previous_hash, e.hash
              from event_in e join written w on w.item = e.item
            """),
        new("erased_steps", "erased_step_in", """
            update dispute_event e
               set data = x.data::json, data_hash = x.data_hash
              from erased_step_in x join written w on w.item = x.item
             where e.number = x.number and e.sequence = x.sequence
            """),
        new("erased_marks", "erasure_in", """
            delete from mark m
             using erasure_in x join written w on w.item = x.item
             where m.number = x.number
            """),
        new("erased_party_keys", "erasure_in", """
            delete from party_key p
             using erasure_in x join written w on w.item = x.item
             where p.number = x.number and p.hash <> all (string_to_array(x.kept, ' '))
            """),
        new("erased_notices", "erasure_in", $"""
            update notification n
               set payload = '{NoticeRow.Erased}'::json
              from erasure_in x join written w on w.item = x.item
             where n.id > x.number || '-' and n.id < x.number || '.'
            """),
        new("clocks", "clock_in", """
            insert into deadline
                (number, clock_id, rule_id, rule_version, duty, holder, status, started_at, due_at, ended_at, provisional, calendar_version,
                 adjusted)
            select c.number, c.clock_id, c.rule_id, c.rule_version, c.duty, c.holder, c.status, c.started_at, c.due_at, c.ended_at,
                   c.provisional, c.calendar_version, c.adjusted
              from clock_in c join written w on w.item = c.item
             order by w.item
            on conflict (number, clock_id) do update
               set rule_id = excluded.rule_id, rule_version = excluded.rule_version, duty = excluded.duty, holder = excluded.holder,
                   status = excluded.status, started_at = excluded.started_at, due_at = excluded.due_at, ended_at = excluded.ended_at,
                   provisional = excluded.provisional, calendar_version = excluded.calendar_version, adjusted = excluded.adjusted
            """),
        new("moves", "move_in", """
            insert into clock_move (edition, number, clock_id, rule_id, old_due_at, new_due_at, at)
            select m.edition, m.number, m.clock_id, m.rule_id, m.old_due_at, m.new_due_at, m.at
              from move_in m join written w on w.item = m.item
            """),
        new("law_changes", "law_in", """
            insert into law_change (edition, at, put_by, kind, key, version, content, note)
            select l.edition, l.at, l.put_by, l.kind, l.key, l.version, l.content::json, l.note
              from law_in l join written w on w.item = l.item
            """),
        new("rungs", "rung_in", """
            insert into rung_fired (number, clock_id, rung, due_at, fired_at, cause)
            select r.number, r.clock_id, r.rung, r.due_at, r.fired_at, r.cause
              from rung_in r join written w on w.item = r.item
            """),
        new("notices", "notice_in", """
            insert into notification (id, agency, number, kind, severity, at, payload, area, category)
            select n.id, n.agency, n.number, n.kind, n.severity, n.at, n.payload::json, n.area, n.category
              from notice_in n join written w on w.item = n.item
            """),
        new("taken", "taken_in", """
            update notification n
               set sequence = t.sequence, taken_at = t.at, acknowledge_by = t.acknowledge_by
              from taken_in t join written w on w.item = t.item
             where n.id = t.id and n.sequence is null
            """),
        new("acknowledged", "acknowledged_in", """
            update notification n
               set acknowledged_at = a.at, acknowledged_by = a.by_whom
              from acknowledged_in a join written w on w.item = a.item
             where n.id = a.id and n.acknowledged_at is null
            """),
        new("profiles", "profile_in", """
            insert into agency_profile (agency, version, points, data)
            select p.agency, p.version, p.points, p.data::json
              from profile_in p join written w on w.item = p.item
             order by w.item
            on conflict (agency) do update set version = excluded.version, points = excluded.points, data = excluded.data
            """),
        new("marks", "mark_in", """
            insert into mark (number, area, at, subject, people, parties, words)
            select m.number, m.area, m.at, m.subject, m.people, m.parties, m.words
              from mark_in m join written w on w.item = m.item
            """),
        new("red_warnings", "red_warning_in", """
            insert into red_warning (number, warning, at)
            select r.number, r.warning, r.at
              from red_warning_in r join written w on w.item = r.item
             order by w.item
            on conflict do nothing
            """),
        new("party_keys", "party_key_in", """
            insert into party_key (number, hash)
            select p.number, p.hash
              from party_key_in p join written w on w.item = p.item
             order by w.item
            on conflict do nothing
            """),
        new("closings", "closing_in", """
            insert into closing (number, area, closed_at, suspended_days, contacts, sessions, places, cost_fen, legal_aid)
            select c.number, c.area, c.closed_at, c.suspended_days, c.contacts, c.sessions, c.places, c.cost_fen, c.legal_aid
              from closing_in c join written w on w.item = c.item
             order by w.item
            on conflict (number) do update
               set area = excluded.area, closed_at = excluded.closed_at, suspended_days = excluded.suspended_days, contacts = excluded.contacts,
                   sessions = excluded.sessions, places = excluded.places, cost_fen = excluded.cost_fen, legal_aid = excluded.legal_aid
            """),
        new("dead_letters", "dead_letter_in", """
            insert into dead_letter (agency, webhook, notice_id, sequence, kind, at, reason, attempts)
            select d.agency, d.webhook, d.notice_id, d.sequence, d.kind, d.at, d.reason, d.attempts
              from dead_letter_in d join written w on w.item = d.item
             order by w.item
            on conflict do nothing
            """),
        new("redelivered", "redelivered_in", """
            update dead_letter d
               set redelivered_at = r.at
              from redelivered_in r join written w on w.item = r.item
             where d.agency = r.agency and d.sequence = r.sequence and d.webhook = r.webhook and d.redelivered_at is null
            """),
        new("matters", "matter_in", """
            insert into matter
                (number, kind, shard, area, agency, category, subject, status, open, title, created_at, updated_at, next_due_at, next_wake_at, version, data)
            select m.number, m.kind, m.shard, m.area, m.agency, m.category, m.subject, m.status, m.open, m.title, m.created_at, m.updated_at,
                   m.next_due_at, m.next_wake_at, m.version, m.data::json
              from matter_in m join written w on w.item = m.item
             order by w.item
            on conflict (number) do update
               set area = excluded.area, agency = excluded.agency, category = excluded.category, subject = excluded.subject, status = excluded.status,
                   open = excluded.open, title = excluded.title, updated_at = excluded.updated_at, next_due_at = excluded.next_due_at,
                   next_wake_at = excluded.next_wake_at, version = excluded.version, data = excluded.data
            """),
        new("audit", "audit_in", """
            insert into audit_entry
                (county, sequence, at, actor, role, agency, actor_area, permission, address, target, area, asked, status, code, reason, come_from, trace, times,
                 hash)
            select a.county, a.sequence, a.at, a.actor, a.role, a.agency, a.actor_area, a.permission, a.address, a.target, a.area, a.asked, a.status, a.code,
                   a.reason, a.come_from, a.trace, a.times, a.hash
              from audit_in a join written w on w.item = a.item
            """),
        new("seals", "seal_in", """
            insert into seal (county, number, at, count, merkle_root, previous_hash, hash, audited, audit_hash)
            select s.county, s.number, s.at, s.count, s.merkle_root, s.previous_hash, s.hash, s.audited, s.audit_hash
              from seal_in s join written w on w.item = s.item
            """),
        new("sealed", "sealed_in", """
            update receipt r
               set seal_number = s.seal_number, position = s.position
              from sealed_in s join written w on w.item = s.item
             where r.number = s.number and r.county || '' = s.county
            """),
        new("woken", "wake_in", """
            insert into orleansreminderstable as t (serviceid, grainid, remindername, starttime, period, grainhash, version)
            select $1, a.grain, $2, a.at, $3, a.grain_hash, 0
              from wake_in a join written w on w.item = a.item
             where a.at is not null
             order by w.item
            on conflict (serviceid, grainid, remindername) do update
               set starttime = excluded.starttime, period = excluded.period, grainhash = excluded.grainhash, version = t.version + 1
             where t.starttime <> excluded.starttime
            """),
        new("asleep", "wake_in", """
            delete from orleansreminderstable
             where grainid = any (array(select a.grain from wake_in a join written w on w.item = a.item where a.at is null))
               and remindername = $2 and serviceid || '' = $1
            """),
    ];

    /// <summary>A first write that claims a number goes through when the number was free; any other first write when its key is.</summary>
    private const string Claim = "i.claims is null or i.claims in (select number from claimed)";

    private static readonly ConcurrentDictionary<(uint Inputs, bool Fenced), string> Written = new();

    /// <summary>
    /// The statement for a batch that has these inputs. Most batches have few of them, and each step costs the server time
    /// even over nothing; the shapes that occur are few, so the driver keeps them prepared.
    /// </summary>
    public static string Write(uint inputs, bool fenced) => Written.GetOrAdd((inputs, fenced), static shape =>
    {
        var (mask, fenced) = shape;
        var steps = Steps.Where(step => (step.Bit & mask) != 0).ToList();
        var claim = steps.Exists(step => step.Name is "claimed") ? Claim : "true";
        return $"""
            with {(fenced ? Standing : "")}{PostgresInputs.Declare(mask, FirstParameter + (fenced ? FenceParameters : 0))},
            {string.Join(",\n", steps.Select(Filled))}
            select item from written
            {(fenced ? $"union all select {DeclaredDead} where ({Stands}) is not true" : "")}
            """;

        string Filled(Step step) =>
            $"{step.Name} as (\n{step.Sql.Replace("{claim}", claim, StringComparison.Ordinal).Replace("{stands}", fenced ? Stands : "true", StringComparison.Ordinal)}\n)";
    });

    public const string Read = """
        select graintypestring, grainidextensionstring, version, payloadbinary
          from orleansstorage
         where grainidhash = any ($2) and graintypehash = any ($3) and grainidn0 = 0 and grainidn1 = 0
           and graintypestring = any ($4) and serviceid = $1 and coalesce(grainidextensionstring, '') = any ($5)
        """;

    /// <param name="Input">What it writes; without such rows the statement has no such step.</param>
    private sealed record Step(string Name, string Input, string Sql)
    {
        public uint Bit { get; } = PostgresInputs.Bit(Input);
    }
}
