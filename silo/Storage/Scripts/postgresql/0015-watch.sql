-- What lists of watched, contested and returning disputes are asked by. What earlier rows can tell is filled in; their number of
-- returns follows with the next write.
alter table dispute
    add column reopened integer not null default 0,
    add column returns integer not null default 0,
    add column contested boolean not null default false,
    add column next_visit_at timestamptz;

update dispute
   set next_visit_at = (select max(d.due_at) from deadline d where d.number = dispute.number and d.status = 'running' and d.clock_id like 'watch-visit-%')
 where watch is not null;

update dispute
   set contested = true
 where exists (select 1 from deadline d where d.number = dispute.number and d.status = 'running' and d.clock_id like 'coordinator-decision-%');

update dispute
   set reopened = (select count(*) from dispute_event e
                    where e.number = dispute.number and e.from_stage in ('closed', 'watched', 'settled', 'exited') and e.to_stage in ('registered', 'assigned'))
 where exists (select 1 from dispute_event e
                where e.number = dispute.number and e.from_stage in ('closed', 'watched', 'settled', 'exited') and e.to_stage in ('registered', 'assigned'));

create index dispute_watched on dispute (watch, area) where watch is not null;
create index dispute_contested on dispute (area) where contested;
