-- A notice that a webhook gave up after its last try. It stays in the inbox as ever; this is who did not hear of it.
create table dead_letter
(
    agency         text collate "C" not null,
    webhook        int not null,
    notice_id      text collate "C" not null,
    sequence       bigint not null,
    kind           text collate "C" not null,
    at             timestamptz not null,
    reason         text collate "C" not null,
    attempts       int not null,
    redelivered_at timestamptz,
    primary key (agency, webhook, notice_id)
);

create unique index dead_letter_sequence on dead_letter (agency, sequence, webhook);
