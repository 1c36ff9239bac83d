-- Matters beside the disputes (signals, warnings, meetings, orders …): one row each, whatever the kind, for lists and the sweep.
create table matter
(
    number       text collate "C" primary key check (length(number) <= 80),
    kind         text collate "C" not null,
    shard        int not null,
    area         text collate "C" not null,
    agency       text collate "C" not null,
    category     text collate "C",
    subject      text collate "C",
    status       text collate "C" not null,
    open         boolean not null,
    title        text collate "C" not null,
    created_at   timestamptz not null,
    updated_at   timestamptz not null,
    next_due_at  timestamptz,
    next_wake_at timestamptz,
    version      int not null,
    data         json not null
);

create index matter_kind on matter (kind, created_at, number);
create index matter_area on matter (kind, area, created_at, number);
create index matter_agency on matter (kind, agency, created_at, number);
create index matter_subject on matter (kind, subject, created_at, number) where subject is not null;
create index matter_wake on matter (next_wake_at, number) where next_wake_at is not null;
