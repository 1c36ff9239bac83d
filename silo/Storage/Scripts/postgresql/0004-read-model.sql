-- Codes and numbers compare byte by byte ("C"), so that a prefix is a range and every database pages in the same order.
create table dispute
(
    number          text collate "C" primary key check (char_length(number) <= 64),
    shard           integer not null,
    area            text collate "C" not null,
    category        text collate "C",
    channel         text collate "C",
    stage           text collate "C" not null,
    standing        text collate "C" not null check (standing in ('open', 'exited', 'merged')),
    lead            text collate "C" not null,
    mediator        text collate "C",
    watch           text collate "C",
    title           text not null,
    source          text collate "C" not null,
    registered_at   timestamptz not null,
    updated_at      timestamptz not null,
    closed_at       timestamptz,
    next_due_at     timestamptz,
    next_wake_at    timestamptz,
    merged_into     text collate "C",
    version         integer not null,
    idempotency_key text collate "C" check (char_length(idempotency_key) <= 400),
    fingerprint     text collate "C" not null,
    steps           integer not null,
    last_hash       text collate "C" not null
);

create unique index dispute_idempotency_key on dispute (idempotency_key) where idempotency_key is not null;
create index dispute_registered on dispute (registered_at, number);
create index dispute_updated on dispute (updated_at, number);
create index dispute_due on dispute ((coalesce(next_due_at, 'infinity'::timestamptz)), number);
create index dispute_overdue on dispute (next_due_at) where standing = 'open' and next_due_at is not null;
create index dispute_wake on dispute (next_wake_at, number) where next_wake_at is not null;
create index dispute_area on dispute (area, number);
create index dispute_stage on dispute (stage, registered_at);
create index dispute_lead on dispute (lead, registered_at);
create index dispute_mediator on dispute (mediator) where mediator is not null;
create index dispute_watch on dispute (watch) where watch is not null;
create index dispute_merged_into on dispute (merged_into) where merged_into is not null;

create table receipt
(
    number      text collate "C" primary key,
    county      text collate "C" not null,
    year        integer not null,
    sequence    integer not null,
    hash        text collate "C" not null,
    at          timestamptz not null,
    seal_number integer,
    position    integer,
    unique (county, year, sequence),
    check ((seal_number is null) = (position is null))
);

create index receipt_unsealed on receipt (county, year, sequence) where seal_number is null;
create unique index receipt_sealed on receipt (county, seal_number, position) where seal_number is not null;

create table seal
(
    county        text collate "C" not null,
    number        integer not null,
    at            timestamptz not null,
    count         integer not null,
    merkle_root   text collate "C" not null,
    previous_hash text collate "C" not null,
    hash          text collate "C" not null,
    primary key (county, number)
);

create table dispute_event
(
    number        text collate "C" not null,
    sequence      integer not null check (sequence >= 1),
    at            timestamptz not null,
    act           text collate "C" not null,
    actor_id      text collate "C" not null,
    actor_role    text collate "C" not null,
    actor_agency  text collate "C",
    from_stage    text collate "C" not null,
    to_stage      text collate "C" not null,
    basis         text,
    -- json, not jsonb: the text is kept as it was hashed.
    data          json not null,
    previous_hash text collate "C" not null,
    hash          text collate "C" not null,
    primary key (number, sequence)
);

create table deadline
(
    number           text collate "C" not null,
    clock_id         text collate "C" not null,
    rule_id          text collate "C" not null,
    rule_version     integer not null,
    duty             text collate "C" not null,
    holder           text collate "C" not null,
    status           text collate "C" not null,
    started_at       timestamptz not null,
    due_at           timestamptz,
    ended_at         timestamptz,
    provisional      boolean not null,
    calendar_version text collate "C" not null,
    primary key (number, clock_id)
);

create index deadline_due on deadline (status, due_at);

create table rung_fired
(
    number   text collate "C" not null,
    clock_id text collate "C" not null,
    rung     text collate "C" not null,
    due_at   timestamptz not null,
    fired_at timestamptz not null,
    cause    text collate "C" not null check (cause in ('reminder', 'timer', 'activation', 'command', 'sweep')),
    primary key (number, clock_id, rung)
);

create table notification
(
    id       text collate "C" primary key,
    agency   text collate "C" not null,
    number   text collate "C" not null,
    kind     text collate "C" not null,
    severity text collate "C" not null,
    at       timestamptz not null,
    payload  json not null
);

create index notification_agency on notification (agency, at, id);
