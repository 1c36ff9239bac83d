-- A notice waits without a sequence until its agency's grain takes it; then it has its place in the inbox for ever.
alter table notification
    add column area            text collate "C",
    add column category        text collate "C",
    add column sequence        bigint,
    add column taken_at        timestamptz,
    add column acknowledge_by  timestamptz,
    add column acknowledged_at timestamptz,
    add column acknowledged_by text collate "C";

drop index notification_agency;
create index notification_waiting on notification (agency, at, id) where sequence is null;
create unique index notification_inbox on notification (agency, sequence) where sequence is not null;
create index notification_unanswered on notification (agency, acknowledge_by) where acknowledge_by is not null and acknowledged_at is null;
