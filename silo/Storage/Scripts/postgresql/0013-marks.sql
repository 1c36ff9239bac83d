-- What one incident is recognised by, once for each dispute and signal: against whom, how many, and keys of parties and words. Never a name.
create table mark
(
    number  text collate "C" primary key check (char_length(number) <= 80),
    area    text collate "C" not null,
    at      timestamptz not null,
    subject text collate "C",
    people  integer not null,
    parties text collate "C" not null,
    words   text collate "C" not null
);

create index mark_area on mark (area, at, number);
-- Counting what came lately and in the past year touches nothing but this.
create index dispute_counted on dispute (registered_at, area, category, number) where standing <> 'merged';
