-- Personal data lies encrypted. A state says under which key, so that changing keys finds what is left under the old one.
alter table OrleansStorage add column key_id text;

-- Keys under which something was ever stored; one that nothing is under any more has an end. Instants as text: nothing counts with them.
create table encryption_key
(
    id            text primary key not null check (length(id) <= 32),
    first_used_at text not null default current_timestamp,
    walked_at     text,
    emptied_at    text
) without rowid;

-- Encrypted titles are found by keyed marks of their pairs of letters; parties by keyed hashes of their numbers.
alter table dispute add column title_key text;

create table party_key
(
    number text not null,
    hash   text not null,
    primary key (hash, number)
) without rowid;

-- A step may be encrypted, and encrypted anew; nothing else of it changes, and its hash is over what it says. Deleting stays impossible.
drop trigger dispute_event_no_update;
create trigger dispute_event_no_update before update on dispute_event
    when new.data not like '"enc:1:%'
      or (old.number, old.sequence, old.at, old.act, old.actor_id, old.actor_role, old.actor_agency, old.from_stage, old.to_stage, old.basis,
          old.previous_hash, old.hash)
         is not
         (new.number, new.sequence, new.at, new.act, new.actor_id, new.actor_role, new.actor_agency, new.from_stage, new.to_stage, new.basis,
          new.previous_hash, new.hash)
begin
    select raise(abort, 'dispute_event is append-only');
end;
