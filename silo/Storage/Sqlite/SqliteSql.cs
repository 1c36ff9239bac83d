using Suyuan.Projection;

namespace Suyuan.Storage;

/// <summary>The statements of one write. Order of the values as in <see cref="SqliteStatements"/>.</summary>
internal static class SqliteSql
{
    private const string Identity =
        "(GrainIdHash, GrainTypeHash, GrainIdN0, GrainIdN1, GrainTypeString, ServiceId, coalesce(GrainIdExtensionString, ''))";

    public const string InsertState = $"""
        insert into OrleansStorage
            (GrainIdHash, GrainIdN0, GrainIdN1, GrainTypeHash, GrainTypeString, GrainIdExtensionString, ServiceId, PayloadBinary, ModifiedOn, Version, key_id)
        values ($1, 0, 0, $2, $3, $4, $5, $6, datetime('now'), 1, $7)
        on conflict {Identity} do nothing
        """;

    public const string UpdateState = """
        update OrleansStorage
           set PayloadBinary = $6, ModifiedOn = datetime('now'), Version = Version + 1, key_id = $8
         where GrainIdHash = $1 and GrainTypeHash = $2 and GrainIdN0 = 0 and GrainIdN1 = 0 and GrainTypeString = $3
           and coalesce(GrainIdExtensionString, '') = $4 and ServiceId = $5 and Version = $7
        """;

    public const string ReadState = """
        select Version, PayloadBinary
          from OrleansStorage
         where GrainIdHash = $1 and GrainTypeHash = $2 and GrainIdN0 = 0 and GrainIdN1 = 0 and GrainTypeString = $3
           and coalesce(GrainIdExtensionString, '') = $4 and ServiceId = $5
        """;

    private const string InsertDispute = """
        insert into dispute
            (number, shard, area, category, channel, stage, standing, lead, mediator, watch, title, source, registered_at,
             updated_at, closed_at, next_due_at, next_wake_at, merged_into, version, idempotency_key, fingerprint, steps, last_hash, settled_at,
             reopened, returns, contested, next_visit_at, others, restricted, erase_at, erase_rule, held, uncounted, title_key)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35)
        """;

    public const string ClaimDispute = $"{InsertDispute} on conflict do nothing";

    public const string UpsertDispute = $"""
        {InsertDispute}
        on conflict (number) do update
           set area = excluded.area, category = excluded.category, channel = excluded.channel, stage = excluded.stage,
               standing = excluded.standing, lead = excluded.lead, mediator = excluded.mediator, watch = excluded.watch,
               title = case when excluded.title = '' then dispute.title else excluded.title end,
               title_key = case when excluded.title = '' then dispute.title_key else excluded.title_key end, source = excluded.source, updated_at = excluded.updated_at, closed_at = excluded.closed_at,
               next_due_at = excluded.next_due_at, next_wake_at = excluded.next_wake_at, merged_into = excluded.merged_into,
               version = excluded.version, steps = excluded.steps, last_hash = excluded.last_hash, settled_at = excluded.settled_at,
               reopened = excluded.reopened, returns = excluded.returns, contested = excluded.contested, next_visit_at = excluded.next_visit_at,
               others = excluded.others, restricted = excluded.restricted, erase_at = excluded.erase_at, erase_rule = excluded.erase_rule,
               held = excluded.held, uncounted = excluded.uncounted,
               idempotency_key = case when excluded.fingerprint = '' then null else dispute.idempotency_key end,
               fingerprint = case when excluded.fingerprint = '' then '' else dispute.fingerprint end
        """;

    public const string InsertReceipt =
        "insert into receipt (number, county, year, sequence, hash, at) values ($1, $2, $3, $4, $5, $6)";

    public const string InsertEvent = """
        insert into dispute_event
            (number, sequence, at, act, actor_id, actor_role, actor_agency, from_stage, to_stage, basis, data, previous_hash, hash)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
        """;

    /// <summary>The schema lets this happen to a step once.</summary>
    public const string EraseStep = "update dispute_event set data = $3, data_hash = $4 where number = $1 and sequence = $2";

    public const string EraseMark = "delete from mark where number = $1";

    /// <summary>But for those of the parties whose identity stays, parted by blanks.</summary>
    public const string ErasePartyKeys = "delete from party_key where number = $1 and instr(' ' || $2 || ' ', ' ' || hash || ' ') = 0";

    /// <summary>What the notices about it said; their ids begin with the number.</summary>
    public const string EraseNotices = $"update notification set payload = '{NoticeRow.Erased}' where id > $1 || '-' and id < $1 || '.'";

    public const string UpsertClock = """
        insert into deadline
            (number, clock_id, rule_id, rule_version, duty, holder, status, started_at, due_at, ended_at, provisional, calendar_version,
             adjusted)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
        on conflict (number, clock_id) do update
           set rule_id = excluded.rule_id, rule_version = excluded.rule_version, duty = excluded.duty, holder = excluded.holder,
               status = excluded.status, started_at = excluded.started_at, due_at = excluded.due_at, ended_at = excluded.ended_at,
               provisional = excluded.provisional, calendar_version = excluded.calendar_version, adjusted = excluded.adjusted
        """;

    public const string InsertRung =
        "insert into rung_fired (number, clock_id, rung, due_at, fired_at, cause) values ($1, $2, $3, $4, $5, $6)";

    public const string InsertMove =
        "insert into clock_move (edition, number, clock_id, rule_id, old_due_at, new_due_at, at) values ($1, $2, $3, $4, $5, $6, $7)";

    public const string InsertLawChange =
        "insert into law_change (edition, at, put_by, kind, key, version, content, note) values ($1, $2, $3, $4, $5, $6, $7, $8)";

    public const string InsertNotice =
        "insert into notification (id, agency, number, kind, severity, at, payload, area, category) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)";

    public const string TakeNotice =
        "update notification set sequence = $2, taken_at = $3, acknowledge_by = $4 where id = $1 and sequence is null";

    public const string AcknowledgeNotice =
        "update notification set acknowledged_at = $2, acknowledged_by = $3 where id = $1 and acknowledged_at is null";

    public const string UpsertProfile = """
        insert into agency_profile (agency, version, points, data) values ($1, $2, $3, $4)
        on conflict (agency) do update set version = excluded.version, points = excluded.points, data = excluded.data
        """;

    public const string UpsertMatter = """
        insert into matter
            (number, kind, shard, area, agency, category, subject, status, open, title, created_at, updated_at, next_due_at, next_wake_at, version, data)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
        on conflict (number) do update
           set area = excluded.area, agency = excluded.agency, category = excluded.category, subject = excluded.subject, status = excluded.status,
               open = excluded.open, title = excluded.title, updated_at = excluded.updated_at, next_due_at = excluded.next_due_at,
               next_wake_at = excluded.next_wake_at, version = excluded.version, data = excluded.data
        """;

    public const string InsertPartyKey = "insert into party_key (number, hash) values ($1, $2) on conflict do nothing";

    public const string InsertMark =
        "insert into mark (number, area, at, subject, people, parties, words) values ($1, $2, $3, $4, $5, $6, $7)";

    public const string InsertRedWarning = "insert into red_warning (number, warning, at) values ($1, $2, $3) on conflict do nothing";

    public const string UpsertClosing = """
        insert into closing (number, area, closed_at, suspended_days, contacts, sessions, places, cost_fen, legal_aid) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
        on conflict (number) do update
           set area = excluded.area, closed_at = excluded.closed_at, suspended_days = excluded.suspended_days, contacts = excluded.contacts,
               sessions = excluded.sessions, places = excluded.places, cost_fen = excluded.cost_fen, legal_aid = excluded.legal_aid
        """;

    public const string InsertDeadLetter = """
        insert into dead_letter (agency, webhook, notice_id, sequence, kind, at, reason, attempts)
        values ($1, $2, $3, $4, $5, $6, $7, $8)
        on conflict do nothing
        """;

    public const string RedeliverDeadLetter =
        "update dead_letter set redelivered_at = $4 where agency = $1 and webhook = $2 and sequence = $3 and redelivered_at is null";

    public const string InsertSeal =
        "insert into seal (county, number, at, count, merkle_root, previous_hash, hash, audited, audit_hash) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)";

    public const string InsertAudit = """
        insert into audit_entry
            (county, sequence, at, actor, role, agency, actor_area, permission, address, target, area, asked, status, code, reason, come_from, trace, times, hash)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)
        """;

    public const string SealReceipt =
        "update receipt set seal_number = $2, position = $3 where number = $1 and county = $4";

    public const string UpsertReminder = """
        insert into OrleansRemindersTable (ServiceId, GrainId, ReminderName, StartTime, Period, GrainHash, Version)
        values ($1, $2, $3, $4, $5, $6, 0)
        on conflict (ServiceId, GrainId, ReminderName) do update
           set StartTime = excluded.StartTime, Period = excluded.Period, GrainHash = excluded.GrainHash, Version = Version + 1
         where StartTime <> excluded.StartTime
        """;

    public const string DeleteReminder =
        "delete from OrleansRemindersTable where ServiceId = $1 and GrainId = $2 and ReminderName = $3";
}
