-- Who takes part besides the lead, and what fewer may know of: lists are asked by it. The participants of earlier rows follow with
-- their next write.
alter table dispute
    add column others text,
    add column restricted boolean not null default false;

create index dispute_others on dispute (area) where others is not null;
create index dispute_restricted on dispute (area) where restricted;
