-- Personal data lies encrypted. A state says under which key, so that changing keys finds what is left under the old one.
alter table orleansstorage add column key_id text collate "C";

-- Keys under which something was ever stored; one that nothing is under any more has an end.
create table encryption_key
(
    id            text collate "C" primary key check (char_length(id) <= 32),
    first_used_at timestamptz not null default now(),
    walked_at     timestamptz,
    emptied_at    timestamptz
);

-- Encrypted titles are found by keyed marks of their pairs of letters; parties by keyed hashes of their numbers.
alter table dispute add column title_key text collate "C";

create table party_key
(
    number text collate "C" not null,
    hash   text collate "C" not null,
    primary key (hash, number)
);

-- A step may be encrypted, and encrypted anew; nothing else of it changes, and its hash is over what it says. Deleting stays impossible.
drop trigger dispute_event_append_only on dispute_event;
create trigger dispute_event_no_delete before delete on dispute_event for each row execute function refuse_change();
create trigger dispute_event_append_only before update on dispute_event for each row
    when (new.data::text not like '"enc:1:%'
          or (old.number, old.sequence, old.at, old.act, old.actor_id, old.actor_role, old.actor_agency, old.from_stage, old.to_stage, old.basis,
              old.previous_hash, old.hash)
             is distinct from
             (new.number, new.sequence, new.at, new.act, new.actor_id, new.actor_role, new.actor_agency, new.from_stage, new.to_stage, new.basis,
              new.previous_hash, new.hash))
    execute function refuse_change();
