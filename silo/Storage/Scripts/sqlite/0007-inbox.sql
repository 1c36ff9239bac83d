-- A notice waits without a sequence until its agency's grain takes it; then it has its place in the inbox for ever.
alter table notification add column area text;
alter table notification add column category text;
alter table notification add column sequence integer;
alter table notification add column taken_at integer;
alter table notification add column acknowledge_by integer;
alter table notification add column acknowledged_at integer;
alter table notification add column acknowledged_by text;

drop index notification_agency;
create index notification_waiting on notification (agency, at, id) where sequence is null;
create unique index notification_inbox on notification (agency, sequence) where sequence is not null;
create index notification_unanswered on notification (agency, acknowledge_by) where acknowledge_by is not null and acknowledged_at is null;
