-- Who saw and did what, chained for each county. Nobody changes or removes a line, this product neither.
create table audit_entry
(
    county     text not null,
    sequence   integer not null check (sequence >= 1),
    at         integer not null,
    actor      text,
    role       text,
    agency     text,
    actor_area text,
    permission text not null,
    address    text not null,
    target     text,
    area       text not null,
    asked      text,
    status     integer not null,
    code       text,
    reason     text,
    come_from  text,
    trace      text,
    times      integer not null,
    hash       text not null,
    primary key (county, sequence)
) without rowid;

create index audit_entry_at on audit_entry (at, county, sequence);
create index audit_entry_target on audit_entry (target, at) where target is not null;
create index audit_entry_actor on audit_entry (actor, at) where actor is not null;

create trigger audit_entry_no_update before update on audit_entry begin select raise(abort, 'audit_entry is append-only'); end;
create trigger audit_entry_no_delete before delete on audit_entry begin select raise(abort, 'audit_entry is append-only'); end;

-- A line would be replaced without any delete that a trigger sees; a sequence is given once.
create trigger audit_entry_no_replace before insert on audit_entry
    when exists (select 1 from audit_entry e where e.county = new.county and e.sequence = new.sequence)
begin
    select raise(abort, 'audit_entry is append-only');
end;

-- A seal vouches for the trail up to a line: whoever keeps the seal can show later that nothing before it was touched.
alter table seal add column audited integer;
alter table seal add column audit_hash text;

create index seal_audited on seal (county, audited) where audited is not null;
