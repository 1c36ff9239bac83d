-- Changes of law that were put while the product runs, in the order of their editions.
create table law_change
(
    edition bigint primary key check (edition >= 1),
    at      timestamptz not null,
    put_by  text not null,
    kind    text collate "C" not null check (kind in ('calendar', 'rule')),
    key     text collate "C" not null,
    version text collate "C" not null,
    -- json, not jsonb: the text is kept as it was put.
    content json not null,
    note    text,
    unique (kind, key, version)
);

-- Every end that a change moved. A clock that was extended by a silo that had not heard yet may move twice.
create table clock_move
(
    edition    bigint not null,
    number     text collate "C" not null,
    clock_id   text collate "C" not null,
    rule_id    text collate "C" not null,
    old_due_at timestamptz not null,
    new_due_at timestamptz not null,
    at         timestamptz not null,
    primary key (edition, number, clock_id, at)
);

create trigger law_change_append_only before update or delete on law_change for each row execute function refuse_change();
create trigger law_change_no_truncate before truncate on law_change execute function refuse_change();
create trigger clock_move_append_only before update or delete on clock_move for each row execute function refuse_change();
create trigger clock_move_no_truncate before truncate on clock_move execute function refuse_change();

-- Extensions and excluded intervals: empty when there are none, null on rows of before this column.
alter table deadline add column adjusted text;

-- A clock is found by what it was counted by, once that has changed.
create index deadline_calendar on deadline (calendar_version, number, clock_id) where status in ('running', 'suspended');
create index deadline_rule on deadline (rule_id, rule_version, number, clock_id) where status in ('running', 'suspended');
