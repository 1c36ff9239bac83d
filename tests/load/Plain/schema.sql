-- What a team would build that has a table of cases and a clock in a column: one row for the case with its next rung, its history, its notices.
create sequence if not exists number_block;

create table if not exists dispute
(
    number          text collate "C" primary key,
    version         integer not null,
    stage           text collate "C" not null,
    area            text collate "C" not null,
    category        text collate "C",
    title           text not null,
    narrative       text not null,
    source          text collate "C" not null,
    parties         text not null,
    people_involved integer,
    amount          numeric,
    occurred_on     date,
    grid            text collate "C",
    risks           text,
    lead            text collate "C" not null,
    contacts        integer not null,
    registered_at   timestamptz not null,
    updated_at      timestamptz not null,
    due_at          timestamptz not null,
    rungs           timestamptz[] not null,
    next_rung       integer not null,
    -- The deadline column: the instant of the rung that speaks next.
    next_rung_at    timestamptz
);

create index if not exists dispute_next_rung on dispute (next_rung_at) where next_rung_at is not null;

create table if not exists history
(
    number   text collate "C" not null,
    sequence integer not null,
    at       timestamptz not null,
    act      text collate "C" not null,
    actor    text collate "C" not null,
    role     text collate "C" not null,
    data     text not null,
    primary key (number, sequence)
);

create table if not exists notice
(
    number text collate "C" not null,
    rung   integer not null,
    agency text collate "C" not null,
    due_at timestamptz not null,
    at     timestamptz not null,
    primary key (number, rung)
);
