-- What the way to a closing has cost the parties, once for each dispute; counts while the dispute is closed as it says.
create table closing
(
    number         text not null primary key,
    area           text not null,
    closed_at      integer not null,
    suspended_days integer not null,
    contacts       integer not null,
    sessions       integer not null,
    places         integer not null,
    cost_fen       integer,
    legal_aid      integer not null
) without rowid;

create index closing_by_time on closing (closed_at);
