-- When the personal data of a case is erased and by which rule, whether something holds it back, and what no published table counts.
alter table dispute
    add column erase_at timestamptz,
    add column erase_rule text,
    add column held boolean not null default false,
    add column uncounted boolean not null default false;

create index dispute_erase on dispute (erase_at) where erase_at is not null;

update dispute set uncounted = true
 where restricted or number in (select number from dispute_event where act = 'services' and data::text like '%psychological-comfort%');

-- Cases that ended before retention was kept are woken once, and count it themselves.
update dispute set next_wake_at = updated_at where standing in ('exited', 'merged') and next_wake_at is null;

-- The hash of what a step said before words were erased from it.
alter table dispute_event add column data_hash text check (length(data_hash) = 64);

-- The two changes a step may see: it is encrypted anew, any time; its words give way to the hash of what stood there, once.
drop trigger dispute_event_append_only on dispute_event;
create trigger dispute_event_append_only before update on dispute_event for each row
    when (not ((new.data_hash is not distinct from old.data_hash and new.data::text like '"enc:1:%')
               or (old.data_hash is null and new.data_hash is not null))
          or (old.number, old.sequence, old.at, old.act, old.actor_id, old.actor_role, old.actor_agency, old.from_stage, old.to_stage, old.basis, old.previous_hash, old.hash)
             is distinct from (new.number, new.sequence, new.at, new.act, new.actor_id, new.actor_role, new.actor_agency, new.from_stage, new.to_stage, new.basis, new.previous_hash, new.hash))
    execute function refuse_change();

-- What is erased is found by the case.
create index party_key_number on party_key (number);
