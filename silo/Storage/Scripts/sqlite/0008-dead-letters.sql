-- A notice that a webhook gave up after its last try. It stays in the inbox as ever; this is who did not hear of it.
create table dead_letter
(
    agency         text not null,
    webhook        integer not null,
    notice_id      text not null,
    sequence       integer not null,
    kind           text not null,
    at             integer not null,
    reason         text not null,
    attempts       integer not null,
    redelivered_at integer,
    primary key (agency, webhook, notice_id)
) without rowid;

create unique index dead_letter_sequence on dead_letter (agency, sequence, webhook);
