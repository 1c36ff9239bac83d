-- When the personal data of a case is erased and by which rule, whether something holds it back, and what no published table counts.
alter table dispute add column erase_at integer;
alter table dispute add column erase_rule text;
alter table dispute add column held integer not null default 0;
alter table dispute add column uncounted integer not null default 0;

create index dispute_erase on dispute (erase_at) where erase_at is not null;

update dispute set uncounted = 1
 where restricted or number in (select number from dispute_event where act = 'services' and data like '%psychological-comfort%');

-- Cases that ended before retention was kept are woken once, and count it themselves.
update dispute set next_wake_at = updated_at where standing in ('exited', 'merged') and next_wake_at is null;

-- The hash of what a step said before words were erased from it.
alter table dispute_event add column data_hash text check (length(data_hash) = 64);

-- The two changes a step may see: it is encrypted anew, any time; its words give way to the hash of what stood there, once.
drop trigger dispute_event_no_update;
create trigger dispute_event_no_update before update on dispute_event
    when not ((new.data_hash is old.data_hash and new.data like '"enc:1:%') or (old.data_hash is null and new.data_hash is not null))
      or (old.number, old.sequence, old.at, old.act, old.actor_id, old.actor_role, old.actor_agency, old.from_stage, old.to_stage, old.basis, old.previous_hash, old.hash)
         is not (new.number, new.sequence, new.at, new.act, new.actor_id, new.actor_role, new.actor_agency, new.from_stage, new.to_stage, new.basis, new.previous_hash, new.hash)
begin
    select raise(abort, 'dispute_event is append-only');
end;

-- What is erased is found by the case.
create index party_key_number on party_key (number);
