-- Instants are microseconds since 1970, UTC: they compare, sort and page as numbers, with the precision of the other database.
create table dispute
(
    number          text primary key not null check (length(number) <= 64),
    shard           integer not null,
    area            text not null,
    category        text,
    channel         text,
    stage           text not null,
    standing        text not null check (standing in ('open', 'exited', 'merged')),
    lead            text not null,
    mediator        text,
    watch           text,
    title           text not null,
    source          text not null,
    registered_at   integer not null,
    updated_at      integer not null,
    closed_at       integer,
    next_due_at     integer,
    next_wake_at    integer,
    merged_into     text,
    version         integer not null,
    idempotency_key text check (length(idempotency_key) <= 400),
    fingerprint     text not null,
    steps           integer not null,
    last_hash       text not null
);

create unique index dispute_idempotency_key on dispute (idempotency_key) where idempotency_key is not null;
create index dispute_registered on dispute (registered_at, number);
create index dispute_updated on dispute (updated_at, number);
create index dispute_due on dispute (coalesce(next_due_at, 9223372036854775807), number);
create index dispute_wake on dispute (next_wake_at, number) where next_wake_at is not null;
create index dispute_area on dispute (area, number);
create index dispute_stage on dispute (stage, registered_at);
create index dispute_lead on dispute (lead, registered_at);
create index dispute_merged_into on dispute (merged_into) where merged_into is not null;

create table receipt
(
    number      text primary key not null,
    county      text not null,
    year        integer not null,
    sequence    integer not null,
    hash        text not null,
    at          integer not null,
    seal_number integer,
    position    integer,
    unique (county, year, sequence),
    check ((seal_number is null) = (position is null))
) without rowid;

create index receipt_unsealed on receipt (county, year, sequence) where seal_number is null;
create unique index receipt_sealed on receipt (county, seal_number, position) where seal_number is not null;

create table seal
(
    county        text not null,
    number        integer not null,
    at            integer not null,
    count         integer not null,
    merkle_root   text not null,
    previous_hash text not null,
    hash          text not null,
    primary key (county, number)
) without rowid;

create table dispute_event
(
    number        text not null,
    sequence      integer not null check (sequence >= 1),
    at            integer not null,
    act           text not null,
    actor_id      text not null,
    actor_role    text not null,
    actor_agency  text,
    from_stage    text not null,
    to_stage      text not null,
    basis         text,
    data          text not null check (json_valid(data)),
    previous_hash text not null,
    hash          text not null,
    primary key (number, sequence)
) without rowid;

create table deadline
(
    number           text not null,
    clock_id         text not null,
    rule_id          text not null,
    rule_version     integer not null,
    duty             text not null,
    holder           text not null,
    status           text not null,
    started_at       integer not null,
    due_at           integer,
    ended_at         integer,
    provisional      integer not null check (provisional in (0, 1)),
    calendar_version text not null,
    primary key (number, clock_id)
) without rowid;

create index deadline_due on deadline (status, due_at);

create table rung_fired
(
    number   text not null,
    clock_id text not null,
    rung     text not null,
    due_at   integer not null,
    fired_at integer not null,
    cause    text not null check (cause in ('reminder', 'timer', 'activation', 'command', 'sweep')),
    primary key (number, clock_id, rung)
) without rowid;

create table notification
(
    id       text primary key not null,
    agency   text not null,
    number   text not null,
    kind     text not null,
    severity text not null,
    at       integer not null,
    payload  text not null check (json_valid(payload))
) without rowid;

create index notification_agency on notification (agency, at, id);
