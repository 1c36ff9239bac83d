-- On which level a dispute was settled, as its closure records it; for those closed before this column, the level of their lead.
alter table dispute add column settled_at text collate "C";

update dispute
   set settled_at = case strpos(lead, '-') - 1
                        when 12 then 'village'
                        when 9 then 'township'
                        else case when lead like '____00-%' then 'city' else 'county' end
                    end
 where closed_at is not null;

create index dispute_settled on dispute (area, closed_at, settled_at) where closed_at is not null;
