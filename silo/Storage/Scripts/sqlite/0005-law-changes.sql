-- Changes of law that were put while the product runs, in the order of their editions.
create table law_change
(
    edition integer primary key not null check (edition >= 1),
    at      integer not null,
    put_by  text not null,
    kind    text not null check (kind in ('calendar', 'rule')),
    key     text not null,
    version text not null,
    content text not null check (json_valid(content)),
    note    text,
    unique (kind, key, version)
);

-- Every end that a change moved. A clock that was extended by a silo that had not heard yet may move twice.
create table clock_move
(
    edition    integer not null,
    number     text not null,
    clock_id   text not null,
    rule_id    text not null,
    old_due_at integer not null,
    new_due_at integer not null,
    at         integer not null,
    primary key (edition, number, clock_id, at)
) without rowid;

create trigger law_change_no_update before update on law_change begin select raise(abort, 'law_change is append-only'); end;
create trigger law_change_no_delete before delete on law_change begin select raise(abort, 'law_change is append-only'); end;
create trigger clock_move_no_update before update on clock_move begin select raise(abort, 'clock_move is append-only'); end;
create trigger clock_move_no_delete before delete on clock_move begin select raise(abort, 'clock_move is append-only'); end;

-- Extensions and excluded intervals: empty when there are none, null on rows of before this column.
alter table deadline add column adjusted text;

-- A clock is found by what it was counted by, once that has changed.
create index deadline_calendar on deadline (calendar_version, number, clock_id) where status in ('running', 'suspended');
create index deadline_rule on deadline (rule_id, rule_version, number, clock_id) where status in ('running', 'suspended');
