-- Matters beside the disputes (signals, warnings, meetings, orders …): one row each, whatever the kind, for lists and the sweep.
create table matter
(
    number       text primary key not null check (length(number) <= 80),
    kind         text not null,
    shard        integer not null,
    area         text not null,
    agency       text not null,
    category     text,
    subject      text,
    status       text not null,
    open         integer not null check (open in (0, 1)),
    title        text not null,
    created_at   integer not null,
    updated_at   integer not null,
    next_due_at  integer,
    next_wake_at integer,
    version      integer not null,
    data         text not null check (json_valid(data))
) without rowid;

create index matter_kind on matter (kind, created_at, number);
create index matter_area on matter (kind, area, created_at, number);
create index matter_agency on matter (kind, agency, created_at, number);
create index matter_subject on matter (kind, subject, created_at, number) where subject is not null;
create index matter_wake on matter (next_wake_at, number) where next_wake_at is not null;
