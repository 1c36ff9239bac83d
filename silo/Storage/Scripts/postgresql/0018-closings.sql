-- What the way to a closing has cost the parties, once for each dispute; counts while the dispute is closed as it says.
create table closing
(
    number         text collate "C" not null primary key,
    area           text collate "C" not null,
    closed_at      timestamptz not null,
    suspended_days int not null,
    contacts       int not null,
    sessions       int not null,
    places         int not null,
    cost_fen       bigint,
    legal_aid      boolean not null
);

create index closing_by_time on closing (closed_at);
