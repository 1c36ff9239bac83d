-- Who saw and did what, chained for each county. Nobody changes or removes a line, this product neither.
create table audit_entry
(
    county     text collate "C" not null,
    sequence   bigint not null check (sequence >= 1),
    at         timestamptz not null,
    actor      text collate "C",
    role       text collate "C",
    agency     text collate "C",
    actor_area text collate "C",
    permission text collate "C" not null,
    address    text not null,
    target     text collate "C",
    area       text collate "C" not null,
    asked      text,
    status     integer not null,
    code       text collate "C",
    reason     text,
    come_from  text,
    trace      text,
    times      integer not null,
    hash       text not null,
    primary key (county, sequence)
);

create index audit_entry_at on audit_entry (at, county, sequence);
create index audit_entry_target on audit_entry (target, at) where target is not null;
create index audit_entry_actor on audit_entry (actor, at) where actor is not null;

create trigger audit_entry_append_only before update or delete on audit_entry for each row execute function refuse_change();
create trigger audit_entry_no_truncate before truncate on audit_entry execute function refuse_change();

-- A seal vouches for the trail up to a line: whoever keeps the seal can show later that nothing before it was touched.
alter table seal add column audited bigint, add column audit_hash text collate "C";

create index seal_audited on seal (county, audited) where audited is not null;
